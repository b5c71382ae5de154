package io.spatio.store.log.keeper;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A thread that does one kind of work when it is woken, and once in a while. What goes wrong is kept for
 * {@link #problem} and told at once, and the work is tried again after a pause. Any thread.
 */
final class Worker {
    private static final long PAUSE_SECONDS = 10;

    /** One round of work. */
    interface Work {
        /** Does it. */
        void run() throws Exception;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Work work;
    private final long periodSeconds;
    private final Consumer<Throwable> failed;
    private final Thread thread;
    private volatile @Nullable Throwable problem;

    @GuardedBy("lock")
    private boolean woken;

    @GuardedBy("lock")
    private boolean stopped;

    Worker(String name, long periodSeconds, Work work, Consumer<Throwable> failed) {
        this.work = work;
        this.failed = failed;
        this.periodSeconds = periodSeconds;
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
        long waitSeconds = periodSeconds;
        while (await(waitSeconds)) {
            try {
                work.run();
                problem = null;
                waitSeconds = periodSeconds;
            } catch (Exception | Error e) {
                problem = e;
                failed.accept(e);
                waitSeconds = PAUSE_SECONDS;
                System.getLogger(Worker.class.getName())
                        .log(System.Logger.Level.WARNING, thread.getName() + " will try again", e);
            }
        }
    }

    /** Waits for the next round; false when there is none. */
    private boolean await(long seconds) {
        lock.lock();
        try {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
            boolean pausing = problem != null;
            while (!stopped && deadline - System.nanoTime() > 0 && (pausing || !woken)) {
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
