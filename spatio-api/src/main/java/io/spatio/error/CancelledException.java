package io.spatio.error;

import org.jspecify.annotations.Nullable;

/** The caller cancelled a call with its {@link io.spatio.CancelToken}. */
public final class CancelledException extends SpatioException {
    private static final long serialVersionUID = 1L;

    /** An error with what happened. */
    public CancelledException(String message) {
        super(message);
    }

    /** The same with its cause. */
    public CancelledException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
