package io.spatio.geojson;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.spatio.Area;
import io.spatio.Position;
import io.spatio.internal.JsonFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * Reads one geometry out of a GeoJSON text.
 *
 * <p>Members may come in any order, so an object is read whole, into type, coordinates and what it wraps, before it is
 * understood. Other members are skipped. Whatever is wrong is told with its line and column.
 */
final class GeoJsonReader {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();
    private static final int MIN_RING_POINTS = 4;
    private static final int MOST_QUOTED = 40;

    private final JsonLocation place;
    private @Nullable String type;
    private @Nullable Values coordinates;
    private @Nullable GeoJsonReader geometry;
    private @Nullable List<GeoJsonReader> features;

    private GeoJsonReader(JsonLocation place) {
        this.place = place;
    }

    /** An array of coordinates and where it begins; its items are numbers and arrays. */
    private record Values(List<Object> items, JsonLocation place) {}

    static Position position(JsonFactory factory, String text) {
        String expected = "a Point";
        GeoJsonReader found = parse(factory, text).unwrapped(expected);
        if (!"Point".equals(found.type)) {
            throw found.unexpected(expected);
        }
        double[] values = numbers(found.coordinates, found.place);
        return built(
                found.place,
                () -> values.length == 2
                        ? Position.of(values[0], values[1])
                        : Position.of(values[0], values[1], values[2]));
    }

    static Area.PolygonArea polygon(JsonFactory factory, String text) {
        String expected = "a Polygon or a MultiPolygon";
        GeoJsonReader found = parse(factory, text).unwrapped(expected);
        if ("Polygon".equals(found.type)) {
            Polygon polygon = polygon(found.coordinates, found.place);
            return built(found.place, () -> Area.polygon(polygon));
        }
        if (!"MultiPolygon".equals(found.type)) {
            throw found.unexpected(expected);
        }
        Values parts = values(found.coordinates, "the coordinates of a MultiPolygon", found.place);
        Polygon[] polygons =
                parts.items().stream().map(part -> polygon(part, parts.place())).toArray(Polygon[]::new);
        return built(found.place, () -> Area.polygon(GEOMETRIES.createMultiPolygon(polygons)));
    }

    /** What a value of ours refuses gets the place of the geometry. */
    private static <T> T built(JsonLocation place, Supplier<T> value) {
        try {
            return value.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("GeoJSON" + JsonFaults.at(place) + ": " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException refused(JsonLocation place, String reason) {
        return new IllegalArgumentException("GeoJSON" + JsonFaults.at(place) + ": " + reason);
    }

    private static GeoJsonReader parse(JsonFactory factory, String text) {
        try (JsonParser parser = factory.createParser(text)) {
            return whole(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // closing a parser of a text
        }
    }

    private static GeoJsonReader whole(JsonParser parser) {
        try {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw refused(parser.currentTokenLocation(), "the text is not a JSON object");
            }
            GeoJsonReader read = object(parser);
            if (parser.nextToken() != null) {
                throw refused(parser.currentTokenLocation(), "the text holds more than one JSON value");
            }
            return read;
        } catch (IOException e) {
            throw JsonFaults.refused("GeoJSON", parser, e);
        }
    }

    private static GeoJsonReader object(JsonParser parser) throws IOException {
        GeoJsonReader read = new GeoJsonReader(parser.currentTokenLocation());
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
                throw refused(parser.currentTokenLocation(), "features hold something that is no Feature");
            }
            features.add(object(parser));
        }
        return features;
    }

    private static Values array(JsonParser parser) throws IOException {
        JsonLocation place = parser.currentTokenLocation();
        List<Object> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY) {
                items.add(array(parser));
            } else if (token.isNumeric()) {
                items.add(parser.getDoubleValue());
            } else {
                throw refused(
                        parser.currentTokenLocation(),
                        "coordinates hold " + shortened(parser.getText()) + ", which is not a number");
            }
        }
        return new Values(items, place);
    }

    /** What a message quotes; somebody else's text may be long. */
    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MOST_QUOTED
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MOST_QUOTED)) + "…";
    }

    /** The geometry in a Feature or in a FeatureCollection of one; itself where it is one. */
    private GeoJsonReader unwrapped(String expected) {
        if ("FeatureCollection".equals(type)) {
            int count = features == null ? 0 : features.size();
            if (features == null || count != 1) {
                throw refused(
                        place, "the FeatureCollection has " + count + " features: give exactly one, with " + expected);
            }
            return features.get(0).unwrapped(expected);
        }
        if ("Feature".equals(type)) {
            if (geometry == null) {
                throw refused(place, "the Feature has no geometry: give it " + expected);
            }
            return geometry;
        }
        return this;
    }

    private IllegalArgumentException unexpected(String expected) {
        return refused(
                place,
                (type == null ? "the object has no type" : "type is " + shortened(type)) + ": give " + expected
                        + ", or a Feature or a FeatureCollection of exactly one");
    }

    private static Values values(@Nullable Object value, String name, JsonLocation around) {
        if (value instanceof Values values && !values.items().isEmpty()) {
            return values;
        }
        throw refused(
                value instanceof Values values ? values.place() : around,
                name + " are missing, empty or nested too little");
    }

    private static double[] numbers(@Nullable Object value, JsonLocation around) {
        Values values = values(value, "the coordinates of a position", around);
        List<Object> items = values.items();
        if (items.size() < 2) {
            throw refused(values.place(), "the position has one number: give lon, lat and perhaps altitude");
        }
        double[] numbers = new double[Math.min(3, items.size())]; // further numbers have no meaning (RFC 7946 §3.1.1)
        for (int i = 0; i < numbers.length; i++) {
            if (!(items.get(i) instanceof Double number)) {
                throw refused(values.place(), "the coordinates are nested too deeply for their type");
            }
            numbers[i] = number;
        }
        return numbers;
    }

    private static Polygon polygon(@Nullable Object value, JsonLocation around) {
        Values rings = values(value, "the rings of a polygon", around);
        LinearRing[] read =
                rings.items().stream().map(ring -> ring(ring, rings.place())).toArray(LinearRing[]::new);
        return GEOMETRIES.createPolygon(read[0], Arrays.copyOfRange(read, 1, read.length));
    }

    private static LinearRing ring(Object value, JsonLocation around) {
        Values points = values(value, "the points of a ring", around);
        Coordinate[] vertices = points.items().stream()
                .map(point -> numbers(point, points.place()))
                .map(numbers -> new Coordinate(numbers[0], numbers[1]))
                .toArray(Coordinate[]::new);
        if (vertices.length < MIN_RING_POINTS) {
            throw refused(
                    points.place(),
                    "the ring has " + vertices.length + " points: give at least four, the last equal to the first");
        }
        Coordinate last = vertices[vertices.length - 1];
        if (!vertices[0].equals2D(last)) {
            throw refused(
                    points.place(),
                    "the ring is open: it begins at lon " + vertices[0].x + ", lat " + vertices[0].y
                            + " and ends at lon " + last.x + ", lat " + last.y);
        }
        return GEOMETRIES.createLinearRing(vertices);
    }
}
