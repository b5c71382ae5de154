package io.spatio.geometry;

import io.spatio.Position;

/**
 * The length of the rhumb line, the line of constant bearing, on the sphere of radius
 * {@link Haversine#EARTH_RADIUS_METERS}.
 *
 * <p>√(Δφ² + q²Δλ²)·R with q = Δφ/Δψ, where Δψ = 2·artanh(sin(Δφ/2)/cos φₘ) is the difference on a Mercator chart: written
 * so, nothing cancels between near parallels, where the usual difference of two logarithms loses all digits. A line to a
 * pole winds around it without end, but its length is that of the meridian.
 */
public final class Rhumb {
    private Rhumb() {}

    /** The length of the rhumb line between two places in metres, the shorter way round, altitude ignored. */
    public static double meters(Position a, Position b) {
        return meters(a.lon(), a.lat(), b.lon(), b.lat());
    }

    /** The same between places given in degrees. */
    public static double meters(double lonA, double latA, double lonB, double latB) {
        double alongMeridian = Math.toRadians(Math.abs(latA - latB));
        double alongParallel = Math.toRadians(Haversine.lonDifference(lonA, lonB)) * stretch(latA, latB, alongMeridian);
        return Haversine.EARTH_RADIUS_METERS * Math.sqrt(alongMeridian * alongMeridian + alongParallel * alongParallel);
    }

    /** The q of the class comment: the cosine of a latitude between the two. */
    private static double stretch(double latA, double latB, double alongMeridian) {
        if (Math.abs(latA) == 90 || Math.abs(latB) == 90) {
            return 0;
        }
        double cosMiddle = Haversine.cosLat((latA + latB) / 2);
        double x = Math.sin(alongMeridian / 2) / cosMiddle;
        if (x < 1e-9) {
            return cosMiddle;
        }
        return x >= 1 ? 0 : alongMeridian / Math.log1p(2 * x / (1 - x));
    }
}
