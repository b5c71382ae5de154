package io.spatio.geometry;

import io.spatio.Position;
import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;

/** A region on the ground between two altitudes, inclusive; an absent altitude counts as 0 m. */
final class AltitudeRegion implements Region {
    private final Region ground;
    private final double minAlt;
    private final double maxAlt;
    private final boolean everyAltitude;

    AltitudeRegion(Region ground, double minAlt, double maxAlt) {
        this.ground = ground;
        this.minAlt = minAlt;
        this.maxAlt = maxAlt;
        this.everyAltitude = minAlt <= Position.MIN_ALT && maxAlt >= Position.MAX_ALT;
    }

    @Override
    public int boxCount() {
        return ground.boxCount();
    }

    @Override
    public LonLatBox box(int i) {
        return ground.box(i);
    }

    @Override
    public boolean mayIntersect(double minLon, double minLat, double maxLon, double maxLat) {
        return ground.mayIntersect(minLon, minLat, maxLon, maxLat);
    }

    @Override
    public boolean covers(double minLon, double minLat, double maxLon, double maxLat) {
        return everyAltitude && ground.covers(minLon, minLat, maxLon, maxLat);
    }

    @Override
    public boolean contains(double lon, double lat, double alt) {
        double height = Double.isNaN(alt) ? 0 : alt;
        return height >= minAlt && height <= maxAlt && ground.contains(lon, lat, alt);
    }
}
