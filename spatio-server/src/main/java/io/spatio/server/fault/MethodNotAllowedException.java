package io.spatio.server.fault;

import io.spatio.error.SpatioException;
import java.util.List;

/** A path was asked for with a method that it does not know. */
public final class MethodNotAllowedException extends SpatioException {
    private static final long serialVersionUID = 1L;

    private final String allowed;

    /** The methods that the path knows. */
    public MethodNotAllowedException(String method, List<String> allowed) {
        super("This path does not know the method " + method + ": legal are " + String.join(", ", allowed));
        this.allowed = String.join(", ", allowed);
    }

    /** The methods that the path knows, as the header {@code Allow} has them. */
    public String allowed() {
        return allowed;
    }
}
