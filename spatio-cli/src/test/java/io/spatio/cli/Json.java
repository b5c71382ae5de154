package io.spatio.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads JSON into maps, lists and, for whatever is neither, its text. */
final class Json {
    private Json() {}

    static Object read(String json) {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            Object value = value(parser);
            if (parser.nextToken() != null) {
                throw new AssertionError("more than one JSON value: " + json);
            }
            return value;
        } catch (IOException e) {
            throw new UncheckedIOException(json, e);
        }
    }

    @SuppressWarnings("unchecked") // an answer of rows is a list of objects, or the test fails
    static List<Map<String, Object>> rows(String json) {
        return (List<Map<String, Object>>) read(json);
    }

    @SuppressWarnings("unchecked") // a single answer is an object, or the test fails
    static Map<String, Object> object(String json) {
        return (Map<String, Object>) read(json);
    }

    private static Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> map = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                map.put(name, value(parser));
            }
            return map;
        }
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<Object> list = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                list.add(value(parser));
            }
            return list;
        }
        return parser.getText();
    }
}
