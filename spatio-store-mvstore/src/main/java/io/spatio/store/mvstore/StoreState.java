package io.spatio.store.mvstore;

import io.spatio.Health;
import io.spatio.error.DatabaseClosedException;
import io.spatio.error.StoreFailedException;
import io.spatio.error.StoreFullException;
import io.spatio.error.StoreReadOnlyException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Whether the store is open, works and takes writes, and the errors and the health that say so. Any thread reads; the
 * {@link AppendQueue} closes and fails it under its lock, where others wait for that.
 */
final class StoreState {
    static final long MIN_FREE_BYTES = 64L << 20;

    private final boolean readOnly;
    private final LongSupplier freeBytes;

    private volatile boolean closing;
    private volatile boolean full;
    private volatile @Nullable Throwable failure;
    private volatile @Nullable Throwable ailment;

    StoreState(boolean readOnly, LongSupplier freeBytes) {
        this.readOnly = readOnly;
        this.freeBytes = freeBytes;
    }

    /** No more is accepted. */
    void close() {
        closing = true;
    }

    /** Something is broken for good; the first cause stays. Under the append lock. */
    void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
    }

    /** Something that can be done later has failed, or works again when null. */
    void ails(@Nullable Throwable cause) {
        ailment = cause;
    }

    /** Looks at the disk; returns whether it is nearly full. */
    boolean checkSpace() {
        full = freeBytes.getAsLong() < MIN_FREE_BYTES;
        return full;
    }

    boolean isClosing() {
        return closing;
    }

    /** Whether nothing more will be accepted. */
    boolean isOver() {
        return closing || failure != null;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    void checkOpen() {
        if (closing) {
            throw new DatabaseClosedException();
        }
    }

    void checkFailure() {
        Throwable cause = failure;
        if (cause != null) {
            throw new StoreFailedException(
                    "an earlier write failed and the store takes no more: cause=" + cause + "; open it again", cause);
        }
    }

    /** For what writes and is no append. */
    void checkMayWrite() {
        checkOpen();
        checkNotReadOnly();
    }

    void checkWritable() {
        checkOpen();
        checkFailure();
        checkNotReadOnly();
        if (full && checkSpace()) {
            throw new StoreFullException("the disk is nearly full: freeBytes=" + freeBytes.getAsLong() + " required="
                    + MIN_FREE_BYTES + "; free some space, then writing resumes by itself");
        }
    }

    private void checkNotReadOnly() {
        if (readOnly) {
            throw new StoreReadOnlyException("the store was opened only to be read; open it for writing");
        }
    }

    Health health() {
        checkOpen();
        Throwable cause = failure;
        if (cause != null) {
            return Health.of(Health.State.FAILED, cause);
        }
        if (readOnly) {
            return Health.of(Health.State.READ_ONLY, null);
        }
        if (full && checkSpace()) {
            return Health.of(Health.State.READ_ONLY_FULL, null);
        }
        Throwable why = ailment;
        return why == null ? Health.OPEN : Health.of(Health.State.DEGRADED, why);
    }
}
