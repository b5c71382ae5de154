package io.spatio.geometry;

import io.spatio.Position;

/**
 * Distance in the plane of longitude and latitude, in degrees, as the coordinates stand: neither the antimeridian nor the
 * poles are known to it, and it is no measure of length on Earth.
 */
public final class Planar {
    private Planar() {}

    /** The straight line between two places in degrees. */
    public static double degrees(Position a, Position b) {
        return degrees(a.lon(), a.lat(), b.lon(), b.lat());
    }

    /** The straight line between two places given in degrees, in degrees. */
    public static double degrees(double lonA, double latA, double lonB, double latB) {
        double lon = lonA - lonB;
        double lat = latA - latB;
        return Math.sqrt(lon * lon + lat * lat);
    }
}
