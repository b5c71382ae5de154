package io.spatio.error;

import org.jspecify.annotations.Nullable;

/**
 * A call took longer than its {@link io.spatio.Deadline}. A read has changed nothing; of a write that waited to be durable, or of
 * a call to a server, the message says that it may have been stored.
 */
public final class DeadlineExceededException extends SpatioException {
    private static final long serialVersionUID = 1L;

    /** An error with what happened, {@code name=value} pairs, and what to do. */
    public DeadlineExceededException(String message) {
        super(message);
    }

    /** The same with its cause. */
    public DeadlineExceededException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
