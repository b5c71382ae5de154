package io.spatio.core.engine;

import io.spatio.DeleteOutcome;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.TrackOrder;
import io.spatio.UpsertOutcome;
import io.spatio.spi.EventCursor;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The writes of one namespace to single objects.
 *
 * <p>Under the row's lock: decide whether the record is there already, append it, wait as the policy asks, change row and
 * index. An event appended now has a greater sequence than every other of the object, so it is the greatest event exactly
 * when its timestamp is not less than the row's: nothing else decides, here as in recovery.
 */
final class Writer {
    private static final int SWEEP_AT_LEAST = 4096;

    private final Engine engine;
    private final HotState hot;
    private final AtomicInteger deletesSinceSweep = new AtomicInteger();

    Writer(Engine engine, HotState hot) {
        this.engine = engine;
        this.hot = hot;
    }

    /** What is done to a row while its lock is held. */
    private interface LockedWork<T> {
        T on(int handle);
    }

    /**
     * Runs work under the lock of an object's row, which is added where absent; {@code hint} is where it last was. Null where
     * the hot state has retired.
     */
    private <T> @Nullable T withRow(String objectId, int hint, LockedWork<T> work) {
        while (true) {
            int handle = hint >= 0 && hot.ids.isStill(objectId, hint) ? hint : hot.ids.findOrAdd(objectId);
            if (handle == IdMap.RETIRED) {
                return null;
            }
            hot.rows.lock(handle);
            try {
                if (hot.ids.isStill(objectId, handle)) {
                    return work.on(handle);
                }
            } finally {
                hot.rows.unlock(handle);
            }
        }
    }

    /** The same for an object that must have a row. */
    private <T> T withRowIfPresent(String objectId, T absent, LockedWork<T> work) {
        while (true) {
            int handle = hot.ids.find(objectId);
            if (handle < 0) {
                return absent;
            }
            hot.rows.lock(handle);
            try {
                if (hot.ids.isStill(objectId, handle)) {
                    return work.on(handle);
                }
            } finally {
                hot.rows.unlock(handle);
            }
        }
    }

    /**
     * Takes a position at a time or, with {@link Engine#NO_TIME}, now or at the time of the object's greatest event,
     * whichever is later; {@code hint} is the handle the object last had, or −1. Null where the hot state has retired.
     */
    @Nullable
    UpsertOutcome upsert(String objectId, int hint, Position position, Metadata metadata, long micros) {
        UpsertOutcome outcome =
                withRow(objectId, hint, handle -> upsertLocked(objectId, handle, position, metadata, micros));
        return outcome == null ? null : engine.counts.count(outcome);
    }

    private UpsertOutcome upsertLocked(String objectId, int handle, Position position, Metadata metadata, long given) {
        RowState from = engine.scratch().from;
        hot.rows.read(handle, from);
        boolean beginsAgain = from.kind == RowState.EMPTY || engine.isForgotten(from);
        long now = given == Engine.NO_TIME ? engine.nowMicros() : given;
        long micros = given == Engine.NO_TIME && !beginsAgain ? Math.max(now, from.micros) : now;
        double lon = position.lon();
        double lat = position.lat();
        double alt = position.altOrNaN();
        if (from.isPresent() && from.sameRecord(lon, lat, alt, micros, metadata)) {
            return UpsertOutcome.DUPLICATE;
        }
        long sequence;
        try {
            int object = storeObject(objectId, handle, from);
            sequence = engine.store.append(object, micros, lon, lat, alt, metadata.trustedUtf8(), beginsAgain);
            engine.store.awaitDurable(sequence);
        } catch (RuntimeException | Error e) {
            dropIfEmpty(objectId, handle, from);
            throw e;
        }
        engine.counts.countClock(now, micros);
        if (!beginsAgain && micros < from.micros) {
            return UpsertOutcome.STALE;
        }
        RowState to = engine.scratch().to.position(lon, lat, alt, micros, sequence, metadata);
        hot.change(handle, from, to);
        return from.isPresent() ? UpsertOutcome.APPLIED : UpsertOutcome.CREATED;
    }

    /** The store's number of the object of a locked row; after a delete the one it had may have ended. */
    int storeObject(String objectId, int handle, RowState row) {
        int object = hot.rows.storeObject(handle);
        if (object == ObjectTable.UNREGISTERED || !row.isPresent()) {
            object = engine.store.register(hot.namespace, objectId);
            hot.rows.setStoreObject(handle, object);
        }
        return object;
    }

    /** Takes back a locked row that was only added for a write that failed. */
    void dropIfEmpty(String objectId, int handle, RowState row) {
        if (row.kind == RowState.EMPTY) {
            hot.ids.remove(objectId, handle);
        }
    }

    /** Ends the current position at a time, or, with null, now or at the position's own time, whichever is later. */
    DeleteOutcome delete(String objectId, @Nullable Long atMicros) {
        DeleteOutcome outcome =
                withRowIfPresent(objectId, DeleteOutcome.ABSENT, handle -> deleteLocked(objectId, handle, atMicros));
        if (outcome == DeleteOutcome.DELETED) {
            engine.counts.deleted.increment();
            if (deletesSinceSweep.incrementAndGet() > SWEEP_AT_LEAST + hot.count()) {
                deletesSinceSweep.set(0);
                forgetExpired();
            }
        }
        return outcome;
    }

    private DeleteOutcome deleteLocked(String objectId, int handle, @Nullable Long atMicros) {
        RowState from = engine.scratch().from;
        hot.rows.read(handle, from);
        if (!from.isPresent()) {
            return DeleteOutcome.ABSENT;
        }
        long now = engine.nowMicros();
        long micros = atMicros == null ? Math.max(now, from.micros) : atMicros;
        long sequence = engine.store.appendDelete(storeObject(objectId, handle, from), micros, now);
        engine.store.awaitDurable(sequence);
        if (atMicros == null) {
            engine.counts.countClock(now, micros);
        }
        if (micros < from.micros) {
            return DeleteOutcome.STALE;
        }
        hot.change(handle, from, engine.scratch().to.deletion(micros, sequence, now));
        return DeleteOutcome.DELETED;
    }

    /**
     * Takes a delete as it stood in another database, whether or not there is something to delete. Null where the hot state has
     * retired, else its sequence.
     */
    @Nullable
    Long putDelete(String objectId, long micros, long madeAtMicros) {
        return withRow(objectId, -1, handle -> {
            RowState from = engine.scratch().from;
            hot.rows.read(handle, from);
            long sequence;
            try {
                sequence = engine.store.appendDelete(storeObject(objectId, handle, from), micros, madeAtMicros);
                engine.store.awaitDurable(sequence);
            } catch (RuntimeException | Error e) {
                dropIfEmpty(objectId, handle, from);
                throw e;
            }
            if (from.kind == RowState.EMPTY || micros >= from.micros) {
                hot.change(handle, from, engine.scratch().to.deletion(micros, sequence, madeAtMicros));
            }
            return sequence;
        });
    }

    /** Removes an object and its history; null where the hot state has retired. */
    @Nullable
    Boolean erase(String objectId) {
        // A forgotten object has no row but may have history; with a row its lock keeps writers away from both.
        Boolean known = withRow(objectId, -1, handle -> eraseLocked(objectId, handle));
        if (Boolean.TRUE.equals(known)) {
            engine.counts.erased.increment();
        }
        return known;
    }

    private boolean eraseLocked(String objectId, int handle) {
        RowState from = engine.scratch().from;
        hot.rows.read(handle, from);
        try {
            int object = engine.store.find(hot.namespace, objectId);
            boolean known = object >= 0 && (from.kind != RowState.EMPTY || hasHistory(object));
            if (known) {
                engine.store.awaitDurable(engine.store.erase(object));
                if (from.isPresent()) {
                    hot.change(handle, from, engine.scratch().to.deletion(from.micros, from.sequence, 0));
                }
            }
            hot.ids.remove(objectId, handle);
            return known;
        } catch (RuntimeException | Error e) {
            dropIfEmpty(objectId, handle, from);
            throw e;
        }
    }

    private boolean hasHistory(int object) {
        try (EventCursor events = engine.store.read(object, Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.NEWEST_FIRST)) {
            return events.next();
        }
    }

    /**
     * Erases every object of the namespace. Rows go before the index does: a search that still finds a place sees, as a get
     * does, that nobody is there any more, and no query misses an object that a later get shows. False where the hot state has
     * retired.
     */
    boolean drop() {
        return hot.ids.clear(
                () -> {
                    engine.store.awaitDurable(engine.store.erase(hot.namespace));
                    engine.counts.erased.add(hot.count());
                },
                hot::clear);
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
            if (objectId != null && engine.isForgotten(row)) {
                withRowIfPresent(objectId, false, locked -> forgetIfExpired(objectId, locked));
            }
        }
    }

    private boolean forgetIfExpired(String objectId, int handle) {
        RowState row = engine.scratch().from;
        hot.rows.read(handle, row);
        boolean expired = engine.isForgotten(row);
        if (expired) {
            hot.ids.remove(objectId, handle);
        }
        return expired;
    }
}
