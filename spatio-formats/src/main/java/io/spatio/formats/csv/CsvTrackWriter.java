package io.spatio.formats.csv;

import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.formats.track.TrackWriter;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Writes CSV that {@link CsvTrackReader} takes back bit for bit. Where there may be deletes, two more columns tell of them.
 * One thread.
 */
public final class CsvTrackWriter implements TrackWriter {
    private static final String HEADER = "object_id,timestamp,lon,lat,alt,metadata";
    private static final String DELETES_HEADER = ",event,made_at";

    private final Writer out;
    private final boolean withDeletes;
    private boolean begun;
    private String id = "";
    private String idCell = "";

    /** A writer of UTF-8, with the columns of deletes or without. */
    public CsvTrackWriter(Writer out, boolean withDeletes) {
        this.out = out;
        this.withDeletes = withDeletes;
    }

    @Override
    public void position(String objectId, Instant timestamp, Position position, Metadata metadata) throws IOException {
        begin(objectId, timestamp);
        out.write(position.lon() + "," + position.lat() + "," + (position.hasAlt() ? position.altOrNaN() : "") + ","
                + (metadata.isPresent() ? cell(metadata.json()) : "") + (withDeletes ? ",,\n" : "\n"));
    }

    @Override
    public void delete(String objectId, Instant timestamp, @Nullable Instant madeAt) throws IOException {
        if (!withDeletes) {
            throw new IllegalStateException("a delete in a file without the columns of deletes");
        }
        begin(objectId, timestamp);
        out.write(",,,,delete," + (madeAt == null ? "" : madeAt) + "\n");
    }

    private void begin(String objectId, Instant timestamp) throws IOException {
        header();
        if (!objectId.equals(id)) {
            id = objectId;
            idCell = cell(id);
        }
        out.write(idCell + "," + timestamp + ",");
    }

    private void header() throws IOException {
        if (!begun) {
            begun = true;
            out.write(HEADER + (withDeletes ? DELETES_HEADER : "") + "\n");
        }
    }

    @Override
    public void close() throws IOException {
        header();
        out.flush();
    }

    /** A cell after RFC 4180. */
    private static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
