package io.spatio;

/** How a distance between two positions is measured; altitude is ignored by all. */
public enum DistanceMetric {
    /** Great circle on the sphere of radius 6 371 008.7714 m, in metres. */
    HAVERSINE,
    /** Geodesic on the WGS 84 ellipsoid (Karney 2013), in metres. */
    GEODESIC,
    /** Line of constant bearing on the same sphere, the shorter way around, in metres. */
    RHUMB,
    /** Straight line in the plane of longitude and latitude, in degrees, as the coordinates stand. */
    EUCLIDEAN
}
