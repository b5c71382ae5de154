package io.spatio.server.operation;

import io.spatio.server.fault.OverloadedException;
import java.util.concurrent.atomic.AtomicLong;

/** The bytes of all requests that are not answered yet, bounded: a queue of few calls may hold much. Any thread. */
public final class RequestBytes {
    private final long most;
    private final AtomicLong held = new AtomicLong();

    /** With a bound of them all. */
    public RequestBytes(long most) {
        this.most = most;
    }

    /**
     * Holds some more.
     *
     * @throws OverloadedException when that would be too many, and none is held then
     */
    public void hold(long bytes) {
        if (held.addAndGet(bytes) > most) {
            release(bytes);
            throw new OverloadedException(
                    "The server holds requests of " + most + " bytes already: try again in a moment");
        }
    }

    /** Lets go of what was held. */
    public void release(long bytes) {
        held.addAndGet(-bytes);
    }

    /** How many are held. */
    public long held() {
        return held.get();
    }
}
