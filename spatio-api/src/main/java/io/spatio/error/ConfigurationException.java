package io.spatio.error;

import org.jspecify.annotations.Nullable;

/** A setting is unknown, malformed or contradicts another; the message names key, value and origin. */
public final class ConfigurationException extends SpatioException {
    private static final long serialVersionUID = 1L;

    /** An error with what happened, {@code name=value} pairs, and what to do. */
    public ConfigurationException(String message) {
        super(message);
    }

    /** The same with its cause. */
    public ConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
