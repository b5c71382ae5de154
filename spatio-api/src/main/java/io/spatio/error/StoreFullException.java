package io.spatio.error;

import org.jspecify.annotations.Nullable;

/** The disk is (nearly) full: writes are refused, reads go on, and writing resumes when there is space. */
public final class StoreFullException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** An error with what happened, {@code name=value} pairs, and what to do. */
    public StoreFullException(String message) {
        super(message);
    }

    /** The same with its cause. */
    public StoreFullException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
