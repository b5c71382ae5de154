package io.spatio.benchmarks.contestant;

import io.spatio.DistanceMetric;
import io.spatio.Located;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.Results;
import io.spatio.benchmarks.world.SplitMix;
import io.spatio.benchmarks.world.Walk;
import io.spatio.benchmarks.world.World;
import java.util.function.IntSupplier;

/** Reads through the API, every result read to its end. */
final class Reads {
    /** The most rows of a radius query, as in the original's own benchmark. */
    private static final int RADIUS_LIMIT = 100;

    private static final int RADIUS_LIMIT_MANY = 1_000_000;
    private static final double NEAR_METERS = 100;

    private final World world;
    private final Walk walk;
    private final Namespace namespace;
    private final IntSupplier objects;
    private final SplitMix random = new SplitMix(17);

    Reads(World world, Walk walk, Namespace namespace, IntSupplier objects) {
        this.world = world;
        this.walk = walk;
        this.namespace = namespace;
        this.objects = objects;
    }

    Block gets() {
        return new OfIds() {
            @Override
            double one(int i) {
                Location location = namespace.get(ids[i]).orElseThrow();
                return read(location);
            }
        };
    }

    /** Distances in degrees between an object and the next, as the original's own benchmark asks them. */
    Block distances() {
        return new OfIds() {
            @Override
            double one(int i) {
                return namespace
                        .distanceBetween(ids[i], others[i], DistanceMetric.EUCLIDEAN)
                        .orElseThrow();
            }
        };
    }

    Block radius(double meters) {
        int limit = world.isLattice() ? RADIUS_LIMIT : RADIUS_LIMIT_MANY;
        return new AroundCenters() {
            @Override
            Results<Neighbor> answer(Position center) {
                return namespace.queryRadius(center, meters, limit);
            }
        };
    }

    Block nearest(int k) {
        return new AroundCenters() {
            @Override
            Results<Neighbor> answer(Position center) {
                return namespace.knn(center, k);
            }
        };
    }

    /** Touches every part of a row, and copies none. */
    private static double read(Located row) {
        return row.objectId().length()
                + row.position().lon()
                + row.position().lat()
                + row.timestamp().getNano()
                + (row.metadata().equals(Metadata.NONE) ? 0 : 1);
    }

    private Position center(int object) {
        if (world.isLattice()) {
            return Position.of(world.lon(object), world.lat(object));
        }
        return Position.of(walk.lonNear(object, NEAR_METERS, random), walk.latNear(object, NEAR_METERS, random));
    }

    /** Operations on ids. */
    private abstract class OfIds implements Block {
        String[] ids = {};
        String[] others = {};

        abstract double one(int i);

        @Override
        public void prepare(int operations) {
            ids = new String[operations];
            others = new String[operations];
            for (int i = 0; i < operations; i++) {
                int object = objects.getAsInt();
                ids[i] = world.id(object);
                others[i] = world.id(object + 1 == world.size() ? 0 : object + 1);
            }
        }

        @Override
        public double run(int operations) {
            double sum = 0;
            for (int i = 0; i < operations; i++) {
                sum += one(i);
            }
            return sum;
        }
    }

    /** Queries around places. */
    private abstract class AroundCenters implements Block {
        private Position[] centers = {};

        abstract Results<Neighbor> answer(Position center);

        @Override
        public void prepare(int operations) {
            centers = new Position[operations];
            for (int i = 0; i < operations; i++) {
                centers[i] = center(objects.getAsInt());
            }
        }

        @Override
        public double run(int operations) {
            double sum = 0;
            for (int i = 0; i < operations; i++) {
                for (Neighbor neighbor : answer(centers[i])) {
                    sum += neighbor.distanceMeters() + read(neighbor);
                }
            }
            return sum;
        }
    }
}
