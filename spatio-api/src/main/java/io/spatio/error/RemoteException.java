package io.spatio.error;

import org.jspecify.annotations.Nullable;

/** A remote database could not be asked or refused to answer. */
public class RemoteException extends SpatioException {
    private static final long serialVersionUID = 1L;

    /** An error with what happened, {@code name=value} pairs, and what to do. */
    public RemoteException(String message) {
        super(message);
    }

    /** The same with its cause. */
    public RemoteException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
