package io.spatio.index.geohash;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.spi.LonLatBox;
import io.spatio.spi.Metric;
import io.spatio.spi.PositionList;
import io.spatio.spi.Region;
import io.spatio.testkit.generators.Seeds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random changes and searches against brute force over a map, shape by shape. */
class GeohashIndexModelTest {
    private static final int[] BITS = {2, 3, 4, 5, 8, 15, 22, 30, 32, 33, 41, 52};

    @ParameterizedTest
    @EnumSource(Shape.class)
    void agreesWithBruteForce(Shape shape) {
        long seed = Seeds.of("GeohashIndexModelTest");
        Random random = new Random(seed);
        long deadline = System.nanoTime()
                + TimeUnit.MILLISECONDS.toNanos(
                        1000L * Integer.getInteger("spatio.test.budget", 5) / Shape.values().length);
        int round = 0;
        do {
            int bits = BITS[round % BITS.length];
            boolean fitting = round++ / BITS.length % 2 == 1;
            Model model = new Model(new GeohashIndex(new GeohashIndexOptions(bits, fitting)), shape, random);
            try {
                for (int step = 0; step < 300; step++) {
                    model.step();
                }
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "seed " + seed + " round " + round + " bits " + bits + " fitting " + fitting, e);
            }
        } while (round < 2 * BITS.length || System.nanoTime() < deadline);
    }

    @Test
    void keepsManyObjectsAtOnePoint() {
        GeohashIndex index = new GeohashIndex(GeohashIndexOptions.defaults());
        int count = 20_000;
        for (int handle = 0; handle < count; handle++) {
            index.insert(handle, 0, 0, Double.NaN);
        }
        boolean[] seen = new boolean[count];
        assertThat(index.search(Boxes.of(0, 0, 0, 0), (handle, lon, lat, alt) -> {
                    assertThat(seen[handle]).isFalse();
                    seen[handle] = true;
                    return true;
                }))
                .isTrue();
        for (boolean one : seen) {
            assertThat(one).isTrue();
        }
        int[] offers = new int[1];
        index.nearest(new DegreeMetric(1, 1), (handle, lon, lat, alt) -> {
            offers[0]++;
            return 2;
        });
        assertThat(offers[0]).isEqualTo(count);
        for (int handle = 0; handle < count; handle++) {
            index.move(handle, 0, 0, Double.NaN, 10 + handle * 1e-4, 10, 5);
        }
        GridInvariants.check(index.grid());
        for (int handle = 0; handle < count; handle++) {
            index.remove(handle, 10 + handle * 1e-4, 10, 5);
        }
        GridInvariants.check(index.grid());
        assertThat(index.size()).isZero();
    }

    enum Shape {
        UNIFORM {
            @Override
            double[] point(Random random) {
                return new double[] {random.nextDouble() * 360 - 180, random.nextDouble() * 180 - 90};
            }
        },
        CITY {
            @Override
            double[] point(Random random) {
                return new double[] {2.35 + random.nextDouble() * 0.1, 48.85 + random.nextDouble() * 0.1};
            }
        },
        ALL_EQUAL {
            @Override
            double[] point(Random random) {
                return new double[] {13.4, 52.5};
            }
        },
        ONE_LINE {
            @Override
            double[] point(Random random) {
                return new double[] {random.nextDouble() - 0.5, 51.5};
            }
        },
        LATTICE {
            @Override
            double[] point(Random random) {
                return new double[] {random.nextInt(33) * 11.25 - 180, random.nextInt(17) * 11.25 - 90};
            }
        },
        CLUSTERS {
            @Override
            double[] point(Random random) {
                int cluster = random.nextInt(5);
                return new double[] {
                    cluster * 70 - 150 + random.nextGaussian() * 0.01, cluster * 30 - 60 + random.nextGaussian() * 0.01
                };
            }
        },
        ANTIMERIDIAN {
            @Override
            double[] point(Random random) {
                double lon = random.nextGaussian() * 0.01;
                return new double[] {lon < 0 ? lon + 180 : lon - 180, -17 + random.nextGaussian() * 0.01};
            }
        },
        POLES {
            @Override
            double[] point(Random random) {
                double lat = Math.min(90, 89.5 + random.nextDouble() * 0.6);
                return new double[] {random.nextDouble() * 360 - 180, random.nextBoolean() ? lat : -lat};
            }
        };

        abstract double[] point(Random random);

        /** Longitude and latitude in canonical form. */
        double[] canonical(Random random) {
            double[] point = point(random);
            point[0] = Math.abs(point[1]) == 90 ? 0 : point[0] >= 180 ? point[0] - 360 : point[0];
            return new double[] {
                point[0] + 0.0, point[1] + 0.0, random.nextInt(3) == 0 ? random.nextInt(100) : Double.NaN
            };
        }
    }

    /** The index and what it should hold. */
    private static final class Model {
        private final GeohashIndex index;
        private final Shape shape;
        private final Random random;
        private final Map<Integer, double[]> objects = new HashMap<>();

        Model(GeohashIndex index, Shape shape, Random random) {
            this.index = index;
            this.shape = shape;
            this.random = random;
        }

        void step() {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> insert();
                case 3, 4, 5 -> move();
                case 6 -> remove();
                case 7 -> bulkLoad();
                case 8, 9 -> search();
                case 10 -> nearest();
                default -> rarely();
            }
            assertThat(index.size()).isEqualTo(objects.size());
            GridInvariants.check(index.grid());
        }

        private void rarely() {
            if (random.nextInt(5) == 0) {
                index.clear();
                objects.clear();
            } else {
                for (int handle : List.copyOf(objects.keySet())) {
                    if (random.nextInt(3) > 0) {
                        double[] old = objects.remove(handle);
                        index.remove(handle, old[0], old[1], old[2]);
                    }
                }
            }
        }

        private void insert() {
            int handle = free();
            double[] point = shape.canonical(random);
            index.insert(handle, point[0], point[1], point[2]);
            objects.put(handle, point);
        }

        private int free() {
            while (true) {
                int handle = random.nextInt(5_000);
                if (!objects.containsKey(handle)) {
                    return handle;
                }
            }
        }

        private Integer any() {
            List<Integer> handles = new ArrayList<>(objects.keySet());
            return handles.get(random.nextInt(handles.size()));
        }

        private void move() {
            if (objects.isEmpty()) {
                return;
            }
            int handle = any();
            double[] old = objects.get(handle);
            double[] point = shape.canonical(random);
            if (random.nextBoolean() && Math.abs(old[1]) < 89 && Math.abs(old[0]) < 179) {
                point[0] = old[0] + random.nextGaussian() * 1e-3;
                point[1] = old[1] + random.nextGaussian() * 1e-3;
            }
            index.move(handle, old[0], old[1], old[2], point[0], point[1], point[2]);
            objects.put(handle, point);
        }

        private void remove() {
            if (!objects.isEmpty()) {
                int handle = any();
                double[] old = objects.remove(handle);
                index.remove(handle, old[0], old[1], old[2]);
            }
        }

        private void bulkLoad() {
            PositionList block = new PositionList();
            for (int i = random.nextInt(40); i > 0; i--) {
                int handle = free();
                double[] point = shape.canonical(random);
                objects.put(handle, point);
                block.add(handle, point[0], point[1], point[2]);
            }
            index.bulkLoad(block);
        }

        private void search() {
            Region region = region();
            Map<Integer, double[]> found = new HashMap<>();
            assertThat(index.search(region, (handle, lon, lat, alt) -> {
                        assertThat(found.put(handle, new double[] {lon, lat, alt}))
                                .isNull();
                        return true;
                    }))
                    .isTrue();
            objects.forEach((handle, point) -> {
                boolean inside = region.contains(point[0], point[1], point[2]);
                assertThat(found.containsKey(handle))
                        .as("%s in %s", Arrays.toString(point), region)
                        .isEqualTo(inside);
                if (inside) {
                    assertThat(found.get(handle)).isEqualTo(point);
                }
            });
            assertThat(objects.keySet()).containsAll(found.keySet());
            stopsWhenTold(region, found.size());
        }

        private void stopsWhenTold(Region region, int size) {
            int stopAfter = 1 + random.nextInt(3);
            int[] visits = new int[1];
            assertThat(index.search(region, (handle, lon, lat, alt) -> ++visits[0] < stopAfter))
                    .isTrue();
            assertThat(visits[0]).isEqualTo(Math.min(size, stopAfter));
        }

        private Region region() {
            double[] corner = shape.canonical(random);
            double[] other = shape.canonical(random);
            double[] third = shape.canonical(random);
            return switch (random.nextInt(6)) {
                case 0 -> Region.EVERYWHERE;
                case 1 -> Boxes.of(corner[0], corner[1], corner[0], corner[1]);
                case 2 -> {
                    double half = Math.pow(10, -random.nextInt(6));
                    yield Boxes.of(
                            Math.max(-180, corner[0] - half),
                            Math.max(-90, corner[1] - half),
                            Math.min(180, corner[0] + half),
                            Math.min(90, corner[1] + half));
                }
                case 3 -> new Boxes(List.of());
                case 4 -> {
                    double[] lons = {corner[0], other[0], third[0]};
                    Arrays.sort(lons);
                    double south = Math.min(corner[1], other[1]);
                    double north = Math.max(corner[1], other[1]);
                    yield new Boxes(List.of(
                            new LonLatBox(-180, south, lons[0], north),
                            new LonLatBox(Math.nextUp(lons[0]), south, Math.max(Math.nextUp(lons[0]), lons[1]), north),
                            new LonLatBox(Math.nextUp(Math.max(Math.nextUp(lons[0]), lons[1])), south, 180, north)));
                }
                default ->
                    Boxes.of(
                            Math.min(corner[0], other[0]),
                            Math.min(corner[1], other[1]),
                            Math.max(corner[0], other[0]),
                            Math.max(corner[1], other[1]));
            };
        }

        /** Begins at its centre, somewhere else, or does not tell where: the answer is the same. */
        private Metric metric(double[] center) {
            double[] start = random.nextBoolean() ? shape.canonical(random) : Shape.UNIFORM.canonical(random);
            return switch (random.nextInt(4)) {
                case 0 -> new DegreeMetric(center[0], center[1], Double.NaN, Double.NaN);
                case 1 -> new DegreeMetric(center[0], center[1], start[0], start[1]);
                default -> new DegreeMetric(center[0], center[1]);
            };
        }

        private void nearest() {
            double[] center = random.nextBoolean() ? shape.canonical(random) : Shape.UNIFORM.canonical(random);
            Metric metric = metric(center);
            int k = 1 + random.nextInt(20);
            NearestCollector collector = new NearestCollector(k, metric);
            assertThat(index.nearest(metric, collector)).isTrue();
            double[] expected = objects.values().stream()
                    .mapToDouble(point -> metric.distance(point[0], point[1], point[2]))
                    .sorted()
                    .limit(k)
                    .toArray();
            assertThat(collector.distances()).isEqualTo(expected);
            for (Map.Entry<Integer, double[]> entry : objects.entrySet()) {
                double[] point = entry.getValue();
                if (metric.distance(point[0], point[1], point[2]) <= collector.cutOff()) {
                    assertThat(collector.offered()).containsKey(entry.getKey());
                    assertThat(collector.offered().get(entry.getKey())).isEqualTo(point);
                }
            }
        }
    }
}
