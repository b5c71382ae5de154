package io.spatio.store.log.head;

import java.nio.charset.StandardCharsets;

/**
 * An object of the store: its number, its names, and whether it was erased. Any thread reads; what changes, changes under
 * the log's lock.
 */
public final class StoredObject {
    private static final long ALIVE = Long.MAX_VALUE;

    private final int number;
    private final String namespace;
    private final String objectId;
    private volatile long erasedSequence = ALIVE;
    private long definedInFile;

    StoredObject(int number, String namespace, String objectId) {
        this.number = number;
        this.namespace = namespace;
        this.objectId = objectId;
    }

    /** Its number. */
    public int number() {
        return number;
    }

    /** Its namespace. */
    public String namespace() {
        return namespace;
    }

    /** Its id. */
    public String objectId() {
        return objectId;
    }

    /** Its namespace as UTF-8. */
    public byte[] namespaceUtf8() {
        return namespace.getBytes(StandardCharsets.UTF_8);
    }

    /** Its id as UTF-8. */
    public byte[] objectIdUtf8() {
        return objectId.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether an answer that shows events up to a sequence number shows this object's. */
    public boolean visibleAt(long sequence) {
        return erasedSequence > sequence;
    }

    /** Whether it was not erased. */
    public boolean isAlive() {
        return erasedSequence == ALIVE;
    }

    /** Ends it. */
    public void erase(long sequence) {
        erasedSequence = sequence;
    }

    /** Whether a log file says what its number stands for; under the log's lock. */
    public boolean isDefinedIn(long file) {
        return definedInFile == file;
    }

    /** Notes that a log file says so; under the log's lock. */
    public void definedIn(long file) {
        definedInFile = file;
    }
}
