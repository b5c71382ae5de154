package io.spatio.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.Area;
import io.spatio.Location;
import io.spatio.Position;
import io.spatio.testkit.model.AreaOracle;
import io.spatio.testkit.model.Verdict;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** Checks bounding box and convex hull by what they must be, not by how they are made. */
final class Frames {
    private static final double DEGREES_MARGIN = 1e-9;

    private Frames() {}

    static void checkBox(List<Location> current, Optional<Area.Box> answer) {
        assertEquals(current.isEmpty(), answer.isEmpty(), "boundingBox() is empty exactly when the namespace is");
        if (answer.isEmpty()) {
            return;
        }
        Area.Box box = answer.get();
        for (Location location : current) {
            assertEquals(
                    Verdict.INSIDE,
                    AreaOracle.contains(box, location.position()),
                    () -> "boundingBox() " + box + " leaves out " + location);
        }
        double[] lats =
                current.stream().mapToDouble(l -> l.position().lat()).sorted().toArray();
        assertEquals(lats[0] + 0.0, box.south() + 0.0, "south of boundingBox()");
        assertEquals(lats[lats.length - 1] + 0.0, box.north() + 0.0, "north of boundingBox()");
        assertEquals(smallestWidth(current), box.widthDegrees(), DEGREES_MARGIN, () -> "width of boundingBox() " + box);
    }

    /** 360 less the largest gap between neighbouring longitudes; a pole has none. */
    private static double smallestWidth(List<Location> current) {
        double[] lons = current.stream()
                .map(Location::position)
                .filter(position -> Math.abs(position.lat()) != 90)
                .mapToDouble(position -> position.lon() == 180 ? -180 : position.lon())
                .sorted()
                .toArray();
        if (lons.length == 0) {
            return 0;
        }
        double gap = lons[0] + 360 - lons[lons.length - 1];
        for (int i = 1; i < lons.length; i++) {
            gap = Math.max(gap, lons[i] - lons[i - 1]);
        }
        return 360 - gap;
    }

    static void checkHull(List<Location> current, Optional<Geometry> answer) {
        assertEquals(current.isEmpty(), answer.isEmpty(), "convexHull() is empty exactly when the namespace is");
        boolean pole = current.stream().anyMatch(l -> Math.abs(l.position().lat()) == 90);
        if (answer.isEmpty() || pole) {
            return;
        }
        Geometry hull = answer.get();
        assertTrue(hull.isValid(), () -> "convexHull() is not valid: " + hull);
        assertEquals(
                smallestWidth(current),
                hull.getEnvelopeInternal().getWidth(),
                DEGREES_MARGIN,
                () -> "width of " + hull);
        Geometry convex = hull.convexHull();
        assertEquals(convex.getArea(), hull.getArea(), 1e-6 * (1 + convex.getArea()), () -> "not convex: " + hull);
        for (Location location : current) {
            assertTrue(covers(hull, location.position()), () -> "convexHull() leaves out " + location + ": " + hull);
        }
        for (Coordinate vertex : hull.getCoordinates()) {
            assertTrue(
                    current.stream().anyMatch(l -> stands(l.position(), vertex)),
                    () -> "convexHull() has a corner where nothing is: " + vertex);
        }
    }

    private static boolean covers(Geometry hull, Position position) {
        for (int turn = -360; turn <= 360; turn += 360) {
            Geometry point = hull.getFactory().createPoint(new Coordinate(position.lon() + turn, position.lat()));
            if (hull.isWithinDistance(point, DEGREES_MARGIN)) {
                return true;
            }
        }
        return false;
    }

    private static boolean stands(Position position, Coordinate vertex) {
        double turned = Math.abs(Math.IEEEremainder(position.lon() - vertex.x, 360));
        return Math.abs(position.lat() - vertex.y) <= DEGREES_MARGIN && turned <= DEGREES_MARGIN;
    }
}
