package io.spatio.index.geohash;

import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;

/** The box around a circle, without allocation per test. */
record SpeedCircle(double minLon, double minLat, double maxLon, double maxLat) implements Region {
    @Override
    public int boxCount() {
        return 1;
    }

    @Override
    public LonLatBox box(int i) {
        return new LonLatBox(minLon, minLat, maxLon, maxLat);
    }

    @Override
    public boolean mayIntersect(double west, double south, double east, double north) {
        return west <= maxLon && east >= minLon && south <= maxLat && north >= minLat;
    }

    @Override
    public boolean covers(double west, double south, double east, double north) {
        return west >= minLon && east <= maxLon && south >= minLat && north <= maxLat;
    }

    @Override
    public boolean contains(double lon, double lat, double alt) {
        return lon >= minLon && lon <= maxLon && lat >= minLat && lat <= maxLat;
    }
}
