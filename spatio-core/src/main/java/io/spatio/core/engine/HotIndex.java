package io.spatio.core.engine;

import io.spatio.geometry.LonLat;
import io.spatio.spi.ConcurrentSpatialIndex;
import io.spatio.spi.Meter;
import io.spatio.spi.Metric;
import io.spatio.spi.NearestVisitor;
import io.spatio.spi.PositionBlock;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import io.spatio.spi.SpatialIndex;
import java.lang.ref.Reference;
import java.util.Map;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * A spatial index and the rows it speaks of, changed together.
 *
 * <p>No search may find an object's place and its row in disagreement, or it would miss an object that a reader of the
 * row sees. So rows change inside the index's change: under the write lock, or, for an index that takes changes and
 * searches at the same time, in the publication it calls at the right moment. Only the canonical form of coordinates
 * reaches the index.
 */
final class HotIndex {
    final SpatialIndex index;
    private final @Nullable ConcurrentSpatialIndex concurrent;
    private final ObjectTable rows;
    private final Meter meter;
    private final StampedLock lock = new StampedLock();

    HotIndex(SpatialIndex index, ObjectTable rows, Meter meter) {
        this.index = index;
        this.concurrent = index instanceof ConcurrentSpatialIndex both ? both : null;
        this.rows = rows;
        this.meter = meter;
    }

    /** Moves a row, whose lock the caller holds, from one state to another, of which at least one is a position. */
    void change(int handle, RowState from, RowState to) {
        double lon = LonLat.canonicalLon(to.lon, to.lat);
        double lat = LonLat.canonicalLat(to.lat);
        double oldLon = LonLat.canonicalLon(from.lon, from.lat);
        double oldLat = LonLat.canonicalLat(from.lat);
        if (from.isPresent() && to.isPresent() && samePlace(oldLon, oldLat, from.alt, lon, lat, to.alt)) {
            rows.write(handle, to);
        } else if (concurrent != null) {
            changeConcurrently(concurrent, handle, from, to, oldLon, oldLat, lon, lat);
        } else {
            changeLocked(handle, from, to, oldLon, oldLat, lon, lat);
        }
    }

    private static boolean samePlace(double oldLon, double oldLat, double oldAlt, double lon, double lat, double alt) {
        return oldLon == lon && oldLat == lat && Double.doubleToRawLongBits(oldAlt) == Double.doubleToRawLongBits(alt);
    }

    private void changeConcurrently(
            ConcurrentSpatialIndex both,
            int handle,
            RowState from,
            RowState to,
            double oldLon,
            double oldLat,
            double lon,
            double lat) {
        ConcurrentSpatialIndex.Publication publication = () -> rows.write(handle, to);
        if (!from.isPresent()) {
            both.insert(handle, lon, lat, to.alt, publication);
        } else if (to.isPresent()) {
            both.move(handle, oldLon, oldLat, from.alt, lon, lat, to.alt, publication);
        } else {
            both.remove(handle, oldLon, oldLat, from.alt, publication);
        }
    }

    private void changeLocked(
            int handle, RowState from, RowState to, double oldLon, double oldLat, double lon, double lat) {
        long stamp = lock.writeLock();
        try {
            if (!from.isPresent()) {
                index.insert(handle, lon, lat, to.alt);
            } else if (to.isPresent()) {
                index.move(handle, oldLon, oldLat, from.alt, lon, lat, to.alt);
            } else {
                index.remove(handle, oldLon, oldLat, from.alt);
            }
            rows.write(handle, to);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** Adds rows that recovery has written; nobody else works on the index yet. */
    void load(PositionBlock block) {
        long stamp = lock.writeLock();
        try {
            index.bulkLoad(block);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    /** {@link SpatialIndex#search}. */
    boolean search(Region region, SearchVisitor visitor) {
        if (!meter.isOn()) {
            return searchQuietly(region, visitor);
        }
        Candidates candidates = new Candidates();
        boolean completed = searchQuietly(region, candidates.countingVisits(visitor));
        meter.searched(candidates.count, completed);
        return completed;
    }

    /** Counts what an index offers. One thread. */
    private static final class Candidates {
        private long count;

        SearchVisitor countingVisits(SearchVisitor visitor) {
            return (handle, lon, lat, alt) -> {
                count++;
                return visitor.visit(handle, lon, lat, alt);
            };
        }

        NearestVisitor countingOffers(NearestVisitor visitor) {
            return (handle, lon, lat, alt) -> {
                count++;
                return visitor.offer(handle, lon, lat, alt);
            };
        }
    }

    private boolean searchQuietly(Region region, SearchVisitor visitor) {
        if (concurrent != null) {
            try {
                return concurrent.search(region, visitor);
            } finally {
                Reference.reachabilityFence(this); // see RetiredIndexes
            }
        }
        long stamp = lock.readLock();
        try {
            return index.search(region, visitor);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** {@link SpatialIndex#nearest}. */
    boolean nearest(Metric metric, NearestVisitor visitor) {
        if (!meter.isOn()) {
            return nearestQuietly(metric, visitor);
        }
        Candidates candidates = new Candidates();
        boolean completed = nearestQuietly(metric, candidates.countingOffers(visitor));
        meter.searched(candidates.count, completed);
        return completed;
    }

    private boolean nearestQuietly(Metric metric, NearestVisitor visitor) {
        if (concurrent != null) {
            try {
                return concurrent.nearest(metric, visitor);
            } finally {
                Reference.reachabilityFence(this);
            }
        }
        long stamp = lock.readLock();
        try {
            return index.nearest(metric, visitor);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    /** Takes out everything; every row is locked. */
    void clear() {
        long stamp = lock.writeLock();
        try {
            index.clear();
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    Map<String, Object> stats() {
        long stamp = lock.readLock();
        try {
            return index.stats();
        } finally {
            lock.unlockRead(stamp);
        }
    }

    void close() {
        index.close();
    }
}
