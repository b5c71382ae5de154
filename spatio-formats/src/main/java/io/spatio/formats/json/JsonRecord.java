package io.spatio.formats.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.spatio.Metadata;
import io.spatio.internal.JsonFaults;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of JSON: the fields of an object, or the properties, id and geometry of a Feature. The texts of values are kept
 * as they stand, so that nothing changes on its way into metadata. One thread.
 */
final class JsonRecord {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Metadata.MAX_NESTING + 4)
                    .maxNumberLength(Metadata.MAX_BYTES)
                    .maxNameLength(Metadata.MAX_BYTES)
                    .build())
            .build();

    private final byte[] bytes;
    private final Map<String, Field> members = new LinkedHashMap<>();
    private @Nullable Map<String, Field> properties;
    private @Nullable Geometry geometry;

    /**
     * A value.
     *
     * @param token what it is
     * @param text its text where it is a scalar, empty for null; for others as it stands
     * @param from where it begins in the record
     * @param to where it ends
     */
    record Field(JsonToken token, String text, int from, int to) {}

    private JsonRecord(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Parses a record.
     *
     * @throws IllegalArgumentException naming the reason and the place within the record
     */
    static JsonRecord parse(byte[] bytes) {
        requireUtf8(bytes);
        JsonRecord record = new JsonRecord(bytes);
        try (JsonParser parser = JSON.createParser(bytes)) {
            record.read(parser);
        } catch (IOException e) {
            throw new IllegalArgumentException("the record cannot be read", e);
        }
        return record;
    }

    private static void requireUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("it is not UTF-8: convert the file first", e);
        }
        for (byte b : bytes) {
            if (b == 0) {
                throw new IllegalArgumentException("it holds a zero byte: is it UTF-16? Convert it to UTF-8 first");
            }
        }
    }

    private void read(JsonParser parser) {
        try {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("it is no JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                if (name.equals("geometry") && parser.currentToken() == JsonToken.START_OBJECT) {
                    int from = offset(parser);
                    geometry = Geometry.read(parser);
                    members.put(name, new Field(JsonToken.START_OBJECT, "", from, end(parser)));
                } else if (name.equals("properties") && parser.currentToken() == JsonToken.START_OBJECT) {
                    int from = offset(parser);
                    properties = fields(parser);
                    members.put(name, new Field(JsonToken.START_OBJECT, "", from, end(parser)));
                } else {
                    members.put(name, field(parser));
                }
            }
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("it holds more than one JSON value");
            }
        } catch (IOException e) {
            throw JsonFaults.refused("the record", parser, e);
        }
    }

    private Map<String, Field> fields(JsonParser parser) throws IOException {
        Map<String, Field> fields = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, field(parser));
        }
        return fields;
    }

    private Field field(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        int from = offset(parser);
        if (token.isStructStart()) {
            parser.skipChildren();
            int to = end(parser);
            return new Field(
                    token, new String(bytes, from, Math.min(to - from, 200), StandardCharsets.UTF_8), from, to);
        }
        String text = token == JsonToken.VALUE_NULL ? "" : parser.getText();
        return new Field(token, text, from, end(parser));
    }

    private static int offset(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /** A number ends where the parser has looked one byte further, which is no part of it. */
    private int end(JsonParser parser) {
        int to = (int) parser.currentLocation().getByteOffset();
        if (parser.currentToken().isNumeric()) {
            int from = offset(parser);
            to = from;
            while (to < bytes.length && "0123456789+-.eE".indexOf(bytes[to]) >= 0) {
                to++;
            }
        }
        return to;
    }

    boolean isFeature() {
        Field type = members.get("type");
        return type != null && type.text().equals("Feature") && members.containsKey("geometry");
    }

    /** The fields by name: those of a Feature are its properties. */
    Map<String, Field> fields() {
        if (!isFeature()) {
            return members;
        }
        return properties == null ? Map.of() : properties;
    }

    /** The id of a Feature, empty where it has none. */
    String featureId() {
        Field id = members.get("id");
        return id == null || id.token().isStructStart() ? "" : id.text();
    }

    /** Null where a Feature has none. */
    @Nullable
    Geometry geometry() {
        return geometry;
    }

    /** A value as it stands. */
    byte[] raw(Field field) {
        return java.util.Arrays.copyOfRange(bytes, field.from(), field.to());
    }

    /** The times in an array, however nested; null where it holds something else. */
    @Nullable
    FlatTexts texts(Field field) {
        return FlatTexts.read(JSON, bytes, field);
    }
}
