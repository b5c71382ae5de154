package io.spatio.spi;

/**
 * A distance from a fixed centre, in any scale that grows with metres: poles, antimeridian and altitude are solved
 * inside it. Immutable; any thread.
 */
public interface Metric {
    /** At most the distance of any canonical point of the closed box, at any altitude and at none; at least 0. */
    double lowerBound(double minLon, double minLat, double maxLon, double maxLat);

    /** The distance of a canonical point; alt NaN when absent. */
    double distance(double lon, double lat, double alt);
}
