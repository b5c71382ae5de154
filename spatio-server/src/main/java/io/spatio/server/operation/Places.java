package io.spatio.server.operation;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.spatio.Area;
import io.spatio.Metadata;
import io.spatio.MetadataBytes;
import io.spatio.Position;
import io.spatio.Timestamps;
import io.spatio.protocol.v1.Box;
import io.spatio.protocol.v1.Circle;
import io.spatio.protocol.v1.Cylinder;
import io.spatio.protocol.v1.Place;
import io.spatio.protocol.v1.Polygon;
import io.spatio.protocol.v1.Polygons;
import io.spatio.protocol.v1.Ring;
import java.time.Instant;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;

/** Places, areas, times and metadata between messages and values. */
public final class Places {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private Places() {}

    /** A position of a message. */
    static Position position(Place place) {
        return place.hasAlt()
                ? Position.of(place.getLon(), place.getLat(), place.getAlt())
                : Position.of(place.getLon(), place.getLat());
    }

    /** A message of a position. */
    public static Place place(Position position) {
        Place.Builder place = Place.newBuilder().setLon(position.lon()).setLat(position.lat());
        position.alt().ifPresent(place::setAlt);
        return place.build();
    }

    static Metadata metadata(ByteString bytes) {
        return bytes.isEmpty() ? Metadata.NONE : Metadata.ofUtf8(bytes.toByteArray());
    }

    /** The bytes are shared: neither the database nor a message changes them. */
    static ByteString bytes(Metadata metadata) {
        return UnsafeByteOperations.unsafeWrap(MetadataBytes.of(metadata));
    }

    /** The end of a range of time; open where it is absent. */
    static Instant end(boolean given, long micros, Instant open) {
        return given ? Timestamps.toInstant(micros) : open;
    }

    /** An area of a message. */
    static Area area(io.spatio.protocol.v1.Area area) {
        return switch (area.getKindCase()) {
            case CIRCLE -> circle(area.getCircle());
            case BOX -> box(area.getBox());
            case BOX3D ->
                new Area.Box3d(
                        box(area.getBox3D().getBase()),
                        area.getBox3D().getMinAlt(),
                        area.getBox3D().getMaxAlt());
            case CYLINDER -> cylinder(area.getCylinder());
            case POLYGONS -> Area.polygon(geometry(area.getPolygons()));
            case KIND_NOT_SET ->
                throw new IllegalArgumentException("area is absent: give a circle, a box, a cylinder or polygons");
        };
    }

    private static Area circle(Circle circle) {
        requireCenter(circle.hasCenter());
        return Area.circle(position(circle.getCenter()), circle.getRadius());
    }

    private static Area cylinder(Cylinder cylinder) {
        requireCenter(cylinder.hasCenter());
        return Area.cylinder(
                position(cylinder.getCenter()), cylinder.getRadius(), cylinder.getMinAlt(), cylinder.getMaxAlt());
    }

    static void requireCenter(boolean given) {
        if (!given) {
            throw new IllegalArgumentException("center is absent: give its longitude and latitude");
        }
    }

    private static Area.Box box(Box box) {
        return Area.box(box.getWest(), box.getSouth(), box.getEast(), box.getNorth());
    }

    private static Geometry geometry(Polygons polygons) {
        org.locationtech.jts.geom.Polygon[] parts = polygons.getPolygonsList().stream()
                .map(Places::polygon)
                .toArray(org.locationtech.jts.geom.Polygon[]::new);
        return parts.length == 1 ? parts[0] : GEOMETRIES.createMultiPolygon(parts);
    }

    private static org.locationtech.jts.geom.Polygon polygon(Polygon polygon) {
        LinearRing[] holes = polygon.getHolesList().stream().map(Places::ring).toArray(LinearRing[]::new);
        return GEOMETRIES.createPolygon(ring(polygon.getExterior()), holes);
    }

    private static LinearRing ring(Ring ring) {
        if (ring.getLonCount() != ring.getLatCount()) {
            throw new IllegalArgumentException("a ring has " + ring.getLonCount() + " longitudes and "
                    + ring.getLatCount() + " latitudes: give one of each for every point");
        }
        Coordinate[] points = new Coordinate[ring.getLonCount()];
        for (int i = 0; i < points.length; i++) {
            points[i] = new Coordinate(ring.getLon(i), ring.getLat(i));
        }
        return GEOMETRIES.createLinearRing(points);
    }

    /** The points of a geometry's outside, as a message. */
    static Ring points(Geometry geometry) {
        Ring.Builder ring = Ring.newBuilder();
        for (Coordinate point : geometry.getCoordinates()) {
            ring.addLon(point.getX()).addLat(point.getY());
        }
        return ring.build();
    }

    /** Polygons of a geometry, as a message. */
    public static Polygons polygons(Geometry geometry) {
        Polygons.Builder polygons = Polygons.newBuilder();
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            org.locationtech.jts.geom.Polygon part = (org.locationtech.jts.geom.Polygon) geometry.getGeometryN(i);
            Polygon.Builder polygon = Polygon.newBuilder().setExterior(points(part.getExteriorRing()));
            for (int hole = 0; hole < part.getNumInteriorRing(); hole++) {
                polygon.addHoles(points(part.getInteriorRingN(hole)));
            }
            polygons.addPolygons(polygon);
        }
        return polygons.build();
    }
}
