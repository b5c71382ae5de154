package com.example.quadtree;

import io.spatio.spi.SpatialIndex;
import java.util.Map;

/** A {@link Quadtree} as Spatio calls it: the engine locks, and holds the true rows. */
final class QuadtreeIndex extends Quadtree implements SpatialIndex {
    QuadtreeIndex(int bucketCapacity) {
        super(bucketCapacity);
    }

    @Override
    public void move(int handle, double oldLon, double oldLat, double oldAlt, double lon, double lat, double alt) {
        remove(handle, oldLon, oldLat, oldAlt);
        insert(handle, lon, lat, alt);
    }

    @Override
    public Map<String, Object> stats() {
        return Map.of("cells", cells());
    }
}
