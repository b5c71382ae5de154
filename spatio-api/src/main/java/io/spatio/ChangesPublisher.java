package io.spatio;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Pushes polled changes to a subscriber that asks for them (Reactive Streams 1.0.4). At most one task runs at a time, and only
 * while something is asked for; all signals come from it.
 */
final class ChangesPublisher implements Flow.Publisher<Change> {
    private static final Duration WAIT = Duration.ofMillis(500);

    private final Changes changes;
    private final Executor executor;

    ChangesPublisher(Changes changes, Executor executor) {
        this.changes = changes;
        this.executor = requireNonNull(executor, "executor");
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Change> subscriber) {
        subscriber.onSubscribe(new Pushing(requireNonNull(subscriber, "subscriber")));
    }

    private final class Pushing implements Flow.Subscription {
        private final Flow.Subscriber<? super Change> subscriber;
        private final AtomicLong demand = new AtomicLong();
        private final AtomicBoolean running = new AtomicBoolean();
        private volatile boolean done;
        private volatile boolean refused;
        /** Polled and not yet pushed; the running task's alone. */
        private Iterator<Change> waiting = List.<Change>of().iterator();

        Pushing(Flow.Subscriber<? super Change> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            if (count <= 0) {
                refused = true;
            }
            demand.updateAndGet(
                    before -> before + Math.max(1, count) < 0 ? Long.MAX_VALUE : before + Math.max(1, count));
            start();
        }

        private void start() {
            if (!done && running.compareAndSet(false, true)) {
                executor.execute(this::run);
            }
        }

        private void run() {
            try {
                while (!done && demand.get() > 0) {
                    push();
                }
            } catch (RuntimeException e) {
                end(e);
            } finally {
                running.set(false);
            }
            if (demand.get() > 0) {
                start(); // asked for between the last look and the flag
            }
        }

        private void push() {
            if (refused) {
                throw new IllegalArgumentException("request: the number of changes asked for must be above 0");
            }
            if (waiting.hasNext()) {
                demand.updateAndGet(before -> before == Long.MAX_VALUE ? before : before - 1);
                subscriber.onNext(waiting.next());
            } else if (Thread.currentThread().isInterrupted()) {
                throw new IllegalStateException("the thread that pushes changes was interrupted");
            } else {
                waiting = changes.poll(WAIT).iterator();
            }
        }

        private void end(RuntimeException failure) {
            if (!done) {
                done = true;
                changes.close();
                subscriber.onError(failure);
            }
        }

        @Override
        public void cancel() {
            done = true;
            changes.close();
        }
    }
}
