package io.spatio.testkit.model;

import io.spatio.Area;
import io.spatio.Position;
import org.jspecify.annotations.Nullable;

/** Whether a position lies in an area, by the words of the contract and nothing of the kernel. */
public final class AreaOracle {
    private static final double DEGREES_MARGIN = 1e-9;

    private AreaOracle() {}

    /** The verdict. */
    public static Verdict contains(Area area, Position position) {
        if (area instanceof Area.Circle circle) {
            return SphereOracle.within(distance(area, position), circle.radiusMeters());
        }
        if (area instanceof Area.Cylinder cylinder) {
            return SphereOracle.within(distance(area, position), cylinder.radiusMeters())
                    .and(Verdict.of(atAltitude(position, cylinder.minAlt(), cylinder.maxAlt())));
        }
        if (area instanceof Area.Box box) {
            return Verdict.of(inBox(box, position));
        }
        if (area instanceof Area.Box3d box) {
            return Verdict.of(inBox(box.base(), position) && atAltitude(position, box.minAlt(), box.maxAlt()));
        }
        return PolygonOracle.contains(((Area.PolygonArea) area).geometry(), position);
    }

    /** Metres from the area's centre; NaN for boxes and polygons. */
    public static double distance(Area area, Position position) {
        if (area instanceof Area.Circle circle) {
            return SphereOracle.metersWithAltitude(circle.center(), position);
        }
        if (area instanceof Area.Cylinder cylinder) {
            return SphereOracle.meters(cylinder.center(), position);
        }
        return Double.NaN;
    }

    /** The place whose distance orders the answer for an area, or null where ids do. */
    public static @Nullable Position center(Area area) {
        if (area instanceof Area.Circle circle) {
            return circle.center();
        }
        return area instanceof Area.Cylinder cylinder ? cylinder.center().withoutAlt() : null;
    }

    private static boolean atAltitude(Position position, double minAlt, double maxAlt) {
        double alt = position.altOr(0);
        return alt >= minAlt && alt <= maxAlt;
    }

    private static boolean inBox(Area.Box box, Position position) {
        double lat = position.lat();
        if (lat < box.south() || lat > box.north()) {
            return false;
        }
        return Math.abs(lat) == 90
                || betweenMeridians(box, position.lon())
                || (Math.abs(position.lon()) == 180 && betweenMeridians(box, -position.lon()));
    }

    private static boolean betweenMeridians(Area.Box box, double lon) {
        return box.west() > box.east()
                ? lon >= box.west() || lon <= box.east()
                : lon >= box.west() && lon <= box.east();
    }

    /** Whether a position lies in the box of metres around another. */
    public static Verdict inRelativeBox(Position center, double widthMeters, double heightMeters, Position position) {
        double halfHeight = Math.toDegrees(heightMeters / 2 / SphereOracle.RADIUS_METERS);
        Verdict inLat = near(Math.abs(position.lat() - center.lat()), halfHeight);
        double halfWidth =
                Math.toDegrees(widthMeters / 2 / (SphereOracle.RADIUS_METERS * Math.cos(Math.toRadians(center.lat()))));
        boolean atPole = Math.abs(center.lat()) == 90;
        Verdict allRound = atPole
                ? Verdict.INSIDE
                : Verdict.atMost(180, halfWidth, DEGREES_MARGIN)
                        .or(Verdict.atMost(90 - Math.abs(center.lat()), halfHeight, DEGREES_MARGIN));
        double lonApart = Math.abs(position.lon() - center.lon());
        Verdict inLon = Math.abs(position.lat()) == 90
                ? Verdict.INSIDE
                : allRound.or(near(Math.min(lonApart, 360 - lonApart), halfWidth));
        return inLat.and(inLon);
    }

    /** Whether an altitude is within a relative box's depth, clamped to the legal range. */
    public static Verdict inDepth(Position center, double depthMeters, Position position) {
        double apart = Math.abs(position.altOr(0) - center.altOr(0));
        return apart == 0 ? Verdict.INSIDE : Verdict.atMost(apart, depthMeters / 2, 1e-9 * (1 + apart));
    }

    private static Verdict near(double apart, double half) {
        return apart == 0 ? Verdict.INSIDE : Verdict.atMost(apart, half, DEGREES_MARGIN);
    }
}
