package io.spatio.core.engine;

import io.spatio.error.DatabaseClosedException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts the calls that run, so that close can wait for them, and knows which thread is inside one, so that close does not
 * wait for itself.
 *
 * <p>The counters are striped by thread, a cache line each: calls of different threads do not meet. A call counts itself
 * first and looks for the closed flag then; close sets the flag first and sums then: one of the two sees the other.
 */
final class Lifecycle {
    private static final int STRIPES = 32;
    private static final int PADDING = 16; // ints to a cache line
    private static final long WAIT_NANOS = 100_000;

    private final AtomicIntegerArray running = new AtomicIntegerArray(STRIPES * PADDING);
    private final ThreadLocal<Caller> callers = ThreadLocal.withInitial(Caller::new);
    private volatile boolean closed;

    /** One thread, seen by one database. */
    static final class Caller {
        private final int stripe = stripe();
        /** How many calls, and pieces of the user's code that they run, this thread is inside of. */
        private int depth;

        @SuppressWarnings("deprecation") // Thread.threadId, its successor, is younger than Java 17
        private static int stripe() {
            long id = Thread.currentThread().getId();
            return (int) (id & STRIPES - 1) * PADDING;
        }
    }

    /**
     * Begins a call.
     *
     * @return what to give to {@link #exit}
     * @throws DatabaseClosedException once closing began
     */
    Caller enter() {
        Caller caller = callers.get();
        running.incrementAndGet(caller.stripe);
        if (closed) {
            running.decrementAndGet(caller.stripe);
            throw new DatabaseClosedException();
        }
        caller.depth++;
        return caller;
    }

    /** Ends a call. */
    void exit(Caller caller) {
        caller.depth--;
        running.decrementAndGet(caller.stripe);
    }

    /** Runs the user's code between two calls of one operation: close does not wait for it, and is refused inside it. */
    void runOutside(Runnable code) {
        Caller caller = callers.get();
        caller.depth++;
        try {
            code.run();
        } finally {
            caller.depth--;
        }
    }

    void requireOpen() {
        if (closed) {
            throw new DatabaseClosedException();
        }
    }

    /**
     * Refuses new calls and waits for those that run.
     *
     * @return false when somebody else closed it before
     */
    synchronized boolean close() {
        if (closed) {
            return false;
        }
        closed = true;
        while (anyRunning()) {
            LockSupport.parkNanos(this, WAIT_NANOS);
        }
        return true;
    }

    /** Refuses to close from inside a call, which close would wait for. */
    void requireNotInside() {
        if (callers.get().depth > 0) {
            throw new IllegalStateException(
                    "close() was called from inside a call of the same database, which it would"
                            + " wait for: let the visitor, stream or other code that the call runs return, and close afterwards");
        }
    }

    private boolean anyRunning() {
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            if (running.get(stripe * PADDING) != 0) {
                return true;
            }
        }
        return false;
    }
}
