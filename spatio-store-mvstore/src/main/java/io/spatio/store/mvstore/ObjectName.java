package io.spatio.store.mvstore;

/** An object as this store instance knows it. */
final class ObjectName {
    final int number;
    final String namespace;
    final String objectId;

    /** Set under the append lock, read by cursors: an erased object is in no answer any more. */
    volatile boolean erased;

    /** Whether its name stands in the file. The committer's own. */
    boolean stored;

    /** Its greatest event, where {@code lastSequence} is not 0. Written by the committer. */
    private long lastTimestampMicros;

    private long lastSequence;
    private volatile boolean deleted;

    /** Remembers what its greatest event is after another one was appended. The committer's own. */
    void append(Event event) {
        boolean greatest =
                lastSequence == 0 || event.origin().begins() || event.timestampMicros() >= lastTimestampMicros;
        if (greatest) {
            greatestIs(event);
        }
    }

    /** Remembers its greatest event. The committer's own. */
    void greatestIs(Event event) {
        lastTimestampMicros = event.timestampMicros();
        lastSequence = event.sequence();
        deleted = event.isDelete();
    }

    /** Whether it has events. The committer's own. */
    boolean hasEvents() {
        return lastSequence != 0;
    }

    /** The key of its greatest event. The committer's own. */
    RowKey greatest() {
        return new RowKey(number, lastTimestampMicros, lastSequence);
    }

    /** Whether its greatest event is a delete. */
    boolean isDeleted() {
        return deleted;
    }

    ObjectName(int number, String namespace, String objectId) {
        this.number = number;
        this.namespace = namespace;
        this.objectId = objectId;
    }

    @Override
    public String toString() {
        return "namespace=" + namespace + " object=" + objectId;
    }
}
