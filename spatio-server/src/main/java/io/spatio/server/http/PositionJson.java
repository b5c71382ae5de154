package io.spatio.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.google.protobuf.ByteString;
import io.spatio.Metadata;
import io.spatio.internal.JsonFaults;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads positions of JSON bodies: objects of {@code objectId, lon, lat, alt, timestamp, metadata}. Metadata is cut out of the body as
 * the bytes it was sent. One thread.
 */
final class PositionJson implements AutoCloseable {
    private static final int NESTING_AROUND_METADATA = 3;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Metadata.MAX_NESTING + NESTING_AROUND_METADATA)
                    .maxNumberLength(Metadata.MAX_BYTES)
                    .maxNameLength(Metadata.MAX_BYTES)
                    .build())
            .build();

    private final byte[] bytes;
    private final int from;
    private final JsonParser parser;

    private PositionJson(byte[] bytes, int from, int length) throws IOException {
        this.bytes = bytes;
        this.from = from;
        this.parser = JSON.createParser(bytes, from, length);
    }

    /** A reader of a body, or of a part of one. */
    static PositionJson of(byte[] bytes, int from, int length) {
        for (int i = from; i < from + Math.min(length, 4); i++) {
            if (bytes[i] == 0) {
                throw new IllegalArgumentException("the body is not UTF-8: it begins with a zero byte");
            }
        }
        try {
            return new PositionJson(bytes, from, length);
        } catch (IOException e) {
            throw new IllegalArgumentException("the body is not JSON: " + e.getMessage(), e);
        }
    }

    /** One object of a body; what it does not say is null, and metadata is empty. */
    static final class Fields {
        @Nullable
        String objectId;

        @Nullable
        Double lon;

        @Nullable
        Double lat;

        @Nullable
        Double alt;

        @Nullable
        Long timestampMicros;

        ByteString metadata = ByteString.EMPTY;

        double requireLon() {
            return required(lon, "lon");
        }

        double requireLat() {
            return required(lat, "lat");
        }

        String requireObjectId() {
            if (objectId == null) {
                throw new IllegalArgumentException("objectId is absent");
            }
            return objectId;
        }

        private static double required(@Nullable Double value, String name) {
            if (value == null) {
                throw new IllegalArgumentException(name + " is absent: give longitude and latitude in degrees");
            }
            return value;
        }
    }

    /** Takes one after the other. */
    interface Visitor {
        void visit(Fields fields);
    }

    /** The one object that the body is. */
    Fields single() {
        try {
            Fields fields = object(parser.nextToken());
            requireEnd();
            return fields;
        } catch (IOException e) {
            throw JsonFaults.refused("the body", parser, e);
        }
    }

    /** The objects of the array that the body is. */
    void array(Visitor visitor) {
        int element = 0;
        try {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new IllegalArgumentException("the body is not an array: give [{\"objectId\": …}, …]");
            }
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                try {
                    visitor.visit(object(token));
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException("element " + element + ": " + e.getMessage(), e);
                }
                element++;
            }
            requireEnd();
        } catch (IOException e) {
            throw JsonFaults.refused("the body", parser, e);
        }
    }

    private void requireEnd() throws IOException {
        if (parser.nextToken() != null) {
            throw new IllegalArgumentException("the body holds more than one JSON value");
        }
    }

    private Fields object(@Nullable JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("this is not an object: give {\"lon\": …, \"lat\": …}");
        }
        Fields fields = new Fields();
        int given = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            int bit = 1 << take(fields, name, value);
            if ((given & bit) != 0) {
                throw new IllegalArgumentException(name + " is given twice");
            }
            given |= bit;
        }
        return fields;
    }

    /** Takes a field, and says which it is. */
    private int take(Fields fields, String name, JsonToken value) throws IOException {
        switch (name) {
            case "objectId" -> {
                fields.objectId = text(name, value);
                return 0;
            }
            case "lon" -> {
                fields.lon = number(name, value);
                return 1;
            }
            case "lat" -> {
                fields.lat = number(name, value);
                return 2;
            }
            case "alt" -> {
                fields.alt = number(name, value);
                return 3;
            }
            case "timestamp" -> {
                fields.timestampMicros = Parameters.micros(text(name, value));
                return 4;
            }
            case "metadata" -> {
                fields.metadata = value();
                return 5;
            }
            default ->
                throw new IllegalArgumentException(
                        "field \"" + name + "\" is unknown: legal are objectId, lon, lat, alt, timestamp and metadata");
        }
    }

    private String text(String name, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException(name + " is not a text");
        }
        return parser.getText();
    }

    private double number(String name, JsonToken value) throws IOException {
        if (!value.isNumeric()) {
            throw new IllegalArgumentException(name + " is not a number");
        }
        return parser.getDoubleValue();
    }

    /** The value that the parser is at, as it was sent. */
    private ByteString value() throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        return ByteString.copyFrom(bytes, from + start, end - start);
    }

    @Override
    public void close() {
        try {
            parser.close();
        } catch (IOException e) {
            throw new IllegalArgumentException("the body is not JSON: " + e.getMessage(), e);
        }
    }
}
