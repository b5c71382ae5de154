package io.spatio.server.fault;

import io.spatio.error.SpatioException;

/** The server has more to do than it can: the call was not begun. */
public final class OverloadedException extends SpatioException {
    private static final long serialVersionUID = 1L;

    /** What happened, and what to do. */
    public OverloadedException(String message) {
        super(message);
    }
}
