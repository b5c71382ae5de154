package io.spatio.error;

import org.jspecify.annotations.Nullable;

/** The store could not take a write in time because its writer lags. */
public final class StoreBusyException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** An error with what happened, {@code name=value} pairs, and what to do. */
    public StoreBusyException(String message) {
        super(message);
    }

    /** The same with its cause. */
    public StoreBusyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
