package io.spatio.core.engine;

import io.spatio.Position;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;

/** Distances on the WGS 84 ellipsoid, by GeographicLib. */
final class Wgs84 {
    private static final double BELOW_45 = Math.nextDown(45.0);

    private Wgs84() {}

    /** Metres along the geodesic between two places; a number for every pair of them. */
    static double meters(Position a, Position b) {
        return Geodesic.WGS84.Inverse(lat(a), a.lon(), lat(b), b.lon(), GeodesicMask.DISTANCE).s12;
    }

    /**
     * The latitude to compute with. GeographicLib 2.0 takes sine and cosine of 45° and of −45° from different octants; they
     * differ in the last bit, and for some places there that are nearly opposite each other the root of a negative number
     * is taken. One step of a double nearer to the equator (8e-10 m, less than its accuracy) both come from the same octant.
     */
    private static double lat(Position place) {
        return Math.abs(place.lat()) == 45 ? Math.copySign(BELOW_45, place.lat()) : place.lat();
    }
}
