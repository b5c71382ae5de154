package io.spatio;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Pushes polled changes to a subscriber. At most one task runs at a time, and only while something is asked for; it alone signals,
 * or who could not start it. Any thread.
 */
final class PushedChanges implements Flow.Subscription {
    private static final Duration WAIT = Duration.ofMillis(500);

    private final Changes changes;
    private final Executor executor;
    private final AtomicLong demand = new AtomicLong();
    /** Whether a task runs, or will; who sets it may signal until it is set back. */
    private final AtomicBoolean running = new AtomicBoolean();

    private volatile boolean ended;
    private volatile boolean isAskedForNothing;

    // Of who has set running.
    private Flow.@Nullable Subscriber<? super Change> subscriber;
    private Iterator<Change> waiting = List.<Change>of().iterator();

    PushedChanges(Changes changes, Executor executor, Flow.Subscriber<? super Change> subscriber) {
        this.changes = changes;
        this.executor = executor;
        this.subscriber = subscriber;
    }

    /** Gives itself to the subscriber; what that asks for meanwhile is pushed afterwards. */
    void begin() {
        running.set(true);
        Flow.Subscriber<? super Change> first = subscriber;
        try {
            if (first != null) {
                first.onSubscribe(this);
            }
        } catch (RuntimeException | Error e) {
            cancelled();
            throw e;
        }
        pause();
    }

    @Override
    public void request(long count) {
        if (count <= 0) {
            isAskedForNothing = true;
        }
        long more = Math.max(1, count);
        demand.updateAndGet(before -> before > Long.MAX_VALUE - more ? Long.MAX_VALUE : before + more);
        start();
    }

    @Override
    public void cancel() {
        ended = true;
        changes.close();
        start(); // to let go of the subscriber
    }

    private void start() {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        if (ended) {
            subscriber = null; // and stays running: nothing is signalled any more
            return;
        }
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException e) {
            fail(new IllegalStateException("the executor takes no task that pushes changes", e));
            pause();
        }
    }

    private void run() {
        try {
            while (!ended && demand.get() > 0) {
                push();
            }
        } finally {
            pause();
        }
    }

    /** Lets others run, and does so itself where something was asked for meanwhile. */
    private void pause() {
        running.set(false);
        if (ended || demand.get() > 0) {
            start();
        }
    }

    private void push() {
        Flow.Subscriber<? super Change> to = subscriber;
        if (isAskedForNothing) {
            fail(new IllegalArgumentException("request: the number of changes asked for must be above 0"));
        } else if (to != null && waiting.hasNext()) {
            demand.updateAndGet(before -> before == Long.MAX_VALUE ? before : before - 1);
            try {
                to.onNext(waiting.next());
            } catch (RuntimeException | Error e) {
                cancelled();
                throw e;
            }
        } else {
            poll();
        }
    }

    /** A subscriber may not throw: one that does counts as having cancelled. */
    private void cancelled() {
        ended = true;
        changes.close();
    }

    private void poll() {
        try {
            waiting = changes.poll(WAIT).iterator();
        } catch (IllegalStateException e) { // it was closed
            complete();
            return;
        } catch (RuntimeException e) {
            fail(e);
            return;
        }
        if (!waiting.hasNext() && Thread.currentThread().isInterrupted()) {
            fail(new IllegalStateException("the thread that pushes changes was interrupted"));
        }
    }

    private void fail(RuntimeException failure) {
        Flow.Subscriber<? super Change> to = end();
        if (to != null) {
            to.onError(failure);
        }
    }

    private void complete() {
        Flow.Subscriber<? super Change> to = end();
        if (to != null) {
            to.onComplete();
        }
    }

    /** Ends this; the subscriber that is to be told so, or null where it has cancelled. */
    private Flow.@Nullable Subscriber<? super Change> end() {
        Flow.Subscriber<? super Change> to = ended ? null : subscriber;
        ended = true;
        changes.close();
        return to;
    }
}
