package io.spatio.store.log.head;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

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
    private final long bornAfter;
    private volatile @Nullable LastEvent flushed;
    private long definedInFile;
    private volatile boolean hasEvents;

    StoredObject(int number, long bornAfter, String namespace, String objectId) {
        this.number = number;
        this.bornAfter = bornAfter;
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

    /** The place of the erase that ended an object of these names before; files that end before it are not about this one. */
    public long bornAfter() {
        return bornAfter;
    }

    /** The greatest of its events that left the head, null when none did. */
    public @Nullable LastEvent flushed() {
        return flushed;
    }

    /**
     * Notes an event that leaves the head. One thread at a time.
     *
     * @param anew whether the object began anew since the one noted before, which then counts no longer
     */
    public void flush(LastEvent event, boolean anew) {
        if (anew || event.isGreaterThan(flushed)) {
            flushed = event;
        }
    }

    /** Whether it has an event, behind which it could begin anew. */
    public boolean hasEvents() {
        return hasEvents;
    }

    /** Notes that it has an event. */
    public void appended() {
        if (!hasEvents) {
            hasEvents = true;
        }
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
