package io.spatio.cli.operate;

import io.spatio.EventTransfer;
import io.spatio.MetadataBytes;
import io.spatio.Position;
import io.spatio.Timestamps;
import io.spatio.formats.TrackFiles;
import io.spatio.formats.track.TrackFormat;
import io.spatio.formats.track.TrackWriter;
import io.spatio.spi.StoredEvent;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/** Writes a namespace's whole history, by object id, then by time. One thread. */
final class Export {
    private final TrackWriter writer;
    private String id = "";
    private long records;
    private long objects;
    private long deletes;

    private Export(TrackWriter writer) {
        this.writer = writer;
    }

    /**
     * What was written.
     *
     * @param records positions
     * @param objects objects with at least one row
     * @param deletes deletes
     */
    record Written(long records, long objects, long deletes) {}

    /** Writes it as UTF-8. CSV reads it twice, for its header tells whether there are deletes. */
    static Written write(EventTransfer history, OutputStream out, TrackFormat format) {
        boolean[] withDeletes = {format != TrackFormat.CSV};
        if (format == TrackFormat.CSV) {
            history.forEachEvent((event, madeAt) -> withDeletes[0] |= event.isDelete());
        }
        try (TrackWriter writer = TrackFiles.writer(
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8)), format, withDeletes[0])) {
            Export export = new Export(writer);
            history.forEachEvent(export::write);
            return new Written(export.records, export.objects, export.deletes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(StoredEvent event, Optional<Instant> madeAt) {
        if (!event.objectId().equals(id) || objects == 0) {
            id = event.objectId();
            objects++;
        }
        Instant timestamp = Timestamps.toInstant(event.timestampMicros());
        try {
            if (event.isDelete()) {
                deletes++;
                writer.delete(id, timestamp, madeAt.orElse(null));
            } else {
                records++;
                writer.position(
                        id,
                        timestamp,
                        new Position(event.lon(), event.lat(), event.alt()),
                        MetadataBytes.of(event.metadata()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
