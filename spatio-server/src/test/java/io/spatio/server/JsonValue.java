package io.spatio.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of JSON, as a test looks at it: scalars are their texts. */
record JsonValue(String scalar, Map<String, JsonValue> fields, List<JsonValue> elements) {
    static JsonValue read(String json) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            JsonValue value = value(parser);
            if (parser.nextToken() != null) {
                throw new AssertionError("more than one JSON value: " + json);
            }
            return value;
        }
    }

    private static JsonValue value(JsonParser parser) throws IOException {
        Map<String, JsonValue> fields = new LinkedHashMap<>();
        List<JsonValue> elements = new ArrayList<>();
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                fields.put(name, value(parser));
            }
            return new JsonValue("", fields, elements);
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                elements.add(value(parser));
            }
            return new JsonValue("", fields, elements);
        }
        return new JsonValue(parser.getText(), fields, elements);
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    JsonValue at(String field) {
        if (!fields.containsKey(field)) {
            throw new AssertionError("no field " + field + " in " + this);
        }
        return fields.get(field);
    }

    String text(String field) {
        return at(field).scalar();
    }
}
