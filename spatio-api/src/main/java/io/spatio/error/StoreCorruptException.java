package io.spatio.error;

import org.jspecify.annotations.Nullable;

/** Stored bytes fail their checksum; the message names file, place and what is affected. */
public final class StoreCorruptException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** An error with what happened, {@code name=value} pairs, and what to do. */
    public StoreCorruptException(String message) {
        super(message);
    }

    /** The same with its cause. */
    public StoreCorruptException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
