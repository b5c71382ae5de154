package io.spatio.error;

import org.jspecify.annotations.Nullable;

/**
 * Changes that a subscriber should have seen are gone: its queue was full, or its place is of another database, of an
 * earlier opening, or before the start of the window.
 *
 * <p>The message says which. The subscriber begins again {@linkplain io.spatio.ChangesRequest#fromCurrentState from the
 * current state} and forgets what it knew.
 */
public final class ChangesLostException extends SpatioException {
    private static final long serialVersionUID = 1L;

    /** An error with what happened, {@code name=value} pairs, and how to begin again. */
    public ChangesLostException(String message) {
        super(message);
    }

    /** The same with its cause. */
    public ChangesLostException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
