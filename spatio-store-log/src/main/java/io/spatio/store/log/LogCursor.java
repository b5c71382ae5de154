package io.spatio.store.log;

import io.spatio.error.DatabaseClosedException;
import io.spatio.error.StoreException;
import io.spatio.spi.ScanCursor;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.segment.Track;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What all cursors share: the row they stand on, and their end. One thread at a time; any thread closes. */
abstract class LogCursor implements ScanCursor {
    private final BooleanSupplier storeClosed;
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable StoredObject object;
    private @Nullable Track track;

    LogCursor(BooleanSupplier storeClosed) {
        this.storeClosed = storeClosed;
    }

    /** Finds the next event and {@linkplain #stand stands} on it. */
    abstract boolean advance();

    /** Frees what it holds; once. */
    void free() {}

    final void stand(StoredObject onObject, Track onTrack) {
        object = onObject;
        track = onTrack;
    }

    @Override
    public final boolean next() {
        requireOpen();
        try {
            boolean found = advance();
            if (!found) {
                track = null;
            }
            return found;
        } catch (StoreException | IllegalStateException e) {
            requireOpen(); // its files were closed under it
            throw e;
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

    private StoredObject standing() {
        if (object == null) {
            throw new IllegalStateException("the cursor stands on no event: call next() first");
        }
        return object;
    }

    @Override
    public boolean contiguous() {
        return false;
    }

    @Override
    public int object() {
        return standing().number();
    }

    @Override
    public String namespace() {
        return standing().namespace();
    }

    @Override
    public String objectId() {
        return standing().objectId();
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
