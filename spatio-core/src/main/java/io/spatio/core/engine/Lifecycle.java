package io.spatio.core.engine;

import io.spatio.error.DatabaseClosedException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Counts the calls that run, so that close can wait for them.
 *
 * <p>The counters are striped by thread, a cache line each: calls of different threads do not meet. A call counts itself
 * first and looks for the closed flag then; close sets the flag first and sums then: one of the two sees the other.
 */
final class Lifecycle {
    private static final int STRIPES = 32;
    private static final int PADDING = 16; // ints to a cache line
    private static final long WAIT_NANOS = 100_000;

    private final AtomicIntegerArray running = new AtomicIntegerArray(STRIPES * PADDING);
    private final ThreadLocal<Integer> visits = ThreadLocal.withInitial(() -> 0);
    private volatile boolean closed;

    /**
     * Begins a call.
     *
     * @return what to give to {@link #exit}
     * @throws DatabaseClosedException once closing began
     */
    int enter() {
        int stripe = stripe();
        running.incrementAndGet(stripe);
        if (closed) {
            running.decrementAndGet(stripe);
            throw new DatabaseClosedException();
        }
        return stripe;
    }

    /** Ends a call. */
    void exit(int stripe) {
        running.decrementAndGet(stripe);
    }

    @SuppressWarnings("deprecation") // Thread.threadId, its successor, is younger than Java 17
    private static int stripe() {
        long id = Thread.currentThread().getId();
        return (int) (id & STRIPES - 1) * PADDING;
    }

    /** Runs a call that hands rows to a visitor of the user, from inside which the database cannot be closed. */
    <T> T visiting(Supplier<T> call) {
        int outer = visits.get();
        visits.set(outer + 1);
        try {
            return call.get();
        } finally {
            if (outer == 0) {
                visits.remove();
            } else {
                visits.set(outer);
            }
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

    /** Refuses to close from inside a visitor. */
    void requireNotVisiting() {
        if (visits.get() > 0) {
            throw new IllegalStateException(
                    "close() was called from inside a row visitor, whose query it would wait for:"
                            + " let the visitor return false, and close afterwards");
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
