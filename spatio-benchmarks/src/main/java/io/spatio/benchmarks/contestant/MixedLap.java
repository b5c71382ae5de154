package io.spatio.benchmarks.contestant;

import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.benchmarks.world.SplitMix;
import io.spatio.benchmarks.world.Walk;
import io.spatio.benchmarks.world.World;

/**
 * Nine updates to one radius query, by several threads at once, each with objects of its own. What an operation needs is
 * made within the clock, for threads cannot be stopped together.
 */
final class MixedLap {
    private static final int UPDATES_TO_A_QUERY = 9;

    private static final Metadata[] METADATA = metadata();

    private final World world;
    private final Walk walk;
    private final Namespace namespace;

    MixedLap(World world, Walk walk, Namespace namespace) {
        this.world = world;
        this.walk = walk;
        this.namespace = namespace;
    }

    private static Metadata[] metadata() {
        SplitMix random = new SplitMix(3);
        Metadata[] values = new Metadata[1024];
        for (int i = 0; i < values.length; i++) {
            values[i] = Writes.metadata(random);
        }
        return values;
    }

    Lap run(Work work) {
        return ThreadLap.run(work, thread -> new Worker(thread, work.threads(), work.parameter())::tenOperations);
    }

    /** One thread's part. */
    private final class Worker {
        private final int thread;
        private final int threads;
        private final double radiusMeters;
        private final SplitMix random;

        Worker(int thread, int threads, double radiusMeters) {
            this.thread = thread;
            this.threads = threads;
            this.radiusMeters = radiusMeters;
            random = new SplitMix(1000 + thread);
        }

        double tenOperations() {
            for (int i = 0; i < UPDATES_TO_A_QUERY; i++) {
                int object = random.below(world.size() / threads) * threads + thread;
                walk.step(object, random);
                namespace.upsert(
                        world.id(object),
                        Position.of(walk.lon(object), walk.lat(object)),
                        METADATA[random.below(METADATA.length)]);
            }
            int center = random.below(world.size());
            double sum = 0;
            Position place = Position.of(world.lon(center), world.lat(center));
            for (Neighbor neighbor : namespace.queryRadius(place, radiusMeters, Integer.MAX_VALUE)) {
                sum += neighbor.distanceMeters() + neighbor.objectId().length();
            }
            return sum;
        }
    }
}
