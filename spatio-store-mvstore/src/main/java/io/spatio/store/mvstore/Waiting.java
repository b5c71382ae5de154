package io.spatio.store.mvstore;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;

/** Waiting for a time that an interrupt does not end; closing it restores the interrupt for the caller to see. */
final class Waiting implements AutoCloseable {
    private final long endNanos;
    private boolean interrupted;

    Waiting(long nanos) {
        endNanos = System.nanoTime() + nanos;
    }

    /** Waits for a signal, with the condition's lock held; false when time is up. May wake early. */
    @SuppressWarnings("WaitNotInLoop") // the loop is the caller's, around what it waits for
    boolean await(Condition condition) {
        long left = endNanos - System.nanoTime();
        if (left <= 0) {
            return false;
        }
        try {
            return condition.awaitNanos(left) > 0;
        } catch (InterruptedException e) {
            interrupted = true;
            return true;
        }
    }

    @Override
    public void close() {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The result of a task, or what it threw. */
    static <T> T get(Future<T> future) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
