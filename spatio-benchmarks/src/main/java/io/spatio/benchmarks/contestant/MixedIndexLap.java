package io.spatio.benchmarks.contestant;

import io.spatio.Area;
import io.spatio.Position;
import io.spatio.benchmarks.structure.PointIndex;
import io.spatio.benchmarks.world.SplitMix;
import io.spatio.benchmarks.world.Walk;
import io.spatio.benchmarks.world.World;
import io.spatio.geometry.Regions;
import io.spatio.spi.Region;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.DoubleSupplier;

/**
 * Nine moves to one radius query on an index alone, by several threads at once, each with points of its own. An index that
 * is not concurrent is called under a read-write lock, as the engine does.
 */
final class MixedIndexLap {
    private static final int MOVES_TO_A_QUERY = 9;

    private final World world;
    private final Walk walk;
    private final PointIndex index;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    MixedIndexLap(World world, Walk walk, PointIndex index) {
        this.world = world;
        this.walk = walk;
        this.index = index;
    }

    Lap run(Work work) {
        return ThreadLap.run(work, thread -> tenOperations(thread, work));
    }

    private DoubleSupplier tenOperations(int thread, Work work) {
        SplitMix random = new SplitMix(1000 + thread);
        return () -> {
            for (int i = 0; i < MOVES_TO_A_QUERY; i++) {
                move(random.below(world.size() / work.threads()) * work.threads() + thread, random);
            }
            return query(random.below(world.size()), work.parameter());
        };
    }

    private void move(int object, SplitMix random) {
        double oldLon = walk.lon(object);
        double oldLat = walk.lat(object);
        walk.step(object, random);
        if (index.isConcurrent()) {
            index.move(object, oldLon, oldLat, walk.lon(object), walk.lat(object));
            return;
        }
        lock.writeLock().lock();
        try {
            index.move(object, oldLon, oldLat, walk.lon(object), walk.lat(object));
        } finally {
            lock.writeLock().unlock();
        }
    }

    private double query(int center, double radiusMeters) {
        Region region = Regions.of(Area.circle(Position.of(world.lon(center), world.lat(center)), radiusMeters));
        if (index.isConcurrent()) {
            return sum(region);
        }
        lock.readLock().lock();
        try {
            return sum(region);
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Where the index gives up, every point is looked at, as the engine then looks at every row. */
    private double sum(Region region) {
        double[] sum = {0};
        boolean answered = index.search(region, (object, lon, lat, alt) -> {
            if (region.contains(lon, lat, alt)) {
                sum[0] += object;
            }
            return true;
        });
        if (!answered) {
            sum[0] = 0;
            for (int object = 0; object < world.size(); object++) {
                if (region.contains(walk.lon(object), walk.lat(object), Double.NaN)) {
                    sum[0] += object;
                }
            }
        }
        return sum[0];
    }
}
