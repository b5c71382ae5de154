package io.spatio.spi;

import static java.util.Objects.requireNonNull;

import io.spatio.CancelToken;
import io.spatio.Deadline;

/**
 * When work that runs for long is to end early: at a deadline, or when its caller says so.
 *
 * <p>Who does such work calls {@link #check} once in a bounded number of steps, also while it passes over what it does not
 * deliver. A check costs a few nanoseconds, none where nothing was asked for. Immutable; any thread.
 */
public final class Cancellation {
    /** Never ends anything. */
    public static final Cancellation NONE = new Cancellation(Deadline.NONE, CancelToken.NONE);

    private final Deadline deadline;
    private final CancelToken token;

    private Cancellation(Deadline deadline, CancelToken token) {
        this.deadline = deadline;
        this.token = token;
    }

    /** Ends work at a deadline and when a token is cancelled, whichever comes first. */
    public static Cancellation of(Deadline deadline, CancelToken token) {
        requireNonNull(deadline, "deadline");
        requireNonNull(token, "token");
        return deadline == Deadline.NONE && token == CancelToken.NONE ? NONE : new Cancellation(deadline, token);
    }

    /**
     * Returns if the work may go on.
     *
     * @throws io.spatio.error.CancelledException when the token was cancelled
     * @throws io.spatio.error.DeadlineExceededException when the deadline has passed
     */
    public void check() {
        if (this != NONE) {
            token.check();
            deadline.check();
        }
    }
}
