package io.spatio.geojson;

import com.fasterxml.jackson.core.JsonGenerator;
import io.spatio.Position;
import java.io.IOException;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryCollection;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.MultiLineString;
import org.locationtech.jts.geom.MultiPoint;
import org.locationtech.jts.geom.MultiPolygon;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;

/** Writes positions and JTS geometries as GeoJSON geometries. */
final class GeometryWriter {
    private GeometryWriter() {}

    static void write(JsonGenerator json, Position position) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", "Point");
        json.writeFieldName("coordinates");
        writeCoordinates(json, position);
        json.writeEndObject();
    }

    static void writeCoordinates(JsonGenerator json, Position position) throws IOException {
        json.writeStartArray();
        json.writeNumber(position.lon());
        json.writeNumber(position.lat());
        if (position.hasAlt()) {
            json.writeNumber(position.altOrNaN());
        }
        json.writeEndArray();
    }

    static void write(JsonGenerator json, Geometry geometry) throws IOException {
        for (Coordinate coordinate : geometry.getCoordinates()) {
            if (!Double.isFinite(coordinate.x) || !Double.isFinite(coordinate.y)) {
                throw new IllegalArgumentException("coordinate lon " + coordinate.x + ", lat " + coordinate.y
                        + " is not finite: GeoJSON has no such number");
            }
        }
        writeWithinFrame(json, AntimeridianSplit.split(geometry));
    }

    private static void writeWithinFrame(JsonGenerator json, Geometry geometry) throws IOException {
        json.writeStartObject();
        boolean mixed = geometry.getGeometryType().equals(Geometry.TYPENAME_GEOMETRYCOLLECTION);
        json.writeStringField("type", geometry instanceof LinearRing ? "LineString" : geometry.getGeometryType());
        json.writeFieldName(mixed ? "geometries" : "coordinates");
        if (mixed) {
            json.writeStartArray();
            for (int i = 0; i < geometry.getNumGeometries(); i++) {
                writeWithinFrame(json, geometry.getGeometryN(i));
            }
            json.writeEndArray();
        } else {
            writeCoordinates(json, geometry);
        }
        json.writeEndObject();
    }

    private static void writeCoordinates(JsonGenerator json, Geometry geometry) throws IOException {
        if (geometry instanceof Point point) {
            writePoint(json, point);
        } else if (geometry instanceof LineString line) {
            writeLine(json, line, false);
        } else if (geometry instanceof Polygon polygon) {
            writePolygon(json, polygon);
        } else if (geometry instanceof MultiPoint
                || geometry instanceof MultiLineString
                || geometry instanceof MultiPolygon) {
            json.writeStartArray();
            for (int i = 0; i < ((GeometryCollection) geometry).getNumGeometries(); i++) {
                writeCoordinates(json, geometry.getGeometryN(i));
            }
            json.writeEndArray();
        } else {
            throw new IllegalArgumentException("GeoJSON has no geometry type " + geometry.getGeometryType());
        }
    }

    private static void writePoint(JsonGenerator json, Point point) throws IOException {
        if (point.isEmpty()) {
            json.writeStartArray();
            json.writeEndArray();
        } else {
            writeCoordinate(json, point.getCoordinate());
        }
    }

    private static void writePolygon(JsonGenerator json, Polygon polygon) throws IOException {
        json.writeStartArray();
        if (!polygon.isEmpty()) {
            LinearRing exterior = polygon.getExteriorRing();
            writeLine(json, exterior, !Orientation.isCCW(exterior.getCoordinates()));
            for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
                LinearRing hole = polygon.getInteriorRingN(i);
                writeLine(json, hole, Orientation.isCCW(hole.getCoordinates()));
            }
        }
        json.writeEndArray();
    }

    private static void writeLine(JsonGenerator json, LineString line, boolean reversed) throws IOException {
        int last = line.getNumPoints() - 1;
        json.writeStartArray();
        for (int i = 0; i <= last; i++) {
            writeCoordinate(json, line.getCoordinateN(reversed ? last - i : i));
        }
        json.writeEndArray();
    }

    private static void writeCoordinate(JsonGenerator json, Coordinate coordinate) throws IOException {
        json.writeStartArray();
        json.writeNumber(coordinate.x);
        json.writeNumber(coordinate.y);
        if (Double.isFinite(coordinate.getZ())) {
            json.writeNumber(coordinate.getZ());
        }
        json.writeEndArray();
    }
}
