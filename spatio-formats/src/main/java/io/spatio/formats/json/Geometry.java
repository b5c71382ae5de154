package io.spatio.formats.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;

/** The type and the positions of a GeoJSON geometry, however nested. One thread. */
final class Geometry {
    /** More would not fit in little memory beside their text. */
    static final int MOST_POINTS = 250_000;

    private static final int ORDINATES = 4;
    private static final Set<String> LINES = Set.of("LineString", "MultiLineString", "MultiPoint");

    private String type = "";
    private double[] ordinates = new double[ORDINATES];
    private int points;

    private Geometry() {}

    static Geometry read(JsonParser parser) throws IOException {
        Geometry geometry = new Geometry();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("type") && value == JsonToken.VALUE_STRING) {
                geometry.type = parser.getText();
            } else if (name.equals("coordinates") && value == JsonToken.START_ARRAY) {
                geometry.readCoordinates(parser);
            } else if (name.equals("geometries") && value == JsonToken.START_ARRAY) {
                geometry.countMembers(parser);
            } else {
                parser.skipChildren();
            }
        }
        return geometry;
    }

    /** None at all stands for no place, whatever the type. */
    private void readCoordinates(JsonParser parser) throws IOException {
        JsonToken first = parser.nextToken();
        if (first != JsonToken.END_ARRAY) {
            readArray(parser, first);
        }
    }

    /** Members of a collection count as points, so that it is not taken for one without a place. */
    private void countMembers(JsonParser parser) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
            add(new double[] {Double.NaN, Double.NaN, Double.NaN, Double.NaN});
        }
    }

    /** An array of numbers is a position; the parser bounds the nesting. */
    private void readArray(JsonParser parser, JsonToken first) throws IOException {
        int count = 0;
        boolean nested = false;
        double[] position = {Double.NaN, Double.NaN, Double.NaN, Double.NaN};
        for (JsonToken token = first; token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == JsonToken.START_ARRAY) {
                nested = true;
                readArray(parser, parser.nextToken());
            } else if (token.isNumeric()) {
                if (count < ORDINATES) {
                    position[count] = parser.getDoubleValue();
                }
                count++;
            } else if (token == JsonToken.VALUE_NULL) {
                count++;
            } else {
                throw new IllegalArgumentException("coordinates hold something that is no number");
            }
        }
        if (!nested) {
            add(position);
        }
    }

    private void add(double[] position) {
        if (points >= MOST_POINTS) {
            throw new IllegalArgumentException(
                    "it has more than " + MOST_POINTS + " points: divide it into several Features");
        }
        if ((points + 1) * ORDINATES > ordinates.length) {
            ordinates = Arrays.copyOf(ordinates, ordinates.length * 2);
        }
        System.arraycopy(position, 0, ordinates, points * ORDINATES, ORDINATES);
        points++;
    }

    String type() {
        return type;
    }

    boolean isLine() {
        return LINES.contains(type);
    }

    int points() {
        return points;
    }

    double lon(int point) {
        return ordinates[point * ORDINATES];
    }

    double lat(int point) {
        return ordinates[point * ORDINATES + 1];
    }

    double alt(int point) {
        return ordinates[point * ORDINATES + 2];
    }

    /** The fourth ordinate, NaN where there is none. */
    double measure(int point) {
        return ordinates[point * ORDINATES + 3];
    }
}
