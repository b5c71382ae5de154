package io.spatio.server.fault;

import io.spatio.error.SpatioException;

/** Nothing is at the path of a request. */
public final class NoSuchPathException extends SpatioException {
    private static final long serialVersionUID = 1L;

    /** What happened, and what to do. */
    public NoSuchPathException(String message) {
        super(message);
    }
}
