package io.spatio.index.rstar;

import io.spatio.geometry.Haversine;

/**
 * How far a leaf's rectangle reaches beyond its points, so that short moves stay inside. Without it points loaded in
 * order make leaves without extent, which every move leaves. A share of the leaf's longer side, within limits: where
 * objects stand close, the full slack would make every leaf overlap all its neighbours and searches pay for it.
 */
final class Slack {
    private static final double SHARE_OF_SIDE = 1 / 12.0;
    private static final double LEAST_SHARE_OF_LIMIT = 1 / 4.0;
    private static final double MAX_LON_DEGREES = 1;

    private final double mostDegrees;
    private final double leastDegrees;

    Slack(double mostMeters) {
        mostDegrees = Math.toDegrees(mostMeters / Haversine.EARTH_RADIUS_METERS);
        leastDegrees = mostDegrees * LEAST_SHARE_OF_LIMIT;
    }

    /** Widens a rectangle on all sides, within the world. */
    void widen(double[] rectangle, int at) {
        double cos = Math.cos(Math.toRadians((rectangle[at + 1] + rectangle[at + 3]) / 2));
        double side = Math.max((rectangle[at + 2] - rectangle[at]) * cos, rectangle[at + 3] - rectangle[at + 1]);
        double latDegrees = Math.min(mostDegrees, Math.max(leastDegrees, side * SHARE_OF_SIDE));
        // Near a pole a metre is many degrees of longitude; more than one would only make all leaves there overlap.
        double lonDegrees = Math.min(MAX_LON_DEGREES, latDegrees / Math.max(1e-9, cos));
        Rectangles.set(
                rectangle,
                at,
                Math.max(-180, rectangle[at] - lonDegrees),
                Math.max(-90, rectangle[at + 1] - latDegrees),
                Math.min(180, rectangle[at + 2] + lonDegrees),
                Math.min(90, rectangle[at + 3] + latDegrees));
    }
}
