package io.spatio.geometry;

import io.spatio.Position;

/**
 * The length of the rhumb line, the line of constant bearing, on the sphere of radius
 * {@link Haversine#EARTH_RADIUS_METERS}.
 *
 * <p>√(Δφ² + q²Δλ²)·R with q = Δφ/Δψ, where Δψ is the difference on a Mercator chart. The usual difference of two
 * logarithms loses all digits between near parallels. Here Δψ = 2·artanh(s/c) with s = sin(Δφ/2) and c = cos φₘ of the
 * middle latitude, and as c² − s² = cos φ₁·cos φ₂, this is ln(1 + 2s(s + c)/(cos φ₁·cos φ₂)): sums and products of positive
 * numbers, where nothing cancels, neither between near parallels nor between the polar caps. The error is at most 1e-14 of
 * the length. A line to a pole winds around it without end, but its length is that of the meridian.
 */
public final class Rhumb {
    /** Where s/c is smaller, q is cos φₘ but for a part of its square. */
    private static final double NEAR = 1e-9;

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
        double cosMiddle = cosMiddle(latA, latB);
        double sinHalf = Math.sin(alongMeridian / 2);
        if (sinHalf < NEAR * cosMiddle) {
            return cosMiddle;
        }
        double cosines = Haversine.cosLat(latA) * Haversine.cosLat(latB);
        return alongMeridian / Math.log1p(2 * sinHalf * (sinHalf + cosMiddle) / cosines);
    }

    /** Near a pole by the distances from it, which are exact where the sum of the latitudes would be rounded. */
    private static double cosMiddle(double latA, double latB) {
        boolean sameCap = Math.abs(latA + latB) > 90 && Math.signum(latA) == Math.signum(latB);
        return sameCap
                ? Math.sin(Math.toRadians((90 - Math.abs(latA)) + (90 - Math.abs(latB))) / 2)
                : Haversine.cosLat((latA + latB) / 2);
    }
}
