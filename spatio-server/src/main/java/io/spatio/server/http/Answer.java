package io.spatio.server.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is answered.
 *
 * @param status the HTTP status
 * @param contentType the media type
 * @param headers other headers
 * @param body the body
 */
record Answer(int status, String contentType, Map<String, String> headers, byte[] body) {
    static final String JSON = "application/json";
    static final String GEO_JSON = "application/geo+json";
    static final int OK = 200;
    static final int CREATED = 201;

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Writes a body. */
    @FunctionalInterface
    interface Writing {
        void write(JsonGenerator json) throws IOException;
    }

    static Answer json(Writing writing) {
        return json(OK, JSON, writing);
    }

    static Answer json(int status, String contentType, Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            writing.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        bytes.write('\n');
        return new Answer(status, contentType, Map.of(), bytes.toByteArray());
    }

    /** An object of JSON. */
    static Answer object(Writing fields) {
        return json(json -> {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        });
    }

    Answer withStatus(int newStatus) {
        return new Answer(newStatus, contentType, headers, body);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, contentType, Map.copyOf(more), body);
    }
}
