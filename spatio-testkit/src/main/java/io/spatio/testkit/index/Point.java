package io.spatio.testkit.index;

import io.spatio.Position;

/**
 * A canonical point, as an index is given it: lon in [−180, 180), lon 0 at a pole, no negative zero.
 *
 * @param lon degrees
 * @param lat degrees
 * @param alt metres, NaN when absent
 */
public record Point(double lon, double lat, double alt) {
    /** The canonical form of a position. */
    public static Point of(Position position) {
        return of(position.lon(), position.lat(), position.altOrNaN());
    }

    /** The canonical form of coordinates. */
    public static Point of(double lon, double lat, double alt) {
        boolean pole = Math.abs(lat) == 90;
        double canonicalLon = pole || lon == 0 ? 0.0 : lon == 180 ? -180 : lon;
        return new Point(canonicalLon, lat == 0 ? 0.0 : lat, alt);
    }

    /** The canonical form of coordinates without altitude. */
    public static Point of(double lon, double lat) {
        return of(lon, lat, Double.NaN);
    }

    boolean sameBits(double otherLon, double otherLat, double otherAlt) {
        return Double.doubleToRawLongBits(lon) == Double.doubleToRawLongBits(otherLon)
                && Double.doubleToRawLongBits(lat) == Double.doubleToRawLongBits(otherLat)
                && Double.doubleToLongBits(alt) == Double.doubleToLongBits(otherAlt);
    }
}
