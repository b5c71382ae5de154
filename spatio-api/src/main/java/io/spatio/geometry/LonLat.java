package io.spatio.geometry;

/** The canonical form of coordinates, which only indexes see: lon in [−180, 180), lon 0 at a pole, no {@code -0.0}. */
public final class LonLat {
    private LonLat() {}

    /** The canonical longitude of a legal point. */
    public static double canonicalLon(double lon, double lat) {
        if (lat == 90 || lat == -90) {
            return 0;
        }
        return lon == 180 ? -180 : lon + 0.0;
    }

    /** The canonical latitude of a legal point: without the sign of zero. */
    public static double canonicalLat(double lat) {
        return lat + 0.0;
    }
}
