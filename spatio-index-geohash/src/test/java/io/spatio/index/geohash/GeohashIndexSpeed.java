package io.spatio.index.geohash;

import io.spatio.spi.Metric;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/**
 * Measures the index alone, run by hand: objects uniform over 0.5° x 0.5° around Paris, moves of 10 to 100 m in random
 * order, radius and nearest searches beside random objects; CPU time, the mixed load wall clock. Arguments: how many objects (100000), bits (those of 400 m).
 */
final class GeohashIndexSpeed {
    private static final int ROUNDS = 5;
    private final int count;
    private final GeohashIndex index;
    private final double[] lons;
    private final double[] lats;
    private final int[] order;
    private final double radiusMeters;
    private long blackHole;

    private GeohashIndexSpeed(int count, int bits) {
        this.count = count;
        this.index = new GeohashIndex(new GeohashIndexOptions(bits));
        this.lons = new double[count];
        this.lats = new double[count];
        this.order = new int[count];
        // Area of the city by the objects in it: ten per circle.
        this.radiusMeters = Math.sqrt(10.0 * 55_600 * 36_600 / count / Math.PI);
    }

    public static void main(String[] arguments) throws InterruptedException {
        int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int bits = arguments.length > 1
                ? Integer.parseInt(arguments[1])
                : GeohashIndexOptions.defaults().bits();
        new GeohashIndexSpeed(count, bits).run();
    }

    private void run() throws InterruptedException {
        Random random = new Random(1);
        long before = memory();
        for (int i = 0; i < count; i++) {
            lons[i] = 2.1 + random.nextDouble() * 0.5;
            lats[i] = 48.6 + random.nextDouble() * 0.5;
            order[i] = i;
            index.insert(i, lons[i], lats[i], Double.NaN);
        }
        shuffle(random);
        System.out.printf(
                "objects %d, bits %s, %.1f heap bytes per object%n",
                count, index.stats().get("bits"), (memory() - before) / (double) count);
        index.stats().forEach((name, value) -> System.out.println(name + " " + value));
        for (int round = 0; round < ROUNDS; round++) {
            System.out.printf(
                    "updates/s %,.0f  radius10/s %,.0f  knn10/s %,.0f%n",
                    updates(random), searches(random), nearests(random));
        }
        System.out.printf("mixed/s, one thread %,.0f, two threads %,.0f%n", mixed(1), mixed(2));
        System.out.println(blackHole);
    }

    private static long memory() throws InterruptedException {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void shuffle(Random random) {
        for (int i = count - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swapped = order[i];
            order[i] = order[j];
            order[j] = swapped;
        }
    }

    /** CPU time of this thread: a busy machine then tells less lies. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private double updates(Random random) {
        int operations = 2_000_000;
        double[] steps = new double[4096];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (random.nextDouble() - 0.5) * 1e-3;
        }
        long start = cpuNanos();
        for (int i = 0; i < operations; i++) {
            move(order[i % count], steps[i & 4095], steps[(i * 7 + 1) & 4095]);
        }
        return operations * 1e9 / (cpuNanos() - start);
    }

    private void move(int handle, double east, double north) {
        double lon = lons[handle];
        double lat = lats[handle];
        lons[handle] = lon + east;
        lats[handle] = lat + north;
        index.move(handle, lon, lat, Double.NaN, lons[handle], lats[handle], Double.NaN);
    }

    private double searches(Random random) {
        int operations = 100_000;
        long start = cpuNanos();
        long hits = 0;
        for (int i = 0; i < operations; i++) {
            hits += search(random.nextInt(count));
        }
        double rate = operations * 1e9 / (cpuNanos() - start);
        blackHole += hits;
        return rate;
    }

    private int search(int handle) {
        double lon = lons[handle];
        double lat = lats[handle];
        double halfLat = radiusMeters / 111_195;
        double halfLon = halfLat / 0.655;
        Metric metric = SphereMetric.at(lon, lat);
        double limit = Math.pow(Math.sin(radiusMeters / 2 / 6_371_008.7714), 2);
        int[] hits = new int[1];
        index.search(
                new SpeedCircle(lon - halfLon, lat - halfLat, lon + halfLon, lat + halfLat),
                (found, foundLon, foundLat, alt) -> {
                    if (metric.distance(foundLon, foundLat, alt) <= limit) {
                        hits[0]++;
                    }
                    return true;
                });
        return hits[0];
    }

    private double nearests(Random random) {
        int operations = 50_000;
        long start = cpuNanos();
        for (int i = 0; i < operations; i++) {
            int handle = random.nextInt(count);
            Metric metric = SphereMetric.at(lons[handle] + 1e-4, lats[handle]);
            double[] best = new double[10];
            Arrays.fill(best, Double.POSITIVE_INFINITY);
            index.nearest(metric, (found, lon, lat, alt) -> {
                double distance = metric.distance(lon, lat, alt);
                int at = 9;
                for (; at > 0 && best[at - 1] > distance; at--) {
                    best[at] = best[at - 1];
                }
                best[at] = Math.min(best[at], distance);
                return best[9];
            });
            blackHole += (long) best[9];
        }
        return operations * 1e9 / (cpuNanos() - start);
    }

    private double mixed(int threads) throws InterruptedException {
        int operations = 4_000_000 / threads;
        CountDownLatch done = new CountDownLatch(threads);
        long start = System.nanoTime();
        for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            new Thread(() -> {
                        for (int i = 0; i < operations; i++) {
                            int handle = order[(int) (((long) i * threads + number) % count)];
                            if (i % 10 == 9) {
                                search(handle);
                            } else {
                                move(handle, (i & 1023) * 1e-6 - 5e-4, (i >> 3 & 1023) * 1e-6 - 5e-4);
                            }
                        }
                        done.countDown();
                    })
                    .start();
        }
        done.await();
        return operations * (double) threads * 1e9 / (System.nanoTime() - start);
    }
}
