package io.spatio.formats.json;

import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.formats.track.TrackWriter;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes an object of JSON on each line, with the fields that the answers of Spatio have. One thread. */
public final class NdjsonTrackWriter implements TrackWriter {
    private final Writer out;

    /** A writer of UTF-8. */
    public NdjsonTrackWriter(Writer out) {
        this.out = out;
    }

    @Override
    public void position(String objectId, Instant timestamp, Position position, Metadata metadata) throws IOException {
        begin(objectId, timestamp);
        out.write(",\"lon\":" + position.lon() + ",\"lat\":" + position.lat()
                + (position.hasAlt() ? ",\"alt\":" + position.altOrNaN() : "")
                + (metadata.isPresent() ? ",\"metadata\":" + JsonTexts.oneLine(metadata) : "") + "}\n");
    }

    @Override
    public void delete(String objectId, Instant timestamp, @Nullable Instant madeAt) throws IOException {
        begin(objectId, timestamp);
        out.write(",\"event\":\"delete\"" + (madeAt == null ? "" : ",\"madeAt\":\"" + madeAt + "\"") + "}\n");
    }

    private void begin(String objectId, Instant timestamp) throws IOException {
        out.write("{\"objectId\":" + JsonTexts.quoted(objectId) + ",\"timestamp\":\"" + timestamp + "\"");
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
