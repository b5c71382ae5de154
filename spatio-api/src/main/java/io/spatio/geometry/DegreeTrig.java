package io.spatio.geometry;

/**
 * Sines of degrees from a table of one entry per degree and a short series between them: a few nanoseconds, accurate to
 * about an ulp also in relative terms near 0.
 *
 * <p>sin(k + δ) = sin k · cos δ + cos k · sin δ with |δ| ≤ ½°, where the series left out is below 1e-16. Only comparisons
 * with a margin are made with it; what is inside the margin {@link Haversine} decides.
 */
final class DegreeTrig {
    private static final double RADIANS_PER_DEGREE = Math.PI / 180;
    private static final double[] SINES = sines();

    private DegreeTrig() {}

    private static double[] sines() {
        double[] sines = new double[91];
        for (int k = 0; k <= 45; k++) {
            sines[k] = Math.sin(Math.toRadians(k));
            sines[90 - k] = Math.cos(Math.toRadians(k));
        }
        return sines;
    }

    /** The sine of 0..90 degrees. */
    static double sin(double degrees) {
        int k = (int) (degrees + 0.5);
        double rest = (degrees - k) * RADIANS_PER_DEGREE;
        double square = rest * rest;
        double sinRest = rest * (1 - square * (1 / 6.0 - square * (1 / 120.0)));
        double cosRest = 1 - square * (0.5 - square * (1 / 24.0 - square * (1 / 720.0)));
        return SINES[k] * cosRest + SINES[90 - k] * sinRest;
    }

    /** The sine of a latitude, −90..90. */
    static double sinLat(double lat) {
        return lat < 0 ? -sin(-lat) : sin(lat);
    }

    /** The cosine of a latitude, −90..90; exactly 0 at a pole. */
    static double cosLat(double lat) {
        return sin(90 - Math.abs(lat));
    }
}
