package io.spatio.store.mvstore;

import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;

/** A region of one box. */
record Boxes(LonLatBox box) implements Region {
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
        return box.intersects(minLon, minLat, maxLon, maxLat);
    }

    @Override
    public boolean covers(double minLon, double minLat, double maxLon, double maxLat) {
        return box.covers(minLon, minLat, maxLon, maxLat);
    }

    @Override
    public boolean contains(double lon, double lat, double alt) {
        return box.contains(lon, lat);
    }
}
