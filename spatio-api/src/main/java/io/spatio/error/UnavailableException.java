package io.spatio.error;

import org.jspecify.annotations.Nullable;

/** The server cannot be reached; the call may be tried again. */
public final class UnavailableException extends RemoteException {
    private static final long serialVersionUID = 1L;

    /** An error with what happened, {@code name=value} pairs, and what to do. */
    public UnavailableException(String message) {
        super(message);
    }

    /** The same with its cause. */
    public UnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
