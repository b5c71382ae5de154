package io.spatio.error;

import org.jspecify.annotations.Nullable;

/** No index, store or engine of that name is on the class path; the message lists those that are. */
public final class ProviderNotFoundException extends SpatioException {
    private static final long serialVersionUID = 1L;

    /** An error with what happened, {@code name=value} pairs, and what to do. */
    public ProviderNotFoundException(String message) {
        super(message);
    }

    /** The same with its cause. */
    public ProviderNotFoundException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
