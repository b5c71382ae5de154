package io.spatio.error;

import org.jspecify.annotations.Nullable;

/** The trajectory store could not do what was asked. */
public class StoreException extends SpatioException {
    private static final long serialVersionUID = 1L;

    /** An error with what happened, {@code name=value} pairs, and what to do. */
    public StoreException(String message) {
        super(message);
    }

    /** The same with its cause. */
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
