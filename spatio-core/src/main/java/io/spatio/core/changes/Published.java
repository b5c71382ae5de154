package io.spatio.core.changes;

import io.spatio.ChangeKind;
import io.spatio.Metadata;
import io.spatio.Position;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What one event did to the current state, as the write that made it puts it down: numbers alone, since many are never told. Also
 * the link to the next of the same writer. Filled by one thread, not changed once it is published.
 */
public final class Published {
    private static final VarHandle NEXT;

    static {
        try {
            NEXT = MethodHandles.lookup().findVarHandle(Published.class, "next", Published.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** What its heap takes, beside metadata that the rows hold anyway. */
    static final int HEAP_BYTES = 128;

    private static final int NO_ROW = -1;

    final ChangeKind kind;
    final String namespace;
    final @Nullable String objectId;
    /** While it is not published, its place in the batch, as {@link #sequence} of the engine's provisional ones. */
    long sequence;

    /** The row of the object; {@link #NO_ROW} of a namespace. */
    final int handle;

    @Nullable
    Position position;

    long micros;
    Metadata metadata = Metadata.NONE;

    boolean hasOld;
    double oldLon;
    double oldLat;
    double oldAlt;

    private volatile @Nullable Published next;

    /** A change of an object that has, or had, a row. */
    public Published(ChangeKind kind, String namespace, String objectId, int handle, long sequence) {
        this.kind = kind;
        this.namespace = namespace;
        this.objectId = objectId;
        this.handle = handle;
        this.sequence = sequence;
    }

    /** A change of a whole namespace. */
    public Published(ChangeKind kind, String namespace, long sequence) {
        this.kind = kind;
        this.namespace = namespace;
        this.objectId = null;
        this.handle = NO_ROW;
        this.sequence = sequence;
    }

    /** The first of a queue, which stands for nothing. */
    static Published none() {
        return new Published(ChangeKind.SYNCED, "", 0);
    }

    /** When it happened. */
    public Published time(long newMicros) {
        micros = newMicros;
        return this;
    }

    /** Where the object is now. */
    public Published position(Position newPosition, Metadata newMetadata) {
        position = newPosition;
        metadata = newMetadata;
        return this;
    }

    /** Where it was before. */
    public Published old(double itsLon, double itsLat, double itsAlt) {
        hasOld = true;
        oldLon = itsLon;
        oldLat = itsLat;
        oldAlt = itsAlt;
        return this;
    }

    /** Its place in the order of all events. */
    public long sequence() {
        return sequence;
    }

    boolean hasPosition() {
        return position != null;
    }

    boolean isDrop() {
        return kind == ChangeKind.DROPPED;
    }

    /** Whether it ends an incarnation: what was not told of it before never is. */
    boolean isEnd() {
        return kind == ChangeKind.ERASED || kind == ChangeKind.DROPPED;
    }

    int heapBytes() {
        return HEAP_BYTES + metadata.sizeBytes();
    }

    @Nullable
    Published next() {
        return next;
    }

    /** Links the next one, or, with null, lets go of it, so that a change that is kept keeps no later ones. */
    void setNext(@Nullable Published later) {
        NEXT.setRelease(this, later);
    }
}
