package io.spatio;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/**
 * A subscription to changes, read by {@link #poll}: no thread of its own, no callback.
 *
 * <p>Sequences ascend, with holes; {@link ChangeKind#STATE} rows carry the older sequences of the events that made them. A change is visible to
 * every query before it is told, and durable under {@link Durability#ALWAYS}. Apply changes in the order in which they are told.
 *
 * <p><b>Thread-safety:</b> any thread; of several threads that poll, each gets a part. The caller closes it: one that is
 * not closed goes on keeping changes.
 */
public interface Changes extends AutoCloseable {
    /**
     * The next changes, as many as there are, at most some thousand; waits for the first if there are none. O(c) for c changes
     * made since the last call, whether followed or not.
     *
     * @param timeout how long to wait at most; zero or less not at all
     * @return the changes in order; empty when the time is over, or the thread was interrupted, whose flag stays up
     * @throws io.spatio.error.ChangesLostException when this subscriber fell behind by more than its bound; every later call throws it
     * @throws io.spatio.error.DatabaseClosedException when the database is closed, also while this waits
     * @throws IllegalStateException when this is closed, also while this waits
     */
    List<Change> poll(Duration timeout);

    /**
     * Follows another area instead, from the next {@link #poll} on; tells nothing of objects that stand in it already.
     *
     * @throws IllegalStateException when the request had no area
     */
    void replaceArea(Area area);

    /**
     * Where to continue after all that was polled so far. O(1).
     *
     * <p>Before {@link ChangeKind#SYNCED} of a {@linkplain ChangesRequest#fromCurrentState current state} there is no such place: the
     * token has sequence 0, before everything, and to continue there tells all again or is refused.
     */
    ChangeToken token();

    /**
     * The same changes, pushed to one subscriber as it asks for them (Reactive Streams 1.0.4). A task on the executor polls, and waits,
     * as long as something is asked for; it alone calls the subscriber, one call at a time. Polling beside it takes a part away from it.
     *
     * <p>Cancelling closes this. Closing this completes the subscriber, at once where it waits for more, else when it next asks. Losing
     * changes, closing the database, asking for fewer than one, and an executor that refuses the task end in
     * {@link Flow.Subscriber#onError}, as does a second subscriber.
     */
    default Flow.Publisher<Change> publisher(Executor executor) {
        return new ChangesPublisher(this, executor);
    }

    /** Ends the subscription and frees what it keeps. A second call does nothing. */
    @Override
    void close();
}
