package io.spatio.formats.json;

import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Timestamps;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes Features one after the other, and what stands around them. One thread. */
final class FeatureText {
    private final Writer out;
    private final boolean sequence;
    private boolean begun;

    FeatureText(Writer out, boolean sequence) {
        this.out = out;
        this.sequence = sequence;
    }

    void point(String objectId, Instant timestamp, Position position, Metadata metadata) throws IOException {
        begin(objectId, "{\"type\":\"Point\",\"coordinates\":" + coordinates(position) + "}");
        time(timestamp);
        out.write(metadata.isPresent() ? ",\"metadata\":" + JsonTexts.oneLine(metadata) + "}}" : "}}");
    }

    void delete(String objectId, Instant timestamp, @Nullable Instant madeAt) throws IOException {
        begin(objectId, "null");
        time(timestamp);
        out.write(",\"event\":\"delete\"" + (madeAt == null ? "" : ",\"madeAt\":\"" + madeAt + "\"") + "}}");
    }

    /** Up to and with the bracket of the properties. */
    void begin(String objectId, String geometry) throws IOException {
        if (sequence) {
            out.write(begun ? "\n" + (char) FirstValue.RECORD_SEPARATOR : "" + (char) FirstValue.RECORD_SEPARATOR);
        } else {
            out.write(begun ? ",\n" : "{\"type\":\"FeatureCollection\",\"features\":[\n");
        }
        begun = true;
        out.write("{\"type\":\"Feature\",\"id\":" + JsonTexts.quoted(objectId) + ",\"geometry\":" + geometry
                + ",\"properties\":{");
    }

    private void time(Instant timestamp) throws IOException {
        out.write("\"timestamp\":\"" + timestamp + "\",\"timeMicros\":" + Timestamps.toMicros(timestamp));
    }

    static String coordinates(Position position) {
        return "[" + position.lon() + "," + position.lat() + (position.hasAlt() ? "," + position.altOrNaN() : "") + "]";
    }

    void end() throws IOException {
        if (sequence) {
            out.write(begun ? "\n" : "");
        } else {
            out.write(begun ? "\n]}\n" : "{\"type\":\"FeatureCollection\",\"features\":[]}\n");
        }
    }
}
