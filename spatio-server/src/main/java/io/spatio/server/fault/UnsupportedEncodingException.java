package io.spatio.server.fault;

import io.spatio.error.SpatioException;

/** A request is compressed, or of another media type than the server reads. */
public final class UnsupportedEncodingException extends SpatioException {
    private static final long serialVersionUID = 1L;

    /** What happened, and what to do. */
    public UnsupportedEncodingException(String message) {
        super(message);
    }
}
