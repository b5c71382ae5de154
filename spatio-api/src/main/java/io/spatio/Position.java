package io.spatio;

import java.util.OptionalDouble;

/**
 * A place on Earth: longitude and latitude in degrees (WGS 84), and an altitude in metres that may be absent.
 *
 * <p>Legal are lon −180..180, lat −90..90 and altitude −11 000..100 000, bounds inclusive, all finite. −180 and 180
 * are the same meridian, and at a pole longitude is irrelevant; but what was written is returned bit for bit. Two
 * positions are equal when all bits are ({@code -0.0} differs from {@code 0.0}).
 *
 * @param lon longitude in degrees, east positive
 * @param lat latitude in degrees, north positive
 * @param altOrNaN altitude in metres above the ellipsoid, {@link Double#NaN} when absent
 */
public record Position(double lon, double lat, double altOrNaN) {
    /** Lowest and highest legal longitude in degrees, inclusive: ∓180. */
    public static final double MAX_LON = 180;
    /** Lowest and highest legal latitude in degrees, inclusive: ∓90. */
    public static final double MAX_LAT = 90;
    /** Lowest legal altitude in metres, inclusive. */
    public static final double MIN_ALT = -11_000;
    /** Highest legal altitude in metres, inclusive. */
    public static final double MAX_ALT = 100_000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming argument, value, range and likely cause
     */
    public Position {
        Checks.lonLat(lon, lat);
        if (Double.isNaN(altOrNaN)) {
            altOrNaN = Double.NaN; // one bit pattern for "absent"
        } else {
            Checks.alt(altOrNaN, "altitude");
        }
    }

    /** A position without altitude. */
    public static Position of(double lon, double lat) {
        return new Position(lon, lat, Double.NaN);
    }

    /**
     * A position with an altitude in metres.
     *
     * @throws IllegalArgumentException when a value is out of range or the altitude is NaN
     */
    public static Position of(double lon, double lat, double alt) {
        Checks.alt(alt, "altitude");
        return new Position(lon, lat, alt);
    }

    /** Whether this position has an altitude. */
    public boolean hasAlt() {
        return !Double.isNaN(altOrNaN);
    }

    /** The altitude in metres, empty when absent. */
    public OptionalDouble alt() {
        return hasAlt() ? OptionalDouble.of(altOrNaN) : OptionalDouble.empty();
    }

    /** The altitude in metres, or {@code fallback} when absent. */
    public double altOr(double fallback) {
        return hasAlt() ? altOrNaN : fallback;
    }

    /** This place without its altitude. */
    public Position withoutAlt() {
        return hasAlt() ? of(lon, lat) : this;
    }

    /** This place at an altitude in metres. */
    public Position withAlt(double alt) {
        return of(lon, lat, alt);
    }

    @Override
    public String toString() {
        return hasAlt() ? "(" + lon + ", " + lat + ", " + altOrNaN + " m)" : "(" + lon + ", " + lat + ")";
    }
}
