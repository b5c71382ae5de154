package io.spatio.error;

import org.jspecify.annotations.Nullable;

/** A file was written in a format this version does not read; the message names found and accepted. */
public final class UnsupportedFormatException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** An error with what happened, {@code name=value} pairs, and what to do. */
    public UnsupportedFormatException(String message) {
        super(message);
    }

    /** The same with its cause. */
    public UnsupportedFormatException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
