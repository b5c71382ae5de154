package io.spatio.store.log.recovery;

import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.head.Erases;
import io.spatio.store.log.head.LastEvent;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.segment.Track;
import io.spatio.store.log.segment.TrackSource;
import io.spatio.store.log.table.LastTable;
import io.spatio.store.log.view.OpenSegment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** The greatest event of every object of the sealed history: from the table, or where that is lost, from the segments. */
final class LastEvents {
    private final ObjectTable objects;
    private final Erases erases;
    private final long nowMicros;

    LastEvents(ObjectTable objects, Erases erases, long nowMicros) {
        this.objects = objects;
        this.erases = erases;
        this.nowMicros = nowMicros;
    }

    void readTable(Io io, Path directory, Manifest manifest) throws IOException {
        long sequence = manifest.state().tableSequence();
        if (sequence > 0) {
            LastTable.read(io, directory, manifest.store(), sequence, this::note);
        }
    }

    private void note(String namespace, String objectId, LastEvent event) {
        if (event.sequence() > erases.sequence(namespace, objectId)) {
            note(objects.register(namespace, objectId), event);
        }
    }

    private static void note(StoredObject object, LastEvent event) {
        object.flush(event, false);
        object.appended();
    }

    /** Reads all segments; when a delete was made is lost: it is remembered as if it were made now. */
    void readSegments(List<OpenSegment> segments, List<String> report) throws IOException {
        for (OpenSegment segment : segments) {
            try (TrackSource source = segment.reader().walk(damage -> report.add(damage.getMessage()))) {
                while (source.nextObject()) {
                    if (segment.maxSequence() > erases.sequence(source.namespace(), source.objectId())) {
                        note(source.namespace(), source.objectId(), source.track());
                    }
                }
            } catch (StoreCorruptException e) {
                report.add(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Writes what was found in the place of what was lost. */
    void writeTable(Io io, Path directory, UUID store, long sequence) throws IOException {
        int[] next = {0};
        LastTable.write(io, directory, store, sequence, Long.MIN_VALUE, () -> {
            int number = next[0]++;
            return number < objects.limit() ? objects.get(number) : null;
        });
    }

    private void note(String namespace, String objectId, Track track) {
        while (track.next()) {
            LastEvent event = track.isDelete()
                    ? LastEvent.delete(track.timestampMicros(), track.sequence(), nowMicros)
                    : LastEvent.position(
                            track.timestampMicros(),
                            track.sequence(),
                            track.lon(),
                            track.lat(),
                            track.alt(),
                            track.metadata());
            note(objects.register(namespace, objectId), event);
        }
    }
}
