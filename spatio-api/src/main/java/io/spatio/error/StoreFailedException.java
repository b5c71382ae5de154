package io.spatio.error;

import org.jspecify.annotations.Nullable;

/** An earlier write or force failed: the store refuses writes until it is opened again; reads go on. */
public final class StoreFailedException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** An error with what happened, {@code name=value} pairs, and what to do. */
    public StoreFailedException(String message) {
        super(message);
    }

    /** The same with its cause. */
    public StoreFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
