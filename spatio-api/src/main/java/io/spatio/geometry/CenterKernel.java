package io.spatio.geometry;

import io.spatio.Position;

/**
 * Distances from a fixed centre as h = sin²(d/2R), without an inverse function, and their bounds over boxes.
 *
 * <p>h agrees with {@link Haversine} to a relative 1e-13. The bounds are the exact extremes over the box, rounded
 * outward. On a parallel h grows with the difference of longitudes, so the extremes lie on one meridian, where
 * 1 − 2h = a·cos(φ − φ*) with a² = 1 − cos²φ₀·sin²Δλ: at an end of the edge, or, where the slope changes its sign
 * between them, at h = (1 ∓ a)/2. That needs no arc tangent, and is as tight at a pole as elsewhere.
 */
final class CenterKernel {
    private static final double ROUND_DOWN = 1 - 1e-12;
    private static final double ROUND_UP = 1 + 1e-12;
    /** What the sign of a slope that is 0 but for rounding can do to h: distances of 10 nanometres. */
    private static final double SLOPE_ERROR = 1e-30;

    /**
     * Differences of coordinates up to this many degrees go the short way: the sine of half of it is a series of three terms
     * to 3e-16, and the other latitude's sine and cosine follow from the centre's by the addition theorem, without a table.
     */
    private static final double NEAR_DEGREES = 1.25;

    /** The same as an angle: three terms of the series are enough below. */
    private static final double SMALL_RADIANS = NEAR_DEGREES * Math.PI / 360;

    private static final double HALF_RADIANS_PER_DEGREE = Math.PI / 360;

    /** Below this cosine of the centre's latitude the addition theorem loses digits of a small cosine. */
    private static final double MIN_NEAR_COS = 0.05;

    private final double lon;
    private final double lat;
    private final double sinLat;
    private final double cosLat;
    private final double oppositeLon;
    /** {@link #NEAR_DEGREES}, or negative where the short way is closed. */
    private final double nearDegrees;

    CenterKernel(double lon, double lat) {
        this.lon = LonLat.canonicalLon(lon, lat);
        this.lat = LonLat.canonicalLat(lat);
        this.sinLat = DegreeTrig.sinLat(lat);
        this.cosLat = DegreeTrig.cosLat(lat);
        this.oppositeLon = this.lon >= 0 ? this.lon - 180 : this.lon + 180;
        this.nearDegrees = cosLat >= MIN_NEAR_COS ? NEAR_DEGREES : -1;
    }

    /** h of a distance in metres; 1 for half the Earth and more. */
    static double hOfMeters(double meters) {
        if (meters >= Haversine.MAX_METERS) {
            return 1;
        }
        double root = sine(meters / (2 * Haversine.EARTH_RADIUS_METERS));
        return root * root;
    }

    /** The sine of an angle of at least 0 in radians, to an ulp or two; small ones by three terms of the series. */
    static double sine(double radians) {
        return radians < SMALL_RADIANS ? series(radians) : Math.sin(radians);
    }

    private static double series(double y) {
        double square = y * y;
        return y * (1 - square * (1 / 6.0 - square * (1 / 120.0)));
    }

    /** The square of the distance in metres of an h up to about ½, to a relative 1e-13. */
    static double squaredMetersOfH(double h) {
        double square;
        if (h < 1e-3) {
            square = h * (1 + h * (1 / 3.0 + h * (8 / 45.0 + h * (4 / 35.0))));
        } else {
            double angle = Math.asin(Math.sqrt(Math.min(1, h)));
            square = angle * angle;
        }
        return 4 * Haversine.EARTH_RADIUS_METERS * Haversine.EARTH_RADIUS_METERS * square;
    }

    /** The deciding distance. */
    double meters(double otherLon, double otherLat) {
        return Haversine.meters(lon, lat, otherLon, otherLat);
    }

    /** The deciding distance in three dimensions; horizontal where {@code centerAlt} is NaN. */
    double meters(double centerAlt, double otherLon, double otherLat, double otherAlt) {
        return Haversine.meters(lon, lat, centerAlt, otherLon, otherLat, otherAlt);
    }

    /** The canonical longitude of the centre. */
    double lon() {
        return lon;
    }

    /** The canonical latitude of the centre. */
    double lat() {
        return lat;
    }

    /** The cosine of the centre's latitude, to an ulp or two. */
    double cosLat() {
        return cosLat;
    }

    /** h of a legal point. */
    double h(double otherLon, double otherLat) {
        double apart = Haversine.lonDifference(lon, otherLon);
        double north = otherLat - lat;
        if (apart <= nearDegrees && Math.abs(north) <= nearDegrees) {
            double sinHalfLon = sinHalf(apart);
            return nearH(sinHalf(north), sinHalfLon * sinHalfLon);
        }
        return farH(otherLon, otherLat);
    }

    /** sin(degrees / 2), odd, for up to {@link #NEAR_DEGREES} either way. */
    private static double sinHalf(double degrees) {
        return series(degrees * HALF_RADIANS_PER_DEGREE);
    }

    /** The sine of twice a near half angle, of its sine: 2·s·√(1 − s²), whose series ends below 1e-16. */
    private static double sinOfHalf(double s) {
        double square = s * s;
        return 2 * s * (1 - square * (0.5 + square * (0.125 + square * (1 / 16.0))));
    }

    /** h of a near point, by the sine of half the difference of latitudes northwards. */
    private double nearH(double sinHalfLat, double sinHalfLonSquared) {
        double square = sinHalfLat * sinHalfLat;
        double otherCos = cosLat * (1 - 2 * square) - sinLat * sinOfHalf(sinHalfLat);
        return square + cosLat * otherCos * sinHalfLonSquared;
    }

    private double farH(double otherLon, double otherLat) {
        double sinHalfLon = DegreeTrig.sin(Haversine.lonDifference(lon, otherLon) / 2);
        return hOnMeridian(otherLat, sinHalfLon * sinHalfLon);
    }

    private double hOnMeridian(double otherLat, double sinHalfLonSquared) {
        double sinHalfLat = DegreeTrig.sin(Math.abs(otherLat - lat) / 2);
        return sinHalfLat * sinHalfLat + cosLat * DegreeTrig.cosLat(otherLat) * sinHalfLonSquared;
    }

    /** Half the slope of h over latitude on a meridian. */
    private double slope(double otherLat, double cosLon) {
        return cosLat * cosLon * DegreeTrig.sinLat(otherLat) - sinLat * DegreeTrig.cosLat(otherLat);
    }

    /** The a of the class comment, as a sum of squares because 1 − cos²φ₀·sin²Δλ cancels where both are near 1. */
    private double amplitude(double cosLon) {
        return Math.sqrt(sinLat * sinLat + cosLat * cosLat * cosLon * cosLon);
    }

    /** At most h of every point of the closed box, which may reach beyond a pole: there is nothing there. */
    double lowerBound(double minLon, double minLat, double maxLon, double maxLat) {
        boolean between = (lon >= minLon && lon <= maxLon) || (lon == -180 && maxLon == 180);
        double north = lat < minLat ? minLat - lat : lat > maxLat ? maxLat - lat : 0;
        double apart =
                between ? 0 : Math.min(Haversine.lonDifference(lon, minLon), Haversine.lonDifference(lon, maxLon));
        if (apart <= nearDegrees && Math.abs(north) <= nearDegrees) {
            return nearLowerBound(apart, north);
        }
        return farLowerBound(between, apart, north, minLat, maxLat);
    }

    /**
     * The bound of a box whose nearest meridian is so far apart and whose nearest parallel so far north: h of that corner,
     * where h grows from there on, else the least h of the whole meridian. The latter is less than the box's own where the
     * box ends before that place: by a share of at most the square of the sine of half the angle apart.
     */
    private double nearLowerBound(double apart, double north) {
        double sinHalfLon = sinHalf(apart);
        double lonSquare = sinHalfLon * sinHalfLon;
        double sinHalfLat = sinHalf(north);
        double square = sinHalfLat * sinHalfLat;
        double sinNorth = sinOfHalf(sinHalfLat);
        double cosNorth = 1 - 2 * square;
        double cornerSin = sinLat * cosNorth + cosLat * sinNorth;
        double slope = sinNorth - 2 * lonSquare * cosLat * cornerSin;
        if (lonSquare == 0 || (north > 0 && slope >= 0) || (north < 0 && slope <= 0)) {
            double cornerCos = cosLat * cosNorth - sinLat * sinNorth;
            return roundedDown(square + cosLat * cornerCos * lonSquare);
        }
        return leastOfMeridian(lonSquare);
    }

    /** (1 − a)/2, which would cancel, as (1 − a²)/(2(1 + a)). */
    private double leastOfMeridian(double lonSquare) {
        double lost = cosLat * cosLat * 4 * lonSquare * (1 - lonSquare);
        return roundedDown(lost / (2 * (1 + amplitude(1 - 2 * lonSquare))));
    }

    private double farLowerBound(boolean between, double apart, double north, double minLat, double maxLat) {
        if (between) {
            double sinHalf = DegreeTrig.sin(Math.abs(north) / 2);
            return roundedDown(sinHalf * sinHalf);
        }
        double sinHalf = DegreeTrig.sin(apart / 2);
        double square = sinHalf * sinHalf;
        double cosLon = 1 - 2 * square;
        double low = Math.max(minLat, -Position.MAX_LAT);
        double high = Math.min(maxLat, Position.MAX_LAT);
        // Both ends also where one slope tells: seen from a pole, the other pole's is 0 as well.
        if (apart >= 90 || slope(low, cosLon) >= 0 || slope(high, cosLon) <= 0) {
            return roundedDown(Math.min(hOnMeridian(low, square), hOnMeridian(high, square)));
        }
        return leastOfMeridian(square);
    }

    /** At least h of every point of the closed box. */
    double upperBound(double minLon, double minLat, double maxLon, double maxLat) {
        boolean opposite = oppositeLon >= minLon && oppositeLon <= maxLon;
        double apart =
                opposite ? 180 : Math.max(Haversine.lonDifference(lon, minLon), Haversine.lonDifference(lon, maxLon));
        double sinHalf = DegreeTrig.sin(apart / 2);
        double square = sinHalf * sinHalf;
        double cosLon = 1 - 2 * square;
        double low = Math.max(minLat, -Position.MAX_LAT);
        double high = Math.min(maxLat, Position.MAX_LAT);
        if (apart > 90 && slope(low, cosLon) > 0 && slope(high, cosLon) < 0) {
            return roundedUp((1 + amplitude(cosLon)) / 2);
        }
        return roundedUp(Math.max(hOnMeridian(low, square), hOnMeridian(high, square)));
    }

    private static double roundedDown(double h) {
        return Math.max(0, h * ROUND_DOWN - SLOPE_ERROR);
    }

    private static double roundedUp(double h) {
        return h * ROUND_UP + SLOPE_ERROR;
    }
}
