package io.spatio.index.rstar;

import io.spatio.geometry.Haversine;
import io.spatio.spi.LonLatBox;
import io.spatio.spi.Metric;
import io.spatio.spi.PositionList;
import io.spatio.spi.Region;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A program for tuning by hand, not a test: objects in a city, moved 10 to 100 m each. Arguments: objects, leaf-capacity,
 * inner-capacity, slack in metres.
 */
final class RStarIndexSpeed {
    private static final double METERS_PER_DEGREE = Math.toRadians(Haversine.EARTH_RADIUS_METERS);
    private static final double COS = Math.cos(Math.toRadians(48.85));

    private final int objects;
    private final double[] lons;
    private final double[] lats;
    private final SplittableRandom random = new SplittableRandom(1);
    private long sum;

    private RStarIndexSpeed(int objects) {
        this.objects = objects;
        lons = new double[objects];
        lats = new double[objects];
        for (int i = 0; i < objects; i++) {
            lons[i] = random.nextDouble(2.1, 2.6);
            lats[i] = random.nextDouble(48.6, 49.1);
        }
    }

    public static void main(String[] arguments) {
        int objects = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        int leaf = arguments.length > 1 ? Integer.parseInt(arguments[1]) : RStarIndexOptions.DEFAULT.leafCapacity();
        int inner = arguments.length > 2 ? Integer.parseInt(arguments[2]) : RStarIndexOptions.DEFAULT.innerCapacity();
        double slack =
                arguments.length > 3 ? Double.parseDouble(arguments[3]) : RStarIndexOptions.DEFAULT.slackMeters();
        new RStarIndexSpeed(objects).run(new RStarIndexOptions(leaf, inner, slack));
    }

    private void run(RStarIndexOptions options) {
        RStarIndex index = new RStarIndex(options);
        print("insert", objects, () -> {
            for (int i = 0; i < objects; i++) {
                index.insert(i, lons[i], lats[i], Double.NaN);
            }
        });
        System.out.println(options + " inserted: " + index.stats());
        index.clear();
        print("load", objects, () -> index.bulkLoad(block()));
        System.out.println("loaded: " + index.stats());
        double radius10 = 243 * Math.sqrt(100_000.0 / objects);
        for (int round = 0; round < 4; round++) {
            System.out.println("round " + round + " " + index.stats());
            print("generate", 10 * objects, () -> generate(10 * objects));
            print("update", 10 * objects, () -> update(index, 10 * objects));
            print("radius10", 200_000, () -> radius(index, 200_000, radius10));
            print("radius100", 50_000, () -> radius(index, 50_000, radius10 * 3.317));
            print("knn10", 100_000, () -> nearest(index, 100_000));
        }
        System.out.println("checksum " + sum);
    }

    private static void print(String name, int count, Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long begin = threads.getCurrentThreadCpuTime();
        work.run();
        double seconds = (threads.getCurrentThreadCpuTime() - begin) / 1e9;
        System.out.printf("%10s %,12.0f /s%n", name, count / seconds);
    }

    private void update(RStarIndex index, int count) {
        for (int i = 0; i < count; i++) {
            int handle = random.nextInt(objects);
            double meters = random.nextDouble(10, 100);
            long bits = random.nextLong();
            double lon = lons[handle] + ((bits & 1) == 0 ? meters : -meters) * 0.7 / METERS_PER_DEGREE / COS;
            double lat = lats[handle] + ((bits & 2) == 0 ? meters : -meters) * 0.7 / METERS_PER_DEGREE;
            index.move(handle, lons[handle], lats[handle], Double.NaN, lon, lat, Double.NaN);
            lons[handle] = lon;
            lats[handle] = lat;
        }
    }

    /** What an update costs without the index, to be taken off. */
    private void generate(int count) {
        for (int i = 0; i < count; i++) {
            int handle = random.nextInt(objects);
            double meters = random.nextDouble(10, 100);
            sum += random.nextLong() + (long) (lons[handle] + lats[handle] + meters);
        }
    }

    private void radius(RStarIndex index, int count, double meters) {
        double degrees = meters / METERS_PER_DEGREE;
        for (int i = 0; i < count; i++) {
            int near = random.nextInt(objects);
            Disk disk = new Disk(lons[near], lats[near], degrees);
            index.search(disk, (handle, lon, lat, alt) -> {
                if (disk.contains(lon, lat, alt)) {
                    sum++;
                }
                return true;
            });
        }
    }

    private void nearest(RStarIndex index, int count) {
        double[] best = new double[10];
        for (int i = 0; i < count; i++) {
            int near = random.nextInt(objects);
            Flat metric = new Flat(lons[near], lats[near]);
            Arrays.fill(best, Double.POSITIVE_INFINITY);
            index.nearest(metric, (handle, lon, lat, alt) -> {
                double distance = metric.distance(lon, lat, alt);
                int at = 9;
                if (distance < best[9]) {
                    while (at > 0 && best[at - 1] > distance) {
                        best[at] = best[at - 1];
                        at--;
                    }
                    best[at] = distance;
                }
                return best[9];
            });
            sum += (long) (best[9] * 1e9);
        }
    }

    private PositionList block() {
        PositionList block = new PositionList(objects);
        for (int handle = 0; handle < objects; handle++) {
            block.add(handle, lons[handle], lats[handle], Double.NaN);
        }
        return block;
    }

    /** Equirectangular metres in degrees of latitude: what a kernel costs at a city's size. */
    private record Flat(double lon, double lat) implements Metric {
        @Override
        public double lowerBound(double minLon, double minLat, double maxLon, double maxLat) {
            double x = Math.max(0, Math.max(minLon - lon, lon - maxLon)) * COS;
            double y = Math.max(0, Math.max(minLat - lat, lat - maxLat));
            return x * x + y * y;
        }

        @Override
        public double distance(double toLon, double toLat, double alt) {
            double x = (toLon - lon) * COS;
            double y = toLat - lat;
            return x * x + y * y;
        }
    }

    private static final class Disk implements Region {
        private final Flat metric;
        private final double square;
        private final LonLatBox box;

        Disk(double lon, double lat, double degrees) {
            metric = new Flat(lon, lat);
            square = degrees * degrees;
            box = new LonLatBox(lon - degrees / COS, lat - degrees, lon + degrees / COS, lat + degrees);
        }

        @Override
        public int boxCount() {
            return 1;
        }

        @Override
        public LonLatBox box(int i) {
            return box;
        }

        @Override
        public boolean mayIntersect(double minLon, double minLat, double maxLon, double maxLat) {
            return metric.lowerBound(minLon, minLat, maxLon, maxLat) <= square;
        }

        @Override
        public boolean covers(double minLon, double minLat, double maxLon, double maxLat) {
            return contains(minLon, minLat, 0)
                    && contains(minLon, maxLat, 0)
                    && contains(maxLon, minLat, 0)
                    && contains(maxLon, maxLat, 0);
        }

        @Override
        public boolean contains(double lon, double lat, double alt) {
            return metric.distance(lon, lat, alt) <= square;
        }
    }
}
