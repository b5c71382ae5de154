package io.spatio.store.log.keeper;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.spatio.error.SpatioException;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A thread that does one kind of work when it is woken, and once in a while. What goes wrong is kept for
 * {@link #problem} until a round goes well, and the work is tried again after a pause that doubles with each failure, up to
 * a minute. Any thread.
 */
final class Worker {
    private static final long FIRST_PAUSE_NANOS = 500_000_000L;
    private static final int MOST_DOUBLINGS = 7;

    /** One round of work. */
    interface Work {
        /** Does it. */
        void run() throws Exception;
    }

    /** Held during a round: one at a time, whichever thread does it. */
    private final ReentrantLock rounds = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Work work;
    private final long periodNanos;
    private final Consumer<Throwable> failed;
    private final Thread thread;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile @Nullable Throwable problem;

    @GuardedBy("lock")
    private boolean woken;

    @GuardedBy("lock")
    private boolean stopped;

    Worker(String name, long periodSeconds, Work work, Consumer<Throwable> failed) {
        this.work = work;
        this.failed = failed;
        periodNanos = TimeUnit.SECONDS.toNanos(periodSeconds);
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void wake() {
        lock.lock();
        try {
            woken = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Says that somebody else has done the work, and done it well: what went wrong before no longer counts. */
    void settled() {
        failures.set(0);
        problem = null;
        wake();
    }

    /** What went wrong last, until a round goes well. */
    Optional<Throwable> problem() {
        return Optional.ofNullable(problem);
    }

    /** Lets the round that runs come to its end, and no other begin. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long waitNanos = periodNanos;
        while (await(waitNanos)) {
            waitNanos = round();
        }
    }

    /**
     * Does the work now, on the caller's thread; what goes wrong is kept, not thrown.
     *
     * @return how long to wait for the next round
     */
    long round() {
        rounds.lock();
        try {
            work.run();
            failures.set(0);
            problem = null;
            return periodNanos;
        } catch (Exception | Error e) {
            problem = e;
            failed.accept(e);
            warn(e);
            return FIRST_PAUSE_NANOS << Math.min(failures.getAndIncrement(), MOST_DOUBLINGS);
        } finally {
            rounds.unlock();
        }
    }

    /** Disks fail and fill, which their messages say; where anything else comes from is known by its stack trace alone. */
    private void warn(Throwable e) {
        System.Logger logger = System.getLogger(Worker.class.getName());
        String what = thread.getName() + " will try again";
        if (e instanceof IOException || e instanceof SpatioException) {
            logger.log(System.Logger.Level.WARNING, what + ": " + e);
        } else {
            logger.log(System.Logger.Level.WARNING, what, e);
        }
    }

    /** Waits for the next round; false when there is none. Who wakes it does not shorten a pause. */
    private boolean await(long nanos) {
        lock.lock();
        try {
            long deadline = System.nanoTime() + nanos;
            while (!stopped && deadline - System.nanoTime() > 0 && (problem != null || !woken)) {
                try {
                    changed.awaitNanos(deadline - System.nanoTime());
                } catch (InterruptedException e) {
                    continue; // nobody interrupts this thread; if somebody does, nothing happens
                }
            }
            woken = false;
            return !stopped;
        } finally {
            lock.unlock();
        }
    }
}
