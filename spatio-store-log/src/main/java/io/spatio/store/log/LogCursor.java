package io.spatio.store.log;

import io.spatio.error.DatabaseClosedException;
import io.spatio.error.StoreException;
import io.spatio.spi.Cancellation;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventKind;
import io.spatio.spi.ScanCursor;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.segment.Track;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What all cursors share: the row they stand on, when they look whether to end early, and their end. One thread at a time;
 * any thread closes.
 */
abstract class LogCursor implements ScanCursor {
    private static final int CHECKED_EVERY = 1024;

    private final BooleanSupplier storeClosed;
    private final Cancellation cancellation;
    private final AtomicBoolean closed = new AtomicBoolean();
    private int number = EventBatch.NO_NUMBER;
    private String namespace = "";
    private String objectId = "";
    private @Nullable Track track;
    private int steps;

    LogCursor(BooleanSupplier storeClosed, Cancellation cancellation) {
        this.storeClosed = storeClosed;
        this.cancellation = cancellation;
    }

    /** Finds the next event and {@linkplain #stand stands} on it. */
    abstract boolean advance();

    /** Frees what it holds; once. */
    void free() {}

    final void stand(StoredObject onObject, Track onTrack) {
        stand(onObject.namespace(), onObject.objectId(), onObject, onTrack);
    }

    /** Stands on an event of an object, null where memory does not know it, which has no number then. */
    final void stand(String inNamespace, String onId, @Nullable StoredObject onObject, Track onTrack) {
        namespace = inNamespace;
        objectId = onId;
        number = onObject == null ? EventBatch.NO_NUMBER : onObject.number();
        track = onTrack;
    }

    @Override
    public final boolean next() {
        requireOpen();
        if (steps % CHECKED_EVERY == 0) {
            cancellation.check();
        }
        steps++;
        boolean moved = false;
        try {
            boolean found = advance();
            if (!found) {
                track = null;
            }
            moved = true;
            return found;
        } catch (StoreException | IllegalStateException e) {
            requireOpen(); // its files were closed under it
            throw e;
        } finally {
            if (!moved) {
                steps = 0; // who was told to end is told so again, for this may stand anywhere
            }
        }
    }

    private void requireOpen() {
        if (closed.get() || storeClosed.getAsBoolean()) {
            throw new DatabaseClosedException();
        }
    }

    private Track track() {
        if (track == null) {
            throw new IllegalStateException("the cursor stands on no event: call next() first");
        }
        return track;
    }

    @Override
    public boolean contiguous() {
        return false;
    }

    @Override
    public int object() {
        track();
        return number;
    }

    @Override
    public String namespace() {
        track();
        return namespace;
    }

    @Override
    public String objectId() {
        track();
        return objectId;
    }

    @Override
    public long sequence() {
        return track().sequence();
    }

    @Override
    public long timestampMicros() {
        return track().timestampMicros();
    }

    @Override
    public EventKind kind() {
        return track().isDelete() ? EventKind.DELETE : EventKind.POSITION;
    }

    @Override
    public boolean isDelete() {
        return track().isDelete();
    }

    @Override
    public long madeAtMicros() {
        return track().madeAtMicros();
    }

    @Override
    public double lon() {
        return track().lon();
    }

    @Override
    public double lat() {
        return track().lat();
    }

    @Override
    public double alt() {
        return track().alt();
    }

    @Override
    public byte[] metadata() {
        return track().metadata();
    }

    @Override
    public final void close() {
        if (closed.compareAndSet(false, true)) {
            free();
        }
    }
}
