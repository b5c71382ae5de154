package io.spatio;

import io.spatio.error.CancelledException;

/** Lets one thread end a call of another, which then throws {@link CancelledException}. Any thread. */
public final class CancelToken {
    /** Never cancelled. */
    public static final CancelToken NONE = new CancelToken();

    private volatile boolean cancelled;

    private CancelToken() {}

    /** A new token, not cancelled. */
    public static CancelToken create() {
        return new CancelToken();
    }

    /**
     * Ends every call that was given this token, now and later. A second call does nothing.
     *
     * @throws UnsupportedOperationException for {@link #NONE}
     */
    public void cancel() {
        if (this == NONE) {
            throw new UnsupportedOperationException(
                    "CancelToken.NONE is shared: make a token with CancelToken.create()");
        }
        cancelled = true;
    }

    /** Whether {@link #cancel} was called. */
    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * Returns if this is not cancelled.
     *
     * @throws CancelledException if it is
     */
    public void check() {
        if (cancelled) {
            throw new CancelledException("The call was cancelled");
        }
    }
}
