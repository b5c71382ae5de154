package io.spatio.geometry;

import io.spatio.Area;
import io.spatio.Position;

/**
 * Boxes around a position with sizes in metres.
 *
 * <p>North and south edges are height/2 away along the meridian, clamped at the poles; east and west edges width/2 away
 * along the position's own parallel. All longitudes belong to the box where that reaches 180° or an edge reaches a pole.
 */
public final class RelativeBoxes {
    private RelativeBoxes() {}

    /**
     * The box around a position.
     *
     * @param widthMeters from west to east, 0..{@value Area#MAX_RADIUS_METERS}
     * @param heightMeters from south to north, 0..{@value Area#MAX_RADIUS_METERS}
     * @throws IllegalArgumentException for a size out of range
     */
    public static Area.Box around(Position center, double widthMeters, double heightMeters) {
        requireSize(widthMeters, "width");
        requireSize(heightMeters, "height");
        double halfHeight = Math.toDegrees(heightMeters / 2 / Haversine.EARTH_RADIUS_METERS);
        double south = Math.max(-90, center.lat() - halfHeight);
        double north = Math.min(90, center.lat() + halfHeight);
        double parallelRadius = Haversine.EARTH_RADIUS_METERS * Haversine.cosLat(center.lat());
        double halfWidth = widthMeters == 0 ? 0 : Math.toDegrees(widthMeters / 2 / parallelRadius);
        if (south == -90 || north == 90 || halfWidth >= 180) {
            return Area.box(-180, south, 180, north);
        }
        double west = center.lon() - halfWidth;
        double east = center.lon() + halfWidth;
        boolean crosses = west < -180 || east > 180;
        west = west < -180 ? west + 360 : west;
        east = east > 180 ? east - 360 : east;
        if (crosses && west <= east) { // so wide that rounding closed the gap
            return Area.box(-180, south, 180, north);
        }
        return Area.box(west, south, east, north);
    }

    /**
     * The same with altitudes within depth/2 of the position's, 0 m where it has none, clamped to the legal range.
     *
     * @param depthMeters from lowest to highest, 0..{@value Area#MAX_RADIUS_METERS}
     * @throws IllegalArgumentException for a size out of range
     */
    public static Area.Box3d around(Position center, double widthMeters, double heightMeters, double depthMeters) {
        requireSize(depthMeters, "depth");
        double alt = center.altOr(0);
        double minAlt = Math.max(Position.MIN_ALT, alt - depthMeters / 2);
        double maxAlt = Math.min(Position.MAX_ALT, alt + depthMeters / 2);
        return new Area.Box3d(around(center, widthMeters, heightMeters), minAlt, maxAlt);
    }

    private static void requireSize(double meters, String name) {
        if (!(meters >= 0 && meters <= Area.MAX_RADIUS_METERS)) {
            throw new IllegalArgumentException(
                    name + " " + meters + " is outside [0, " + (long) Area.MAX_RADIUS_METERS + "]: sizes are metres");
        }
    }
}
