package io.spatio.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;

/** Each answer as exactly one line of JSON: an array, or an object for a single answer. */
public final class JsonOutput implements Output {
    private final OutputStream out;

    /** Output to a stream, as UTF-8; the stream stays open. */
    public JsonOutput(OutputStream out) {
        this.out = out;
    }

    private interface Writing {
        void write(JsonGenerator json) throws IOException;
    }

    @Override
    public <T> void list(Shape<T> shape, Iterator<? extends T> rows) {
        line(json -> {
            json.writeStartArray();
            while (rows.hasNext()) {
                writeRow(json, shape, rows.next());
            }
            json.writeEndArray();
        });
    }

    @Override
    public <T> void single(Shape<T> shape, T row) {
        line(json -> writeRow(json, shape, row));
    }

    @Override
    public void facts(Facts facts) {
        line(json -> writeValue(json, facts.values()));
    }

    private static <T> void writeRow(JsonGenerator json, Shape<T> shape, T row) throws IOException {
        json.writeStartObject();
        shape.fields().write(json, row);
        json.writeEndObject();
    }

    /** Writes texts, numbers, booleans, and lists and maps of such; anything else as its text. */
    static void writeValue(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                writeValue(json, entry.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof Iterable<?> values) {
            json.writeStartArray();
            for (Object element : values) {
                writeValue(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else if (value instanceof Long || value instanceof Integer) {
            json.writeNumber(((Number) value).longValue());
        } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            json.writeNumber(number.doubleValue());
        } else {
            json.writeString(String.valueOf(value));
        }
    }

    private void line(Writing writing) {
        try {
            try (JsonGenerator json = JsonLines.generator(out)) {
                writing.write(json);
            }
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
