package io.spatio.core.engine;

import io.spatio.ChangeKind;
import io.spatio.DeleteOutcome;
import io.spatio.Deleted;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Stats.Operation;
import io.spatio.UpsertOutcome;
import io.spatio.Written;
import io.spatio.core.changes.Published;
import io.spatio.core.changes.WriterSlot;
import io.spatio.spi.EventBatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one namespace to single objects.
 *
 * <p>Under the row's lock: a {@link RowChange} decides what the record does, the store appends it, the write waits as the policy
 * asks, then row and index change.
 */
final class Writer {
    private static final int SWEEP_AT_LEAST = 4096;
    static final Deleted NOTHING_DELETED = new Deleted(DeleteOutcome.ABSENT, 0);

    private final Engine engine;
    private final HotState hot;
    private final AtomicInteger deletesSinceSweep = new AtomicInteger();

    Writer(Engine engine, HotState hot) {
        this.engine = engine;
        this.hot = hot;
    }

    /**
     * Takes a position at a time or, with {@link Engine#NO_TIME}, now or at the time of the object's greatest event,
     * whichever is later; {@code hint} is the handle the object last had, or −1. Null where the hot state has retired.
     */
    @Nullable
    Written upsert(String objectId, int hint, Position position, Metadata metadata, long given) {
        Engine.WriteScratch scratch = engine.scratch(); // which may be made now: before the row is locked
        scratch.changes.mark();
        try {
            int handle = hot.lockOrAdd(objectId, hint);
            if (handle == IdMap.RETIRED) {
                return null;
            }
            try {
                return upsertLocked(scratch, handle, position, metadata, given);
            } catch (RuntimeException | Error e) {
                hot.dropIfEmpty(objectId, handle);
                throw e;
            } finally {
                scratch.batch.clear("");
                hot.rows.unlock(handle);
            }
        } finally {
            scratch.changes.end(engine.feed);
        }
    }

    private Written upsertLocked(
            Engine.WriteScratch scratch, int handle, Position position, Metadata metadata, long given) {
        scratch.changes.begin(engine.feed);
        RowChange change = scratch.change.of(hot, handle, engine.rule, scratch.changes);
        EventBatch batch = scratch.batch.clear(hot.namespace);
        long now = given == Engine.NO_TIME ? engine.nowMicros() : given;
        long micros = given == Engine.NO_TIME ? change.notBefore(now) : given;
        UpsertOutcome outcome = change.take(batch, position, metadata, micros);
        long sequence = store(scratch);
        if (outcome != UpsertOutcome.DUPLICATE) {
            engine.counts.countClock(now, micros);
        }
        return new Written(engine.counts.count(outcome), sequence);
    }

    /** Stores what a change has taken, makes it visible, and returns its sequence. */
    private long store(Engine.WriteScratch scratch) {
        long first = engine.append(scratch.batch);
        scratch.changes.stored(first);
        scratch.change.apply(hot, scratch.batch, first);
        scratch.changes.publish(first);
        return RowChange.sequence(scratch.change.told(), first);
    }

    /** Ends the current position at a time, or, with {@link Engine#NO_TIME}, now or at the position's own, whichever is later. */
    Deleted delete(String objectId, long given) {
        Deleted deleted = deleteIfPresent(objectId, given);
        if (deleted.ended()) {
            engine.counts.count(Operation.DELETED);
            if (deletesSinceSweep.incrementAndGet() > SWEEP_AT_LEAST + hot.count()) {
                deletesSinceSweep.set(0);
                forgetExpired();
            }
        }
        return deleted;
    }

    private Deleted deleteIfPresent(String objectId, long given) {
        Engine.WriteScratch scratch = engine.scratch();
        scratch.changes.mark();
        try {
            int handle = hot.lockIfPresent(objectId);
            if (handle < 0) {
                return NOTHING_DELETED;
            }
            try {
                return deleteLocked(scratch, handle, given);
            } finally {
                hot.rows.unlock(handle);
            }
        } finally {
            scratch.changes.end(engine.feed);
        }
    }

    private Deleted deleteLocked(Engine.WriteScratch scratch, int handle, long given) {
        scratch.changes.begin(engine.feed);
        RowChange change = scratch.change.of(hot, handle, engine.rule, scratch.changes);
        if (!change.isPresent()) {
            return NOTHING_DELETED;
        }
        long now = engine.nowMicros();
        long micros = given == Engine.NO_TIME ? change.notBefore(now) : given;
        EventBatch batch = scratch.batch.clear(hot.namespace);
        try {
            DeleteOutcome outcome = change.takeDelete(batch, micros, now);
            long sequence = store(scratch);
            if (given == Engine.NO_TIME) {
                engine.counts.countClock(now, micros);
            }
            return new Deleted(outcome, sequence);
        } finally {
            batch.clear("");
        }
    }

    /**
     * Takes a delete as it stood in another database, whether or not there is something to delete. Null where the hot state has
     * retired, else its sequence.
     */
    @Nullable
    Long putDelete(String objectId, long micros, long madeAtMicros) {
        Engine.WriteScratch scratch = engine.scratch();
        scratch.changes.mark();
        try {
            int handle = hot.lockOrAdd(objectId, -1);
            if (handle == IdMap.RETIRED) {
                return null;
            }
            EventBatch batch = scratch.batch.clear(hot.namespace);
            try {
                scratch.changes.begin(engine.feed);
                RowChange change = scratch.change.of(hot, handle, engine.rule, scratch.changes);
                DeleteOutcome unused = change.takeDelete(batch, micros, madeAtMicros);
                return store(scratch);
            } catch (RuntimeException | Error e) {
                hot.dropIfEmpty(objectId, handle);
                throw e;
            } finally {
                batch.clear("");
                hot.rows.unlock(handle);
            }
        } finally {
            scratch.changes.end(engine.feed);
        }
    }

    /**
     * Removes an object and its history, and returns the erase's sequence, 0 where there was nothing; null where the hot state
     * has retired.
     */
    @Nullable
    Long erase(String objectId) {
        WriterSlot slot = engine.scratch().changes;
        slot.mark();
        try {
            // A forgotten object has no row but may have history; with a row its lock keeps writers away from both.
            int handle = hot.lockOrAdd(objectId, -1);
            if (handle == IdMap.RETIRED) {
                return null;
            }
            try {
                slot.begin(engine.feed);
                return eraseLocked(objectId, handle, slot);
            } catch (RuntimeException | Error e) {
                hot.dropIfEmpty(objectId, handle);
                throw e;
            } finally {
                hot.rows.unlock(handle);
            }
        } finally {
            slot.end(engine.feed);
        }
    }

    private long eraseLocked(String objectId, int handle, WriterSlot slot) {
        long sequence = engine.store.erase(hot.namespace, objectId);
        if (sequence != 0) {
            engine.store.awaitDurable(sequence);
            slot.stored(sequence);
            engine.counts.count(Operation.ERASED);
        }
        forget(objectId, handle);
        if (sequence != 0 && slot.isWanted()) {
            slot.publishEnd(engine.feed, new Published(ChangeKind.ERASED, hot.namespace, objectId, handle, sequence));
        }
        return sequence;
    }

    private void forget(String objectId, int handle) {
        RowState row = new RowState();
        hot.rows.read(handle, row);
        if (row.isPresent()) {
            hot.change(handle, row, new RowState().deletion(row.micros, row.sequence, 0));
        }
        hot.ids.remove(objectId, handle);
    }

    /**
     * Erases every object of the namespace. Rows go before the index does: a search that still finds a place sees, as a get
     * does, that nobody is there any more, and no query misses an object that a later get shows. Returns the last erase's
     * sequence, 0 where there was nothing; null where the hot state has retired.
     */
    @Nullable
    Long drop() {
        WriterSlot slot = engine.scratch().changes;
        slot.mark();
        try {
            long[] sequence = {0};
            boolean done = hot.ids.clear(() -> sequence[0] = eraseAll(slot), () -> {
                hot.clear();
                if (sequence[0] != 0 && slot.isWanted()) {
                    slot.publishEnd(engine.feed, new Published(ChangeKind.DROPPED, hot.namespace, sequence[0]));
                }
            });
            return done ? sequence[0] : null;
        } finally {
            slot.end(engine.feed);
        }
    }

    private long eraseAll(WriterSlot slot) {
        slot.begin(engine.feed);
        long sequence = engine.store.erase(hot.namespace);
        if (sequence != 0) {
            engine.store.awaitDurable(sequence);
            slot.stored(sequence);
        }
        engine.counts.add(Operation.ERASED, hot.count());
        return sequence;
    }

    /**
     * Frees the rows of objects that were deleted so long ago that they are forgotten. O(n); done by itself after as many
     * deletes as there are objects.
     */
    void forgetExpired() {
        RowState row = new RowState();
        for (int handle = 0; handle < hot.rows.end(); handle++) {
            hot.rows.read(handle, row);
            String objectId = row.objectId;
            if (objectId != null && engine.rule.isForgotten(row)) {
                forgetIfExpired(objectId, row);
            }
        }
    }

    private void forgetIfExpired(String objectId, RowState row) {
        int handle = hot.lockIfPresent(objectId);
        if (handle < 0) {
            return;
        }
        try {
            hot.rows.read(handle, row);
            if (engine.rule.isForgotten(row)) {
                hot.ids.remove(objectId, handle);
            }
        } finally {
            hot.rows.unlock(handle);
        }
    }
}
