package io.spatio.testkit.index;

import io.spatio.spi.ConcurrentSpatialIndex;
import io.spatio.spi.Metric;
import io.spatio.spi.NearestVisitor;
import io.spatio.spi.PositionBlock;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;

/** A scan index under one lock, which makes it concurrent the simple way. */
final class ConcurrentScanIndex implements ConcurrentSpatialIndex {
    private final Object lock = new Object();
    private final IndexFault fault;
    private final ScanIndex index;

    ConcurrentScanIndex(IndexFault fault) {
        this.fault = fault;
        index = new ScanIndex(fault);
    }

    @Override
    public void insert(int handle, double lon, double lat, double alt, Publication publication) {
        synchronized (lock) {
            index.insert(handle, lon, lat, alt);
            publication.publish();
        }
    }

    @Override
    public void move(
            int handle,
            double oldLon,
            double oldLat,
            double oldAlt,
            double lon,
            double lat,
            double alt,
            Publication publication) {
        if (fault == IndexFault.PUBLISHES_LATE) {
            synchronized (lock) {
                index.remove(handle, oldLon, oldLat, oldAlt);
            }
            Thread.yield();
        }
        synchronized (lock) {
            index.move(handle, oldLon, oldLat, oldAlt, lon, lat, alt);
            publication.publish();
        }
        if (fault == IndexFault.PUBLISHES_TWICE) {
            publication.publish();
        }
    }

    @Override
    public void remove(int handle, double lon, double lat, double alt, Publication publication) {
        synchronized (lock) {
            publication.publish();
            index.remove(handle, lon, lat, alt);
        }
    }

    @Override
    public boolean search(Region region, SearchVisitor visitor) {
        synchronized (lock) {
            return index.search(region, visitor);
        }
    }

    @Override
    public boolean nearest(Metric metric, NearestVisitor visitor) {
        synchronized (lock) {
            return index.nearest(metric, visitor);
        }
    }

    @Override
    public void bulkLoad(PositionBlock block) {
        synchronized (lock) {
            index.bulkLoad(block);
        }
    }

    @Override
    public int size() {
        synchronized (lock) {
            return index.size();
        }
    }

    @Override
    public void clear() {
        synchronized (lock) {
            index.clear();
        }
    }
}
