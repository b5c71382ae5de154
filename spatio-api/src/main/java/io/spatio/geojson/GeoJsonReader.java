package io.spatio.geojson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spatio.Area;
import io.spatio.Position;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Reads one geometry out of a GeoJSON text.
 *
 * <p>Members may come in any order, so an object is read whole, into type, coordinates and what it wraps, before it is
 * understood. Other members are skipped.
 */
final class GeoJsonReader {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final int MIN_RING_POINTS = 4;

    private @Nullable String type;
    private @Nullable Object coordinates;
    private @Nullable GeoJsonReader geometry;
    private @Nullable List<GeoJsonReader> features;

    private GeoJsonReader() {}

    static Position position(JsonFactory factory, String text) {
        String expected = "a Point";
        GeoJsonReader found = parse(factory, text).unwrapped(expected);
        if (!"Point".equals(found.type)) {
            throw found.unexpected(expected);
        }
        double[] values = numbers(found.coordinates);
        return values.length == 2 ? Position.of(values[0], values[1]) : Position.of(values[0], values[1], values[2]);
    }

    static Area.PolygonArea polygon(JsonFactory factory, String text) {
        String expected = "a Polygon or a MultiPolygon";
        GeoJsonReader found = parse(factory, text).unwrapped(expected);
        if ("Polygon".equals(found.type)) {
            return Area.polygon(polygon(found.coordinates));
        }
        if (!"MultiPolygon".equals(found.type)) {
            throw found.unexpected(expected);
        }
        List<?> parts = list(found.coordinates, "the coordinates of a MultiPolygon");
        Polygon[] polygons = parts.stream().map(GeoJsonReader::polygon).toArray(Polygon[]::new);
        return Area.polygon(GEOMETRIES.createMultiPolygon(polygons));
    }

    private static GeoJsonReader parse(JsonFactory factory, String text) {
        try (JsonParser parser = factory.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("GeoJSON is not a JSON object");
            }
            GeoJsonReader read = object(parser);
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("GeoJSON holds more than one JSON value");
            }
            return read;
        } catch (IOException e) {
            throw new IllegalArgumentException("GeoJSON is not well-formed JSON: " + e.getMessage(), e);
        }
    }

    private static GeoJsonReader object(JsonParser parser) throws IOException {
        GeoJsonReader read = new GeoJsonReader();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("type") && value == JsonToken.VALUE_STRING) {
                read.type = parser.getText();
            } else if (name.equals("coordinates") && value == JsonToken.START_ARRAY) {
                read.coordinates = array(parser);
            } else if (name.equals("geometry") && value == JsonToken.START_OBJECT) {
                read.geometry = object(parser);
            } else if (name.equals("features") && value == JsonToken.START_ARRAY) {
                read.features = features(parser);
            } else {
                parser.skipChildren();
            }
        }
        return read;
    }

    private static List<GeoJsonReader> features(JsonParser parser) throws IOException {
        List<GeoJsonReader> features = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("GeoJSON features hold something that is no Feature");
            }
            features.add(object(parser));
        }
        return features;
    }

    private static List<Object> array(JsonParser parser) throws IOException {
        List<Object> values = new ArrayList<>();
        JsonToken token = parser.nextToken();
        while (token != JsonToken.END_ARRAY) {
            if (token == JsonToken.START_ARRAY) {
                values.add(array(parser));
            } else if (token.isNumeric()) {
                values.add(parser.getDoubleValue());
            } else {
                throw new IllegalArgumentException(
                        "GeoJSON coordinates hold " + parser.getText() + ", which is not a number");
            }
            token = parser.nextToken();
        }
        return values;
    }

    /** The geometry in a Feature or in a FeatureCollection of one; itself where it is one. */
    private GeoJsonReader unwrapped(String expected) {
        if ("FeatureCollection".equals(type)) {
            int count = features == null ? 0 : features.size();
            if (features == null || count != 1) {
                throw new IllegalArgumentException(
                        "GeoJSON FeatureCollection has " + count + " features: give exactly one, with " + expected);
            }
            return features.get(0).unwrapped(expected);
        }
        if ("Feature".equals(type)) {
            if (geometry == null) {
                throw new IllegalArgumentException("GeoJSON Feature has no geometry: give it " + expected);
            }
            return geometry;
        }
        return this;
    }

    private IllegalArgumentException unexpected(String expected) {
        return new IllegalArgumentException((type == null ? "GeoJSON has no type" : "GeoJSON type is " + type)
                + ": give " + expected + ", or a Feature or a FeatureCollection of exactly one");
    }

    private static List<?> list(@Nullable Object value, String name) {
        if (value instanceof List<?> list && !list.isEmpty()) {
            return list;
        }
        throw new IllegalArgumentException("GeoJSON: " + name + " are missing, empty or nested too little");
    }

    private static double[] numbers(@Nullable Object value) {
        List<?> list = list(value, "the coordinates of a position");
        if (list.size() < 2) {
            throw new IllegalArgumentException("GeoJSON position has one number: give lon, lat and perhaps altitude");
        }
        double[] numbers = new double[Math.min(3, list.size())]; // further numbers have no meaning (RFC 7946 §3.1.1)
        for (int i = 0; i < numbers.length; i++) {
            if (!(list.get(i) instanceof Double number)) {
                throw new IllegalArgumentException("GeoJSON coordinates are nested too deeply for their type");
            }
            numbers[i] = number;
        }
        return numbers;
    }

    private static Polygon polygon(@Nullable Object value) {
        List<LinearRing> rings = new ArrayList<>();
        for (Object ring : list(value, "the rings of a polygon")) {
            rings.add(ring(ring));
        }
        LinearRing[] holes = rings.subList(1, rings.size()).toArray(LinearRing[]::new);
        return GEOMETRIES.createPolygon(rings.get(0), holes);
    }

    private static LinearRing ring(Object value) {
        List<?> points = list(value, "the points of a ring");
        Coordinate[] vertices = new Coordinate[points.size()];
        for (int i = 0; i < vertices.length; i++) {
            double[] numbers = numbers(points.get(i));
            vertices[i] = new Coordinate(numbers[0], numbers[1]);
        }
        if (vertices.length < MIN_RING_POINTS) {
            throw new IllegalArgumentException(
                    "GeoJSON ring has " + vertices.length + " points: give at least four, the last equal to the first");
        }
        Coordinate last = vertices[vertices.length - 1];
        if (!vertices[0].equals2D(last)) {
            throw new IllegalArgumentException("GeoJSON ring is open: it begins at lon " + vertices[0].x + ", lat "
                    + vertices[0].y + " and ends at lon " + last.x + ", lat " + last.y);
        }
        return GEOMETRIES.createLinearRing(vertices);
    }
}
