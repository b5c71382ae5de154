package io.spatio.core.changes;

import static java.util.Objects.requireNonNull;

import com.carrotsearch.hppc.BufferAllocationException;
import io.spatio.Area;
import io.spatio.Change;
import io.spatio.ChangeKind;
import io.spatio.ChangeToken;
import io.spatio.Changes;
import io.spatio.ChangesPolicy;
import io.spatio.ChangesRequest;
import io.spatio.error.ChangesLostException;
import io.spatio.error.DatabaseClosedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One who follows changes. Any thread.
 *
 * <p>What it is yet to be told is guarded by the feed's lock; {@link #reading}, taken before that, makes what one poll returns
 * come before what the next does.
 */
final class Subscription implements Changes {
    private static final int MOST_CHANGES = 1024;
    private static final int ROWS_AT_ONCE = 1024;
    private static final long NOT_YET = -1;
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    private final ChangeFeed feed;
    private final @Nullable String namespace;
    private final @Nullable Set<String> objectIds;
    private final boolean withRecorded;
    /** Nothing up to this sequence is told as a change, and no row above it as a row. */
    private final ChangeToken start;

    private final ReentrantLock reading = new ReentrantLock();
    private volatile AreaFilter area;
    // Under that lock.
    private final Deliveries deliveries = new Deliveries();

    // Under the feed's lock.
    private Backlog backlog;
    /** The erases and drops that are not told yet, by what they ended. */
    private final Map<ObjectKey, Long> ends = new HashMap<>();

    private boolean closed;
    private @Nullable String lost;
    /** Null where the rows are read, or none were asked for. */
    private @Nullable StateWalk walk;
    /** The sequence up to which changes must be told before the state is whole. */
    private long leftToChanges;

    private boolean synced;
    private long told;

    Subscription(ChangeFeed feed, ChangesRequest request, ChangeToken start, @Nullable StateWalk walk) {
        this.feed = feed;
        this.namespace = request.namespace();
        this.objectIds = request.objectIds();
        this.withRecorded = request.withRecorded();
        this.start = start;
        this.area = new AreaFilter(request.area());
        this.backlog = request.policy() == ChangesPolicy.ALL ? new EveryChange(request.bound()) : new LatestChanges();
        this.walk = walk;
        this.synced = walk == null;
        this.told = start.sequence();
    }

    // ---- the feed, under its lock ---------------------------------------------------------------------------------

    private boolean follows(Published change) {
        boolean itsObject = objectIds == null || change.objectId == null || objectIds.contains(change.objectId);
        return change.sequence > start.sequence()
                && (namespace == null || namespace.equals(change.namespace))
                && itsObject
                && (withRecorded || change.kind != ChangeKind.RECORDED);
    }

    /** Takes a change if it is followed; false where there was no room, and this is lost. */
    boolean offer(Published change) {
        try {
            if (!follows(change) || backlog.add(change)) {
                return true;
            }
            lose("the subscriber was slower than the writers, and more than " + backlog.size()
                    + " changes waited for it: poll more often, keep more with keepingAll, or take latestPerObject, which never"
                    + " loses");
        } catch (OutOfMemoryError | BufferAllocationException e) {
            lose("there was not enough heap to keep the changes that waited");
        }
        return false;
    }

    /** Ends this without the changes that it should have told. */
    void lose(String why) {
        lost = why;
        free();
    }

    void replay(Published change) {
        if (follows(change)) {
            backlog.replay(change);
        }
    }

    /** Takes note of an erase or drop that will be offered, so that nothing of what it ended is told any more. */
    void end(Published end) {
        if (follows(end)) {
            ends.put(ObjectKey.of(end), end.sequence);
        }
    }

    long pending() {
        return backlog.size();
    }

    /** Whether a poll would do something. */
    boolean hasNews() {
        return closed || lost != null || backlog.size() > 0 || (walk != null ? mayWalk() : isSyncDue());
    }

    private boolean mayWalk() {
        return walk != null && feed.merged() >= start.sequence() && backlog.isBetweenGenerations();
    }

    private boolean isSyncDue() {
        return walk == null
                && !synced
                && backlog.isBetweenGenerations()
                && backlog.told(feed.merged()) >= leftToChanges;
    }

    private void free() {
        backlog = EveryChange.NONE;
        ends.clear();
        walk = null;
        synced = true;
    }

    // ---- the subscriber -------------------------------------------------------------------------------------------

    @Override
    public List<Change> poll(Duration timeout) {
        long nanos = nanos(requireNonNull(timeout, "timeout"));
        long begin = System.nanoTime();
        List<Change> changes = new ArrayList<>();
        boolean lingered = false;
        while (true) {
            boolean again = feed.call(() -> step(changes));
            if (!changes.isEmpty()) {
                return changes;
            }
            if (again) {
                lingered = false;
                continue; // what was looked at lay outside the area
            }
            long left = nanos - (System.nanoTime() - begin);
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                return changes;
            }
            if (lingered) {
                lingered = false;
                if (!feed.sleep(this, left)) {
                    return changes;
                }
            } else {
                lingered = true;
                feed.linger(left);
            }
        }
    }

    /** Any duration fits: one below zero is as good as zero, one of centuries as good as the longest. */
    private static long nanos(Duration timeout) {
        if (timeout.isNegative()) {
            return 0;
        }
        return timeout.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : timeout.toNanos();
    }

    /** Goes on for a piece of bounded size; returns whether there was anything to do. */
    private boolean step(List<Change> into) {
        reading.lock();
        try {
            Step next = take();
            try {
                tell(next, new Telling(area, start, into));
            } catch (DatabaseClosedException e) {
                throw e;
            } catch (RuntimeException | Error e) {
                feed.lose(this, "what was polled could not be told: " + e);
                throw e;
            } finally {
                deliveries.clear();
            }
            return next.hasAny;
        } finally {
            reading.unlock();
        }
    }

    /** What a poll found to do. */
    private record Step(
            boolean hasAny,
            boolean isWhole,
            long syncedAt,
            @Nullable StateWalk walk) {}

    private Step take() {
        feed.lock.lock();
        try {
            requireOpen();
            feed.pump();
            requireOpen(); // which may have lost it
            backlog.take(deliveries, MOST_CHANGES, feed.merged());
            boolean hasAny = deliveries.size() > 0;
            if (!ends.isEmpty()) {
                deliveries.removeIf(this::isEnded);
            }
            boolean wasWhole = synced;
            boolean syncs = isSyncDue();
            synced |= syncs;
            told = Math.max(told, backlog.told(feed.merged()));
            StateWalk walking = mayWalk() ? walk : null;
            return new Step(hasAny || syncs || walking != null, wasWhole, syncs ? told : NOT_YET, walking);
        } finally {
            feed.lock.unlock();
        }
    }

    private void tell(Step step, Telling telling) {
        for (int i = 0; i < deliveries.size(); i++) {
            telling.change(deliveries.change(i), deliveries.from(i), token(step.isWhole, deliveries.token(i)));
        }
        if (step.syncedAt != NOT_YET) {
            telling.synced(step.syncedAt);
        }
        StateWalk walking = step.walk;
        if (walking != null) {
            walk(walking, telling);
        }
    }

    private void requireOpen() {
        if (feed.isClosed()) {
            throw new DatabaseClosedException();
        }
        if (closed) {
            throw new IllegalStateException("this subscription was closed: follow changes again with Spatio.changes");
        }
        if (lost != null) {
            throw new ChangesLostException(
                    lost + ": begin with ChangesRequest.fromCurrentState() and forget what was known");
        }
    }

    private boolean isEnded(Published change) {
        if (change.isEnd()) {
            ends.remove(ObjectKey.of(change), change.sequence);
            if (change.kind == ChangeKind.DROPPED) { // and the erases before it, which it may have taken the place of
                ends.entrySet()
                        .removeIf(end ->
                                end.getKey().namespace().equals(change.namespace) && end.getValue() <= change.sequence);
            }
            return false;
        }
        return Window.isEnded(ends, change);
    }

    /** Before all rows are told there is no place to continue after: 0 is before all that is in no window. */
    private static long token(boolean complete, long sequence) {
        return complete ? sequence : 0;
    }

    private void walk(StateWalk walking, Telling telling) {
        long token = token(false, 0);
        boolean more = walking.walk(ROWS_AT_ONCE, row -> {
            if (row.sequence <= start.sequence()) {
                telling.row(row, token);
            }
        });
        // What was not met, because it has changed, ended or was erased since, has an event up to this one.
        long last = more ? 0 : feed.lastSequence();
        feed.lock.lock();
        try {
            if (!more) {
                feed.reach(last);
                leftToChanges = last;
                walk = null;
            }
        } finally {
            feed.lock.unlock();
        }
    }

    @Override
    public void replaceArea(Area newArea) {
        requireNonNull(newArea, "newArea");
        if (area.isEverywhere()) {
            throw new IllegalStateException(
                    "this subscription follows every place: ask for an area with ChangesRequest.inside to replace it");
        }
        area = new AreaFilter(newArea);
    }

    @Override
    public ChangeToken token() {
        feed.lock.lock();
        try {
            return start.at(token(synced, told));
        } finally {
            feed.lock.unlock();
        }
    }

    @Override
    public void close() {
        feed.lock.lock();
        try {
            if (!closed) {
                closed = true;
                free();
                feed.leave(this);
            }
        } finally {
            feed.lock.unlock();
        }
    }
}
