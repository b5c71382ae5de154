package io.spatio.index.rstar;

import io.spatio.geometry.Haversine;

/**
 * How far a leaf's rectangle reaches beyond its points, so that short moves stay inside. Without it points loaded in
 * order make leaves without extent, which every move leaves.
 */
final class Slack {
    private static final double MAX_LON_DEGREES = 1;

    private final double latDegrees;

    Slack(double meters) {
        latDegrees = Math.toDegrees(meters / Haversine.EARTH_RADIUS_METERS);
    }

    /** Widens a rectangle on all sides, within the world. */
    void widen(double[] rectangle, int at) {
        double lonDegrees = lonDegrees((rectangle[at + 1] + rectangle[at + 3]) / 2);
        Rectangles.set(
                rectangle,
                at,
                Math.max(-180, rectangle[at] - lonDegrees),
                Math.max(-90, rectangle[at + 1] - latDegrees),
                Math.min(180, rectangle[at + 2] + lonDegrees),
                Math.min(90, rectangle[at + 3] + latDegrees));
    }

    /** Near a pole a metre is many degrees of longitude; more than one would only make all leaves there overlap. */
    private double lonDegrees(double lat) {
        return Math.min(MAX_LON_DEGREES, latDegrees / Math.max(1e-9, Math.cos(Math.toRadians(lat))));
    }
}
