package io.spatio;

import static java.util.Objects.requireNonNull;

import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.valid.IsValidOp;
import org.locationtech.jts.operation.valid.TopologyValidationError;

/** Refuses polygons that have no clear inside, naming the place. */
final class PolygonChecks {
    private static final double MAX_UNWRAPPED_LON = 540;

    private PolygonChecks() {}

    static Geometry validated(Geometry geometry) {
        requireNonNull(geometry, "geometry");
        if (!(geometry instanceof Polygon) && !(geometry instanceof MultiPolygon)) {
            throw new IllegalArgumentException(
                    "polygon is a " + geometry.getGeometryType() + ": give a Polygon or a MultiPolygon");
        }
        if (geometry.isEmpty()) {
            throw new IllegalArgumentException("polygon is empty: give at least one ring of four points");
        }
        for (Coordinate vertex : geometry.getCoordinates()) {
            requireVertex(vertex);
        }
        Envelope frame = geometry.getEnvelopeInternal();
        if (frame.getWidth() > 360) {
            throw new IllegalArgumentException("polygon is " + frame.getWidth() + " degrees wide (longitudes "
                    + frame.getMinX() + " to " + frame.getMaxX() + "): the most is 360");
        }
        TopologyValidationError error = new IsValidOp(geometry).getValidationError();
        if (error != null) {
            Coordinate place = error.getCoordinate();
            throw new IllegalArgumentException("polygon is not valid: " + error.getMessage()
                    + (place == null ? "" : " at lon " + place.x + ", lat " + place.y));
        }
        return geometry.copy();
    }

    private static void requireVertex(Coordinate vertex) {
        if (!(Math.abs(vertex.x) <= MAX_UNWRAPPED_LON)) {
            throw Checks.outside("polygon longitude", vertex.x, -MAX_UNWRAPPED_LON, MAX_UNWRAPPED_LON, null);
        }
        if (!(Math.abs(vertex.y) <= Position.MAX_LAT)) {
            throw Checks.outside(
                    "polygon latitude",
                    vertex.y,
                    -Position.MAX_LAT,
                    Position.MAX_LAT,
                    Math.abs(vertex.x) <= Position.MAX_LAT ? "are lon and lat swapped?" : null);
        }
    }
}
