package io.spatio.error;

import org.jspecify.annotations.Nullable;

/**
 * Root of every error that Spatio throws, except the caller's own mistakes, which are
 * {@link IllegalArgumentException}.
 */
public class SpatioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An error with what happened, {@code name=value} pairs, and what to do. */
    public SpatioException(String message) {
        super(message);
    }

    /** The same with its cause. */
    public SpatioException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
