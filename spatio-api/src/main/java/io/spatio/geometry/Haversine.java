package io.spatio.geometry;

import io.spatio.Position;

/**
 * The one distance function that decides order and inclusion: the great circle on the sphere of radius
 * {@value #EARTH_RADIUS_METERS} m.
 *
 * <p>With h = sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2) and its complement h' = 1 − h, computed without cancellation as
 * sin²((φ₁+φ₂)/2)… of the antipode, the distance is 2R·atan2(√h, √h'): accurate from nothing to half the Earth, where the
 * textbook asin(√h) loses half its digits near the antipode (Sinnott, "Virtues of the Haversine", 1984). Near each other,
 * where asin(√h) is as good, sines and arc sine come from their series. It is symmetric,
 * exactly 0 for equal places, for −180 and 180, and for a pole at any longitude.
 */
public final class Haversine {
    /** The mean radius of the Earth in metres (IUGG R₁). */
    public static final double EARTH_RADIUS_METERS = 6_371_008.7714;

    /** The distance between antipodes: no distance is greater. */
    static final double MAX_METERS = 2 * EARTH_RADIUS_METERS * (Math.PI / 2);

    /** Differences of coordinates up to here go the short way: a tenth of the cost, and as exact. */
    private static final double NEAR_DEGREES = 1.25;

    private static final double HALF_RADIANS_PER_DEGREE = Math.PI / 360;

    private Haversine() {}

    /** The distance between two places in metres, altitude ignored. */
    public static double meters(Position a, Position b) {
        return meters(a.lon(), a.lat(), b.lon(), b.lat());
    }

    /** The distance between two places given in degrees, in metres: 0 to π·R. */
    public static double meters(double lonA, double latA, double lonB, double latB) {
        double apart = lonDifference(lonA, lonB);
        double north = Math.abs(latA - latB);
        if (apart > NEAR_DEGREES && (Math.abs(latA) == 90 || Math.abs(latB) == 90)) {
            apart = 0; // at a pole longitude must not decide which way is taken
        }
        return apart <= NEAR_DEGREES && north <= NEAR_DEGREES
                ? nearMeters(apart, north, DegreeTrig.cosLat(latA) * DegreeTrig.cosLat(latB))
                : farMeters(apart, latA, latB);
    }

    /** The distance of places so near each other that series are exact to the last bits, by the product of the cosines. */
    private static double nearMeters(double apart, double north, double cosines) {
        double sinHalfLon = sineOfSmall(apart * HALF_RADIANS_PER_DEGREE);
        double sinHalfLat = sineOfSmall(north * HALF_RADIANS_PER_DEGREE);
        double h = sinHalfLat * sinHalfLat + cosines * sinHalfLon * sinHalfLon;
        return 2 * EARTH_RADIUS_METERS * Math.sqrt(h) * arcSineFactor(h);
    }

    /** sin y by four terms: what is left out is below 1e-18 of it for y up to 1.25° / 2. */
    private static double sineOfSmall(double y) {
        double square = y * y;
        return y * (1 - square * (1 / 6.0 - square * (1 / 120.0 - square * (1 / 5040.0))));
    }

    /** asin(√h) / √h by five terms: what is left out is below 1e-19 for h up to 2.4e-4. */
    private static double arcSineFactor(double h) {
        return 1 + h * (1 / 6.0 + h * (3 / 40.0 + h * (5 / 112.0 + h * (35 / 1152.0))));
    }

    private static double farMeters(double apart, double latA, double latB) {
        double halfLon = Math.toRadians(apart) / 2;
        double sinHalfLon = Math.sin(halfLon);
        double cosHalfLon = Math.cos(halfLon);
        double sinHalfLat = Math.sin(Math.toRadians(latA - latB) / 2);
        double sinHalfSum = Math.sin(Math.toRadians(latA + latB) / 2);
        double cosines = cosLat(latA) * cosLat(latB);
        double h = sinHalfLat * sinHalfLat + cosines * sinHalfLon * sinHalfLon;
        double complement = sinHalfSum * sinHalfSum + cosines * cosHalfLon * cosHalfLon;
        return 2 * EARTH_RADIUS_METERS * Math.atan2(Math.sqrt(h), Math.sqrt(complement));
    }

    /**
     * √(haversine² + Δaltitude²) in metres where both altitudes are given (not NaN); an absent altitude of the object
     * counts as 0 m, an absent one of the centre measures horizontally.
     */
    public static double meters(
            double centerLon, double centerLat, double centerAlt, double lon, double lat, double alt) {
        double horizontal = meters(centerLon, centerLat, lon, lat);
        if (Double.isNaN(centerAlt)) {
            return horizontal;
        }
        double vertical = (Double.isNaN(alt) ? 0 : alt) - centerAlt;
        return Math.sqrt(horizontal * horizontal + vertical * vertical);
    }

    /** The shorter difference of two longitudes in degrees, 0..180. */
    static double lonDifference(double lonA, double lonB) {
        double difference = Math.abs(lonA - lonB);
        if (difference <= 180) {
            return difference;
        }
        // Not 360 - difference: its rounding would tell the meridians -180 and 180 apart.
        return (180 - Math.max(lonA, lonB)) + (180 + Math.min(lonA, lonB));
    }

    /** The cosine of a latitude in degrees, to full relative precision also near a pole, and exactly 0 at one. */
    static double cosLat(double lat) {
        double fromEquator = Math.abs(lat);
        return fromEquator > 45 ? Math.sin(Math.toRadians(90 - fromEquator)) : Math.cos(Math.toRadians(fromEquator));
    }
}
