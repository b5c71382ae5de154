package io.spatio.error;

import org.jspecify.annotations.Nullable;

/** The directory is open already; the message names the holder. */
public final class StoreLockedException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** An error with what happened, {@code name=value} pairs, and what to do. */
    public StoreLockedException(String message) {
        super(message);
    }

    /** The same with its cause. */
    public StoreLockedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
