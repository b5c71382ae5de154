package io.spatio;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hands a subscription's changes to one subscriber that asks for them (Reactive Streams 1.0.4). A second one is refused, since
 * the two would share the changes.
 */
final class ChangesPublisher implements Flow.Publisher<Change> {
    private final Changes changes;
    private final Executor executor;
    private final AtomicBoolean subscribed = new AtomicBoolean();

    ChangesPublisher(Changes changes, Executor executor) {
        this.changes = changes;
        this.executor = requireNonNull(executor, "executor");
    }

    @Override
    public void subscribe(Flow.Subscriber<? super Change> subscriber) {
        requireNonNull(subscriber, "subscriber");
        if (subscribed.compareAndSet(false, true)) {
            new PushedChanges(changes, executor, subscriber).begin();
        } else {
            subscriber.onSubscribe(new Refused());
            subscriber.onError(new IllegalStateException(
                    "these changes have a subscriber already: follow them again with Spatio.changes for another"));
        }
    }

    /** What a subscriber gets that is told at once that it gets nothing. */
    private static final class Refused implements Flow.Subscription {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }
}
