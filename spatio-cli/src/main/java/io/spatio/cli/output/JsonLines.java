package io.spatio.cli.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import io.spatio.Metadata;
import java.io.IOException;
import java.io.OutputStream;

/** JSON that stays on one line, whatever the texts in it hold. */
final class JsonLines {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build()
            .setCharacterEscapes(new LineSafeEscapes());

    private JsonLines() {}

    static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out);
    }

    /** Writes metadata as the JSON value it is; nothing where there is none. */
    static void metadata(JsonGenerator json, Metadata metadata) throws IOException {
        if (metadata.isPresent()) {
            json.writeFieldName("metadata");
            json.writeRawValue(oneLine(metadata.json()));
        }
    }

    /**
     * The same JSON value on one line. In JSON a raw newline can stand only between tokens, where a space says the same;
     * the other characters that some readers take for the end of a line can stand only in strings, where an escape does.
     */
    static String oneLine(String json) {
        if (json.chars().noneMatch(LineSafeEscapes::endsLine)) {
            return json;
        }
        StringBuilder line = new StringBuilder(json.length());
        json.chars().forEach(c -> {
            if (c == '\n' || c == '\r') {
                line.append(' ');
            } else if (LineSafeEscapes.endsLine(c)) {
                line.append(LineSafeEscapes.escape(c));
            } else {
                line.append((char) c);
            }
        });
        return line.toString();
    }
}
