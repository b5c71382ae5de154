package io.spatio.store.log.head;

import io.spatio.store.log.wal.Text;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;

/**
 * An object of the store, one incarnation of an id: its number, its names, whether it was erased, and the greatest of its events that left the head.
 * Any thread reads; what changes, changes under the log's lock, but for that event.
 *
 * <p>The event stands in the object itself and not in one of its own, because opening a store touches millions of them,
 * each a miss of the caches. It changes between two counts of a version, of which the one in between is odd; a reader
 * copies it and looks whether the version stayed even and the same.
 */
public final class StoredObject {
    static final int SLOT_BITS = 26;
    static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
    private static final long ALIVE = Long.MAX_VALUE;
    private static final byte[] NO_METADATA = {};
    private static final VarHandle VERSION = version();

    private final int number;
    private final String namespace;
    private final String objectId;
    private volatile long erasedSequence = ALIVE;
    private final long incarnation;
    private long definedInFile;
    private boolean ordered;
    private volatile boolean hasEvents;
    private volatile int version;
    private long timestampMicros;
    private long signedSequence;
    private long lon;
    private long lat;
    private long alt;
    private byte[] metadata = NO_METADATA;

    private static VarHandle version() {
        try {
            return MethodHandles.lookup().findVarHandle(StoredObject.class, "version", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    StoredObject(int number, long incarnation, String namespace, String objectId) {
        this.number = number;
        this.incarnation = incarnation;
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
        return utf8(namespace);
    }

    /** Its id as UTF-8. */
    public byte[] objectIdUtf8() {
        return utf8(objectId);
    }

    /** A name as UTF-8. */
    public static byte[] utf8(String name) {
        return name.getBytes(StandardCharsets.UTF_8);
    }

    /** Where it stands in arrays; another object's when this one is forgotten. */
    public int slot() {
        return number & SLOT_MASK;
    }

    /** Which of all objects that ever had its names it is, in files. */
    public long incarnation() {
        return incarnation;
    }

    /** Whether these are its names. */
    public boolean isNamed(Text otherNamespace, Text otherId) {
        return otherId.matches(objectId) && otherNamespace.matches(namespace);
    }

    /** Copies the greatest of its events that left the head, none where none did. */
    public void copyFlushed(LastEvent into) {
        while (true) {
            int before = version;
            if ((before & 1) == 0) {
                into.positionBits(timestampMicros, signedSequence, lon, lat, alt, metadata);
                VarHandle.loadLoadFence();
                if (version == before) {
                    return;
                }
            }
            Thread.onSpinWait();
        }
    }

    /**
     * Notes an event that leaves the head. One thread at a time.
     *
     * @param begins whether the object began again since the one noted before, which then counts no longer
     */
    public void flush(LastEvent event, boolean begins) {
        if (begins || signedSequence == 0 || event.isGreaterThan(timestampMicros, Math.abs(signedSequence))) {
            int before = version;
            VERSION.setOpaque(this, before + 1);
            VarHandle.storeStoreFence();
            timestampMicros = event.timestampMicros;
            signedSequence = event.signedSequence;
            lon = event.lon;
            lat = event.lat;
            alt = event.alt;
            metadata = event.metadata;
            VERSION.setRelease(this, before + 2);
        }
    }

    /** Whether it has an event, after which it could begin again. */
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

    /** Whether it stands in the order of names that sealing keeps; for the thread that seals. */
    public boolean isOrdered() {
        return ordered;
    }

    /** Notes that it does; for the thread that seals. */
    public void ordered() {
        ordered = true;
    }
}
