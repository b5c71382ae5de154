package io.spatio.benchmarks.contestant;

import io.spatio.Area;
import io.spatio.Position;
import io.spatio.benchmarks.structure.PointIndex;
import io.spatio.benchmarks.structure.PointIndexes;
import io.spatio.benchmarks.world.SplitMix;
import io.spatio.benchmarks.world.Walk;
import io.spatio.benchmarks.world.World;
import io.spatio.geometry.Haversine;
import io.spatio.geometry.Regions;
import io.spatio.spi.Region;
import java.util.Arrays;
import java.util.Map;

/** An index by itself: one of ours through the SPI, or a peer. Every hit is decided exactly by the same kernel. */
final class IndexContestant implements Contestant {
    private static final double NEAR_METERS = 100;
    /** Inserting takes as many budgets at most: it counts a whole world. */
    private static final long INSERT_BUDGETS = 20;

    private final World world;
    private final Walk walk;
    private final String structure;
    private final SplitMix random = new SplitMix(7);
    private PointIndex index;

    IndexContestant(World world, String structure) {
        this.world = world;
        this.walk = new Walk(world);
        this.structure = structure;
        index = PointIndexes.of(structure);
    }

    @Override
    public void load() {
        insertAll(Long.MAX_VALUE);
    }

    private Lap insertAll(long budgetNanos) {
        index = PointIndexes.of(structure);
        walk.restart();
        Lap lap = BlockClock.counted(world.size(), budgetNanos, new Inserts());
        index.loaded();
        return lap;
    }

    @Override
    public int[] within(double lon, double lat, double radiusMeters) {
        Numbers numbers = new Numbers();
        Region region = Regions.of(Area.circle(Position.of(lon, lat), radiusMeters));
        requireAnswer(index.search(region, (object, itsLon, itsLat, alt) -> {
            if (region.contains(itsLon, itsLat, alt)) {
                numbers.add(object);
            }
            return true;
        }));
        return numbers.toArray();
    }

    @Override
    public int[] nearest(double lon, double lat, int k) {
        Numbers numbers = new Numbers();
        index.nearest(Position.of(lon, lat), k, (object, itsLon, itsLat, alt) -> {
            numbers.add(object);
            return true;
        });
        return numbers.toArray();
    }

    private static void requireAnswer(boolean answered) {
        if (!answered) {
            throw new IllegalStateException("the index gave up, though nothing changed");
        }
    }

    @Override
    public Lap run(Work work) {
        return switch (work.name()) {
            case "insert" -> {
                if (structure.equals("jts-strtree")) {
                    throw new UnsupportedOperationException("the tree is static");
                }
                yield insertAll(INSERT_BUDGETS * work.budgetNanos());
            }
            case "update" -> BlockClock.timed(work.budgetNanos(), new Moves());
            case "radius" -> BlockClock.timed(work.budgetNanos(), new RadiusQueries(work.parameter()));
            case "knn" -> BlockClock.timed(work.budgetNanos(), new NearestQueries((int) work.parameter()));
            case "mixed" -> new MixedIndexLap(world, walk, index).run(work);
            default -> throw new UnsupportedOperationException("no work " + work.name());
        };
    }

    @Override
    public Map<String, Object> ask(String question, String[] arguments) {
        if (!question.equals("heap")) {
            return Contestant.super.ask(question, arguments);
        }
        index = PointIndexes.of(structure);
        long before = Heap.usedBytes();
        load();
        return Map.of("bytes", Heap.usedBytes() - before, "objects", world.size());
    }

    @Override
    public void close() {
        // It holds only memory.
    }

    /** All points of the world, in order. */
    private final class Inserts implements Block {
        private int next;

        @Override
        public void prepare(int operations) {
            // The world is there already.
        }

        @Override
        public double run(int operations) {
            for (int i = 0; i < operations; i++) {
                index.insert(next, world.lon(next), world.lat(next));
                next++;
            }
            return next;
        }
    }

    /** Moves of random points. */
    private final class Moves implements Block {
        private int[] objects = {};
        private double[] places = {};

        @Override
        public void prepare(int operations) {
            objects = new int[operations];
            places = new double[4 * operations];
            for (int i = 0; i < operations; i++) {
                int object = random.below(world.size());
                objects[i] = object;
                places[4 * i] = walk.lon(object);
                places[4 * i + 1] = walk.lat(object);
                walk.step(object, random);
                places[4 * i + 2] = walk.lon(object);
                places[4 * i + 3] = walk.lat(object);
            }
        }

        @Override
        public double run(int operations) {
            for (int i = 0; i < operations; i++) {
                index.move(objects[i], places[4 * i], places[4 * i + 1], places[4 * i + 2], places[4 * i + 3]);
            }
            return operations;
        }
    }

    /** Queries around places near random points. */
    private abstract class Queries implements Block {
        private Position[] centers = {};

        @Override
        public void prepare(int operations) {
            centers = new Position[operations];
            for (int i = 0; i < operations; i++) {
                int object = random.below(world.size());
                centers[i] = Position.of(
                        walk.lonNear(object, NEAR_METERS, random), walk.latNear(object, NEAR_METERS, random));
            }
        }

        @Override
        public double run(int operations) {
            double sum = 0;
            for (int i = 0; i < operations; i++) {
                sum += one(centers[i]);
            }
            return sum;
        }

        abstract double one(Position center);
    }

    /** Radius queries. */
    private final class RadiusQueries extends Queries {
        private final double meters;

        RadiusQueries(double meters) {
            this.meters = meters;
        }

        @Override
        double one(Position center) {
            Region region = Regions.of(Area.circle(center, meters));
            Sum hits = new Sum();
            requireAnswer(index.search(region, (object, lon, lat, alt) -> {
                if (region.contains(lon, lat, alt)) {
                    hits.value += object + lon;
                }
                return true;
            }));
            return hits.value;
        }
    }

    /** Nearest queries. */
    private final class NearestQueries extends Queries {
        private final int k;

        NearestQueries(int k) {
            this.k = k;
        }

        @Override
        double one(Position center) {
            Sum hits = new Sum();
            index.nearest(center, k, (object, lon, lat, alt) -> {
                hits.value += object + Haversine.meters(center.lon(), center.lat(), lon, lat);
                return true;
            });
            return hits.value;
        }
    }

    /** A sum that a visitor adds to. */
    private static final class Sum {
        private double value;
    }

    /** Numbers that a visitor adds to. */
    private static final class Numbers {
        private int[] numbers = new int[64];
        private int size;

        void add(int number) {
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
            }
            numbers[size++] = number;
        }

        int[] toArray() {
            return Arrays.copyOf(numbers, size);
        }
    }
}
