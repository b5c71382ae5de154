package io.spatio.core.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The writers that wait for a row of one namespace, parked until its holder wakes one. Any thread.
 *
 * <p>A row's lock is one word: free, held, or held while others may wait. It becomes free also when somebody waits, so that
 * a running thread may take it before the one that was woken is there; but who lost it once that way is given it the next
 * time, so nobody waits forever (Drepper, "Futexes Are Tricky", 2011, with this rule added). While anybody is queued, the
 * word says so or one that was woken is on its way to say so.
 */
final class RowWaiters {
    static final int FREE = 0;
    static final int HELD = 1;
    private static final int CONTENDED = 2;

    private static final VarHandle LOCK = MethodHandles.arrayElementVarHandle(int[].class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Integer, ArrayDeque<Waiter>> queues = new HashMap<>();

    /** One thread that waits. */
    private static final class Waiter {
        final Thread thread = Thread.currentThread();
        private boolean hasLost;
        private boolean owns;
        private volatile boolean woken;
    }

    /** Waits until a row's lock is the caller's; the caller finds its interrupt flag as it was, or up. */
    void lock(int handle, int[] locks, int row) {
        Waiter self = new Waiter();
        boolean interrupted = false;
        while (!self.owns && !takeOrQueue(handle, locks, row, self)) {
            while (!self.woken) {
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            self.thread.interrupt();
        }
    }

    private boolean takeOrQueue(int handle, int[] locks, int row, Waiter self) {
        lock.lock();
        try {
            if ((int) LOCK.getAndSet(locks, row, CONTENDED) == FREE) {
                return true;
            }
            ArrayDeque<Waiter> queue = queues.computeIfAbsent(handle, absent -> new ArrayDeque<>());
            if (self.woken) {
                self.woken = false;
                self.hasLost = true;
                queue.addFirst(self);
            } else {
                queue.addLast(self);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Frees a row's lock that was not just held, and wakes the one whose turn it is. */
    void unlock(int handle, int[] locks, int row) {
        lock.lock();
        try {
            Waiter next = first(handle);
            if (next == null || !next.hasLost) {
                LOCK.setRelease(locks, row, FREE);
            } else {
                next.owns = true;
            }
            if (next != null) {
                next.woken = true;
                LockSupport.unpark(next.thread);
            }
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Waiter first(int handle) {
        ArrayDeque<Waiter> queue = queues.get(handle);
        if (queue == null) {
            return null;
        }
        Waiter first = queue.pollFirst();
        if (queue.isEmpty()) {
            queues.remove(handle);
        }
        return first;
    }
}
