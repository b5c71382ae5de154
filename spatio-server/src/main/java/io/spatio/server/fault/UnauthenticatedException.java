package io.spatio.server.fault;

import io.spatio.error.SpatioException;

/** A call came without a token, or with one that nobody knows. */
public final class UnauthenticatedException extends SpatioException {
    private static final long serialVersionUID = 1L;

    /** What happened, and what to do. */
    public UnauthenticatedException(String message) {
        super(message);
    }
}
