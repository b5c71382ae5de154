package io.spatio.error;

import org.jspecify.annotations.Nullable;

/** The server did not answer in time; whether the call took effect is not known. */
public final class DeadlineExceededException extends RemoteException {
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
