package io.spatio.cli.operate;

import io.spatio.EventTransfer;
import io.spatio.Timestamps;
import io.spatio.spi.StoredEvent;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes a namespace's whole history as CSV that {@code spatio import} takes back bit for bit. Where there are deletes, two
 * more columns tell of them. One thread.
 */
final class CsvExport {
    private static final String HEADER = "object_id,timestamp,lon,lat,alt,metadata";
    private static final String DELETES_HEADER = ",event,made_at";

    private final EventTransfer history;
    private final PrintStream out;
    private String id = "";
    private String idCell = "";
    private boolean withDeletes;
    private long records;
    private long objects;
    private long deletes;

    CsvExport(EventTransfer history, PrintStream out) {
        this.history = history;
        this.out = out;
    }

    /**
     * What was written.
     *
     * @param records positions
     * @param objects objects with at least one row
     * @param deletes deletes
     */
    record Written(long records, long objects, long deletes) {}

    /** Writes it, by object id, then by time. Reads it twice, for the header comes first. */
    Written write() {
        history.forEachEvent((event, madeAt) -> withDeletes |= event.isDelete());
        out.print(HEADER + (withDeletes ? DELETES_HEADER : "") + "\n");
        history.forEachEvent(this::write);
        out.flush();
        return new Written(records, objects, deletes);
    }

    private void write(StoredEvent event, Optional<Instant> madeAt) {
        if (!event.objectId().equals(id) || objects == 0) {
            id = event.objectId();
            idCell = cell(id);
            objects++;
        }
        String start = idCell + "," + Timestamps.toInstant(event.timestampMicros()) + ",";
        if (event.isDelete()) {
            deletes++;
            out.print(start + ",,,,delete," + madeAt.map(Instant::toString).orElse("") + "\n");
        } else {
            records++;
            byte[] metadata = event.metadata();
            out.print(start + event.lon() + ","
                    + event.lat() + ","
                    + (Double.isNaN(event.alt()) ? "" : event.alt()) + ","
                    + (metadata.length > 0 ? cell(new String(metadata, StandardCharsets.UTF_8)) : "")
                    + (withDeletes ? ",," : "") + "\n");
        }
    }

    /** A cell after RFC 4180. */
    static String cell(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }
}
