package io.spatio.core.changes;

import io.spatio.ChangeToken;
import io.spatio.Changes;
import io.spatio.ChangesRequest;
import io.spatio.Stats;
import io.spatio.error.ChangesLostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Merges the changes of all writers by sequence, up to the watermark, and hands them to those who follow.
 *
 * <p><b>The watermark.</b> First M is read, the greatest sequence that any slot has published, then the floors of the writes in
 * flight; the watermark is the least of all of them. A write with a sequence up to M appended before M's did, so its slot said
 * its floor before M was published: it is seen in flight, and its floor lies below its sequence, or is done, and its changes are
 * in its queue. This asks of the store only what gives sequences an order: one append sees what was stored before the append
 * ahead of it.
 *
 * <p><b>The switch.</b> While nobody follows, the floor is {@link #NOBODY}: writes mark their slots and publish nothing. The first
 * to follow sets a floor and waits for the writes that may not have seen it; see {@link WriterSlot}.
 *
 * <p>Any thread. The lock is held for a merge, never while anybody waits.
 */
public final class ChangeFeed {
    private static final long NOBODY = -1;
    private static final long LINGER_NANOS = 1_000_000;

    private final FeedHost host;
    private final Window window;
    private final Origin origin = new Origin();
    private final SlotList slots = new SlotList();
    /** One subscription is made at a time. */
    private final ReentrantLock subscribing = new ReentrantLock();

    final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Subscription> subscribers = new ArrayList<>();
    /** The erases and drops that have returned and are not merged. */
    private final List<Published> ends = new ArrayList<>();

    private int followers;
    /** Whether the writes that publish nothing are over. */
    private boolean ready;

    private long greatest;
    private long merged;
    private long lost;

    private volatile long floor = NOBODY;
    /** Whether somebody may wait to be woken. */
    private volatile boolean asleep;

    private volatile boolean closed;

    /**
     * A feed that nobody follows yet.
     *
     * @param host the engine
     * @param windowBytes how much heap changes may take that are kept for those who continue after a place
     */
    public ChangeFeed(FeedHost host, long windowBytes) {
        this.host = host;
        this.window = new Window(windowBytes);
    }

    /** A slot for the writes of the calling thread. */
    public WriterSlot newSlot() {
        lock.lock();
        try {
            return slots.add(new WriterSlot());
        } finally {
            lock.unlock();
        }
    }

    /** Below every sequence that is given from now on; below 0 while nobody follows. */
    long floor() {
        return floor;
    }

    // ---- following ------------------------------------------------------------------------------------------------

    /** Begins to keep the window, which is a follower that never leaves. No write has been made yet. */
    public void keepWindow() {
        begin(null);
    }

    /**
     * Begins to follow.
     *
     * @param own the slot of the calling thread
     * @throws ChangesLostException when the place to continue after is not in the window
     */
    public Changes follow(ChangesRequest request, WriterSlot own) {
        long last = begin(own);
        try {
            return subscribe(request, last);
        } catch (RuntimeException | Error e) {
            leave(null);
            throw e;
        }
    }

    /** Makes writes publish, and returns a sequence: above it they all do, and what has one up to it is, or will be, in the rows. */
    private long begin(@Nullable WriterSlot own) {
        subscribing.lock();
        try {
            boolean isFirst = enter();
            if (isFirst) {
                floor = host.lastSequence();
                if (own != null) {
                    slots.awaitUnknown(own);
                }
            }
            return ready(isFirst);
        } catch (RuntimeException | Error e) {
            leave(null);
            throw e;
        } finally {
            subscribing.unlock();
        }
    }

    private boolean enter() {
        lock.lock();
        try {
            followers++;
            return floor == NOBODY;
        } finally {
            lock.unlock();
        }
    }

    private long ready(boolean isFirst) {
        long last = host.lastSequence();
        lock.lock();
        try {
            greatest = Math.max(greatest, last);
            if (isFirst) {
                window.restart(last);
                ready = true;
            }
            return last;
        } finally {
            lock.unlock();
        }
    }

    private Subscription subscribe(ChangesRequest request, long last) {
        lock.lock();
        try {
            pump();
            ChangeToken place = request.token();
            boolean continues = place != null && origin.isWithin(window, request, place, last);
            boolean walks = request.start() == ChangesRequest.Start.CURRENT_STATE || (place != null && !continues);
            long start = place != null && continues ? place.sequence() : Math.max(last, merged);
            StateWalk walk = walks ? host.walk(request.namespace(), request.objectIds()) : null;
            Subscription subscription = new Subscription(this, request, origin.at(start), walk);
            ends.forEach(subscription::end);
            if (continues) {
                window.replay(start, subscription::replay);
            }
            subscribers.add(subscription);
            return subscription;
        } finally {
            lock.unlock();
        }
    }

    /** Ends a subscription, or one that was not made; the last one switches the writers off. */
    void leave(@Nullable Subscription subscription) {
        lock.lock();
        try {
            if (subscription == null || subscribers.remove(subscription)) {
                followers--;
                switchOffIfNobody();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void switchOffIfNobody() {
        if (followers == 0) {
            floor = NOBODY;
            ready = false;
            ends.clear();
            slots.clear();
        }
    }

    // ---- losing -----------------------------------------------------------------------------------------------------

    /** Ends a subscription that was told, or will be told, less than it asked for. */
    void lose(Subscription subscription, String why) {
        lock.lock();
        try {
            if (subscribers.remove(subscription)) {
                followers--;
                lost++;
                subscription.lose(why);
                switchOffIfNobody();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends all subscriptions: the store has taken a write, and its changes will never be known. */
    void loseAll(long sequence) {
        lock.lock();
        try {
            for (Subscription subscription : List.copyOf(subscribers)) {
                lose(subscription, "the write of sequence=" + sequence + " failed after the store had taken it");
            }
            window.restart(Math.max(window.start(), sequence));
        } finally {
            lock.unlock();
        }
    }

    // ---- merging, under the lock ----------------------------------------------------------------------------------

    /** Hands on what lies up to the watermark. */
    void pump() {
        if (!ready) {
            return;
        }
        greatest = slots.greatest(greatest);
        long watermark = slots.watermark(greatest);
        slots.take(watermark, this::hand);
        merged = Math.max(merged, watermark);
        floor = greatest;
        switchOffIfNobody(); // where the last one was lost
    }

    /** A subscriber, or the window, that fails loses its changes: neither the others nor the writer are to suffer for it. */
    private void hand(Published change) {
        if (!window.offer(change)) {
            window.restart(change.sequence);
        }
        if (change.isEnd()) {
            ends.remove(change);
        }
        for (int i = subscribers.size() - 1; i >= 0; i--) {
            if (!subscribers.get(i).offer(change)) {
                subscribers.remove(i);
                followers--;
                lost++;
            }
        }
    }

    /** The sequence of the last event appended. */
    long lastSequence() {
        return host.lastSequence();
    }

    /** Lets the watermark rise to the sequence of an event that was appended, whether or not it is a change. */
    void reach(long sequence) {
        greatest = Math.max(greatest, sequence);
    }

    /** Up to which sequence everything was handed on. */
    long merged() {
        return merged;
    }

    // ---- writers --------------------------------------------------------------------------------------------------

    /** Publishes an end so that nobody is told of what it ended once this returns. */
    void end(Published end, Runnable publish) {
        lock.lock();
        try {
            ends.add(end);
            window.end(end);
            subscribers.forEach(subscription -> subscription.end(end));
            publish.run();
        } finally {
            lock.unlock();
        }
    }

    void pumpIfFree() {
        if (lock.tryLock()) {
            try {
                pump();
            } finally {
                lock.unlock();
            }
        }
    }

    /** A write whose changes were wanted is done. */
    void written() {
        if (floor == NOBODY) {
            clearIfNobody();
        }
        if (asleep) {
            lock.lock();
            try {
                asleep = false;
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Throws away what was published after the last subscriber had left. */
    private void clearIfNobody() {
        lock.lock();
        try {
            switchOffIfNobody();
        } finally {
            lock.unlock();
        }
    }

    // ---- polling --------------------------------------------------------------------------------------------------

    <T> T call(Supplier<T> work) {
        return host.call(work);
    }

    /** Waits until something may have happened; returns false where the thread was interrupted, whose flag stays up. */
    boolean sleep(Subscription subscription, long nanos) {
        lock.lock();
        try {
            asleep = true;
            pump(); // after saying so: who published before did not see a sleeper
            long left = nanos;
            while (left > 0 && asleep && !closed && !subscription.hasNews()) {
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends all polls that wait; the database is closing. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Counts. */
    public Stats.OfChanges stats() {
        lock.lock();
        try {
            long pending = subscribers.stream().mapToLong(Subscription::pending).sum();
            return Stats.OfChanges.of(subscribers.size(), pending, lost);
        } finally {
            lock.unlock();
        }
    }

    /** Waits a moment for more, so that a busy writer need not wake anybody. */
    void linger(long nanos) {
        LockSupport.parkNanos(this, Math.min(nanos, LINGER_NANOS));
    }
}
