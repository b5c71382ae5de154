package io.spatio.server.fault;

import io.spatio.error.SpatioException;

/** A request is larger than the server takes. */
public final class TooLargeException extends SpatioException {
    private static final long serialVersionUID = 1L;

    /** What happened, and what to do. */
    public TooLargeException(String message) {
        super(message);
    }
}
