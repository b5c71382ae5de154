package io.spatio.core.copy;

import io.spatio.spi.EventBatch;
import io.spatio.spi.StoredEvent;
import io.spatio.spi.TrajectoryStore;

/** Events of one object after the other on their way into a store, appended as a whole when there are enough. One thread. */
final class CopiedEvents {
    private static final int MOST = 1_000;
    private static final int MOST_METADATA_BYTES = 1 << 20;
    private static final int NONE = -1;

    private final TrajectoryStore store;
    private final EventBatch batch = new EventBatch(MOST);
    private String namespace = "";
    private String objectId = "";
    private boolean begins;
    /** The object's place in the batch, or {@link #NONE}. */
    private int object = NONE;

    private long metadataBytes;

    CopiedEvents(TrajectoryStore store) {
        this.store = store;
    }

    /** Says whose events come next, and whether the object's state begins with the first of them. */
    void of(String newNamespace, String newObjectId, boolean newBegins) {
        if (!newNamespace.equals(namespace) || newBegins) {
            flush();
        }
        namespace = newNamespace;
        objectId = newObjectId;
        begins = newBegins;
        object = NONE;
    }

    void addPosition(StoredEvent event) {
        byte[] metadata = event.metadata();
        batch.addPosition(place(), event.timestampMicros(), event.lon(), event.lat(), event.alt(), metadata);
        metadataBytes += metadata.length;
        flushIfFull();
    }

    void addDelete(StoredEvent event, long madeAtMicros) {
        batch.addDelete(place(), event.timestampMicros(), madeAtMicros);
        flushIfFull();
    }

    private int place() {
        if (batch.size() == 0) {
            batch.clear(namespace);
        }
        if (object == NONE) {
            object = batch.addObject(objectId, EventBatch.NO_NUMBER, begins);
            begins = false;
        }
        return object;
    }

    private void flushIfFull() {
        if (batch.size() == MOST || metadataBytes >= MOST_METADATA_BYTES) {
            flush();
        }
    }

    /** Appends what is waiting. */
    void flush() {
        if (batch.size() > 0) {
            store.append(batch);
            batch.clear(namespace);
            object = NONE;
            metadataBytes = 0;
        }
    }
}
