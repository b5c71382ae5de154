package io.spatio.server.operation;

import io.spatio.CancelToken;
import io.spatio.Deadline;
import io.spatio.server.access.Principal;
import java.time.Duration;

/** One call: who makes it, how long they wait, and whether they still do. Any thread. */
public final class Call {
    private final Principal principal;
    private final Duration timeout;
    private final Deadline deadline;
    private final CancelToken cancelToken = CancelToken.create();

    /** A call that arrives now. */
    public Call(Principal principal, Duration timeout) {
        this.principal = principal;
        this.timeout = timeout;
        this.deadline = Deadline.after(timeout);
    }

    /** Who makes it. */
    public Principal principal() {
        return principal;
    }

    /** How long they wait, from the arrival. */
    public Duration timeout() {
        return timeout;
    }

    /** Until when they wait. */
    public Deadline deadline() {
        return deadline;
    }

    /** What ends the work in the engine. */
    public CancelToken cancelToken() {
        return cancelToken;
    }

    /** Ends the work: nobody waits for it any more. A second call does nothing. */
    public void cancel() {
        cancelToken.cancel();
    }

    /** Returns if somebody still waits. */
    void check() {
        cancelToken.check();
        deadline.check();
    }
}
