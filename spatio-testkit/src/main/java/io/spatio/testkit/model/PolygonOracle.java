package io.spatio.testkit.model;

import io.spatio.Position;
import java.math.BigDecimal;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Point in polygon by crossings of a ray, with the side of an edge computed exactly (BigDecimal holds every product of
 * doubles). A point is looked for at its longitude and one turn east and west; there a hair's breadth beside an edge is left
 * undecided, because the turned longitude itself may have been rounded.
 */
final class PolygonOracle {
    private static final double HAIR_DEGREES = 1e-9;

    private PolygonOracle() {}

    static Verdict contains(Geometry geometry, Position position) {
        if (Math.abs(position.lat()) == 90) {
            boolean touched = IntStream.range(0, geometry.getCoordinates().length)
                    .anyMatch(i -> geometry.getCoordinates()[i].y == position.lat());
            return Verdict.of(touched);
        }
        Verdict verdict = Verdict.OUTSIDE;
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            Polygon polygon = (Polygon) geometry.getGeometryN(i);
            for (int turn = -360; turn <= 360; turn += 360) {
                verdict = verdict.or(contains(polygon, position.lon(), turn, position.lat()));
            }
        }
        return verdict;
    }

    private static Verdict contains(Polygon polygon, double lon, int turn, double lat) {
        if (turn != 0 && nearEdge(polygon, lon + turn, lat)) {
            return Verdict.UNDECIDED;
        }
        BigDecimal x = new BigDecimal(lon).add(BigDecimal.valueOf(turn));
        BigDecimal y = new BigDecimal(lat);
        int shell = side(polygon.getExteriorRing(), x, y);
        if (shell <= 0) {
            return Verdict.of(shell == 0);
        }
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            if (side(polygon.getInteriorRingN(i), x, y) > 0) {
                return Verdict.OUTSIDE;
            }
        }
        return Verdict.INSIDE;
    }

    private static boolean nearEdge(Polygon polygon, double x, double y) {
        Geometry point = polygon.getFactory().createPoint(new Coordinate(x, y));
        return polygon.getBoundary().isWithinDistance(point, HAIR_DEGREES);
    }

    /** 1 inside the ring, 0 on it, −1 outside. */
    private static int side(LinearRing ring, BigDecimal x, BigDecimal y) {
        boolean inside = false;
        for (int i = 1; i < ring.getNumPoints(); i++) {
            Coordinate a = ring.getCoordinateN(i - 1);
            Coordinate b = ring.getCoordinateN(i);
            Coordinate low = a.y <= b.y ? a : b;
            Coordinate high = a.y <= b.y ? b : a;
            int aboveLow = y.compareTo(new BigDecimal(low.y));
            int aboveHigh = y.compareTo(new BigDecimal(high.y));
            if (aboveLow < 0 || aboveHigh > 0) {
                continue;
            }
            int turn = turn(low, high, x, y);
            if (turn == 0 && withinLon(low, high, x)) {
                return 0;
            }
            if (aboveHigh < 0 && turn > 0) {
                inside = !inside;
            }
        }
        return inside ? 1 : -1;
    }

    private static boolean withinLon(Coordinate a, Coordinate b, BigDecimal x) {
        return x.compareTo(new BigDecimal(Math.min(a.x, b.x))) >= 0
                && x.compareTo(new BigDecimal(Math.max(a.x, b.x))) <= 0;
    }

    /** Positive where the point is left of the edge going up. */
    private static int turn(Coordinate low, Coordinate high, BigDecimal x, BigDecimal y) {
        BigDecimal lowX = new BigDecimal(low.x);
        BigDecimal lowY = new BigDecimal(low.y);
        BigDecimal left = new BigDecimal(high.x).subtract(lowX).multiply(y.subtract(lowY));
        BigDecimal right = new BigDecimal(high.y).subtract(lowY).multiply(x.subtract(lowX));
        return left.compareTo(right);
    }
}
