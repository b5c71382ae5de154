package io.spatio.store.log.recovery;

import io.spatio.error.StoreCorruptException;
import io.spatio.store.log.head.LastEvent;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.segment.Track;
import io.spatio.store.log.segment.TrackSource;
import io.spatio.store.log.table.LastTable;
import io.spatio.store.log.view.OpenSegment;
import io.spatio.store.log.wal.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** The greatest event of every object of the sealed history: from the table, or where that is lost, from the segments. */
final class LastEvents {
    private final ObjectTable objects;
    private final long nowMicros;
    private final NameHashes hashes;
    private String namespace = "";

    LastEvents(ObjectTable objects, NameHashes hashes, long nowMicros) {
        this.objects = objects;
        this.hashes = hashes;
        this.nowMicros = nowMicros;
    }

    void readTable(Io io, Path directory, Manifest manifest) throws IOException {
        long sequence = manifest.state().tableSequence();
        if (sequence > 0) {
            LastTable.read(io, directory, manifest.store(), sequence, this::note);
        }
    }

    private void note(Text namespaceText, Text objectId, long incarnation, LastEvent event) {
        namespace = namespaceText.toString(namespace);
        if (!objects.erases().isDead(namespace, incarnation)) {
            StoredObject object = objects.restore(namespace, objectId, incarnation);
            hashes.set(object.slot(), hashes.hash(namespaceText, objectId, incarnation));
            note(object, event);
        }
    }

    private static void note(StoredObject object, LastEvent event) {
        object.flush(event, false);
        object.appended();
    }

    /** Reads all segments; when a delete was made is lost: it is remembered as if it were made now. */
    void readSegments(List<OpenSegment> segments, Findings findings) throws IOException {
        for (OpenSegment segment : segments) {
            try (TrackSource source = segment.reader().walk(findings::tell)) {
                while (source.nextObject()) {
                    if (!objects.erases().isDead(source.namespace(), source.incarnation())) {
                        note(
                                objects.restore(source.namespace(), source.objectId(), source.incarnation()),
                                source.track());
                    }
                }
            } catch (StoreCorruptException e) {
                findings.tell(e);
            }
        }
    }

    /** Writes what was found in the place of what was lost. */
    void writeTable(Io io, Path directory, UUID store, long sequence) throws IOException {
        int[] next = {0};
        LastTable.write(io, directory, store, sequence, Long.MIN_VALUE, () -> {
            int slot = next[0]++;
            return slot < objects.limit() ? objects.inSlot(slot) : null;
        });
    }

    private void note(StoredObject object, Track track) {
        LastEvent event = new LastEvent();
        while (track.next()) {
            if (track.isDelete()) {
                event.delete(track.timestampMicros(), track.sequence(), nowMicros);
            } else {
                event.position(
                        track.timestampMicros(),
                        track.sequence(),
                        track.lon(),
                        track.lat(),
                        track.alt(),
                        track.metadata());
            }
            note(object, event);
        }
    }
}
