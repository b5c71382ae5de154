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

    /** Its greatest event, where {@code lastSequence} is not 0. The committer's own. */
    long lastTimestampMicros;

    long lastSequence;

    /** Remembers its greatest event. The committer's own. */
    void greatestIs(Event event) {
        lastTimestampMicros = event.timestampMicros();
        lastSequence = event.sequence();
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
