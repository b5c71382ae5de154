package io.spatio.formats.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scalars of an array, flat or nested.
 *
 * @param texts their texts in order, empty for null
 */
record FlatTexts(List<String> texts) {
    FlatTexts {
        texts = List.copyOf(texts);
    }

    /** Null where the field is no array, or holds objects; from an object the array {@code times} is taken. */
    static @Nullable FlatTexts read(JsonFactory json, byte[] bytes, JsonRecord.Field field) {
        List<String> texts = new ArrayList<>();
        try (JsonParser parser = json.createParser(bytes, field.from(), field.to() - field.from())) {
            JsonToken first = parser.nextToken();
            if (first == JsonToken.START_OBJECT) {
                first = times(parser);
            }
            if (first != JsonToken.START_ARRAY) {
                return null;
            }
            int depth = 1;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                if (token == JsonToken.START_ARRAY) {
                    depth++;
                } else if (token == JsonToken.END_ARRAY) {
                    depth--;
                } else if (token == null || !token.isScalarValue()) {
                    return null;
                } else {
                    texts.add(token == JsonToken.VALUE_NULL ? "" : parser.getText());
                }
            }
        } catch (IOException e) {
            return null; // cannot be: the whole record was parsed before
        }
        return new FlatTexts(texts);
    }

    private static @Nullable JsonToken times(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = parser.currentName().equals("times");
            JsonToken value = parser.nextToken();
            if (found) {
                return value;
            }
            parser.skipChildren();
        }
        return null;
    }
}
