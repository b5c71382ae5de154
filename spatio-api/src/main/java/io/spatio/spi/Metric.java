package io.spatio.spi;

/**
 * A distance from a fixed centre, in any scale that grows with metres: poles, antimeridian and altitude are solved
 * inside it. Immutable; any thread.
 */
public interface Metric {
    /** At most the distance of any canonical point of the closed box, at any altitude and at none; at least 0. */
    double lowerBound(double minLon, double minLat, double maxLon, double maxLat);

    /**
     * The canonical longitude of the centre, where a search may well begin, or NaN where the metric does not tell. A hint: no
     * answer may depend on it.
     */
    default double startLon() {
        return Double.NaN;
    }

    /** The canonical latitude that goes with {@link #startLon}. */
    default double startLat() {
        return Double.NaN;
    }

    /** The distance of a canonical point; alt NaN when absent. */
    double distance(double lon, double lat, double alt);
}
