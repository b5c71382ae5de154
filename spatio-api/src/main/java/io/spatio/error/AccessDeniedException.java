package io.spatio.error;

import org.jspecify.annotations.Nullable;

/** The server knows no such caller, or the caller may not do this. */
public final class AccessDeniedException extends RemoteException {
    private static final long serialVersionUID = 1L;

    /** An error with what happened, {@code name=value} pairs, and what to do. */
    public AccessDeniedException(String message) {
        super(message);
    }

    /** The same with its cause. */
    public AccessDeniedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
