package io.spatio.error;

import org.jspecify.annotations.Nullable;

/** A query around an object named one that has no current position. */
public final class ObjectNotFoundException extends SpatioException {
    private static final long serialVersionUID = 1L;

    /** An error with what happened, {@code name=value} pairs, and what to do. */
    public ObjectNotFoundException(String message) {
        super(message);
    }

    /** The same with its cause. */
    public ObjectNotFoundException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
