package io.spatio.core.copy;

import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.StoredEvent;
import io.spatio.spi.TrajectoryStore;
import java.util.function.Consumer;

/**
 * Copies all documents and events of one store into an empty one: each object's by (timestamp, sequence), so that their order stays,
 * bit for bit and byte for byte. Neither store may be used by others meanwhile. O(events); memory is an entry per object.
 *
 * <p>The copy gives sequence numbers of its own. A delete that is an object's greatest event keeps the time at which it was made, and
 * one that is forgotten stays forgotten. Where an object began again after such a delete, it begins again
 * there, too. One thread.
 */
public final class StoreCopy {
    private static final int PROGRESS_EVERY_EVENTS = 100_000;

    private final TrajectoryStore from;
    private final TrajectoryStore to;
    private final long forgottenMicros;
    private final Consumer<CopyCounts> progress;
    private final CopiedEvents events;
    private long objects;
    private long positions;
    private long deletes;
    private long documents;

    /**
     * A copy.
     *
     * @param from the store to read
     * @param to an empty store
     * @param forgottenMicros a time so long ago that deletes made then are forgotten, in microseconds since 1970
     * @param progress is told now and then how much is done
     */
    public StoreCopy(TrajectoryStore from, TrajectoryStore to, long forgottenMicros, Consumer<CopyCounts> progress) {
        this.from = from;
        this.to = to;
        this.forgottenMicros = forgottenMicros;
        this.progress = progress;
        this.events = new CopiedEvents(to);
    }

    /**
     * Copies, and returns when everything is on stable storage.
     *
     * @throws io.spatio.error.StoreException when there are documents, and the store to copy to keeps none
     */
    public CopyCounts run() {
        documents = CopiedDocuments.copy(from, to); // first, as it may be refused
        ObjectNames.of(from).forEach(this::object);
        events.flush();
        to.sync();
        return counts();
    }

    private CopyCounts counts() {
        return new CopyCounts(objects, positions, deletes, documents);
    }

    private void object(ObjectNames.Name name) {
        if (name.state() == ObjectNames.State.BEGAN_AGAIN) {
            // First what is forgotten, then what stands for the present.
            copy(name, name.greatestMicros() + 1, Long.MAX_VALUE, false);
            copy(name, Long.MIN_VALUE, name.greatestMicros(), true);
        } else {
            copy(name, Long.MIN_VALUE, Long.MAX_VALUE, false);
        }
        objects++;
    }

    private void copy(ObjectNames.Name name, long fromMicros, long toMicros, boolean begins) {
        events.of(name.namespace(), name.id(), begins);
        ReadRequest request = ReadRequest.of(name.namespace(), name.id()).withRange(fromMicros, toMicros);
        try (EventCursor cursor = from.read(request)) {
            while (cursor.next()) {
                append(cursor, name);
            }
        }
    }

    private void append(StoredEvent event, ObjectNames.Name name) {
        switch (event.kind()) {
            case POSITION -> {
                events.addPosition(event);
                positions++;
            }
            case DELETE -> {
                boolean remembered = name.remembersDeleteAt(event.timestampMicros());
                events.addDelete(event, remembered ? name.madeAtMicros() : forgottenMicros);
                deletes++;
            }
        }
        if ((positions + deletes) % PROGRESS_EVERY_EVENTS == 0) {
            progress.accept(counts());
        }
    }
}
