package io.spatio.core.engine;

import io.spatio.ChangeKind;
import io.spatio.DeleteOutcome;
import io.spatio.Metadata;
import io.spatio.MetadataBytes;
import io.spatio.Position;
import io.spatio.UpsertOutcome;
import io.spatio.core.changes.Published;
import io.spatio.core.changes.WriterSlot;
import io.spatio.spi.EventBatch;
import org.jspecify.annotations.Nullable;

/**
 * A locked row on its way through the events that one append brings it: decides what each does, puts it into the batch, and
 * changes the row once, to where the last leaves it.
 *
 * <p>Until the append a sequence is provisional: a negative number that tells the event's place in the batch.
 * {@link #sequence} makes the real one of it. One thread; used again and again.
 */
final class RowChange {
    private static final int NOT_IN_BATCH = -1;

    private final RowState before = new RowState();
    private final RowState after = new RowState();
    private RowState now = before;
    private int handle;
    /** The store's number of the object, as the row has it. */
    private int number;
    /** The object's place in the batch. */
    private int object;

    private boolean begins;
    private long told;
    private @Nullable WriterSlot changes;

    /** Begins with the row of a handle as it stands. */
    RowChange of(HotState hot, int itsHandle, StateRule rule, WriterSlot slot) {
        changes = slot;
        handle = itsHandle;
        hot.rows.read(handle, before);
        number = hot.rows.storeObject(handle);
        now = before;
        object = NOT_IN_BATCH;
        begins = rule.begins(before);
        return this;
    }

    boolean isPresent() {
        return now.isPresent();
    }

    /** The clock's time or, where that is later, the time of the state. */
    long notBefore(long nowMicros) {
        return begins ? nowMicros : Math.max(nowMicros, now.micros);
    }

    /** Takes a position, which is put into the batch unless the state is the same record. */
    UpsertOutcome take(EventBatch batch, Position position, Metadata metadata, long micros) {
        double lon = position.lon();
        double lat = position.lat();
        double alt = position.altOrNaN();
        if (now.isPresent() && now.sameRecord(lon, lat, alt, micros, metadata)) {
            told = now.sequence;
            return UpsertOutcome.DUPLICATE;
        }
        batch.addPosition(place(batch), micros, lon, lat, alt, MetadataBytes.of(metadata));
        boolean becomes = becomesState(batch, micros);
        UpsertOutcome outcome =
                !becomes ? UpsertOutcome.STALE : now.isPresent() ? UpsertOutcome.APPLIED : UpsertOutcome.CREATED;
        Published change = change(batch, kind(outcome), micros);
        if (change != null) {
            change.position(position, metadata);
        }
        if (!becomes) {
            return outcome;
        }
        now = after.position(lon, lat, alt, micros, told, metadata);
        return outcome;
    }

    /** Takes a delete that was made at a time, whether or not there is something to delete. */
    DeleteOutcome takeDelete(EventBatch batch, long micros, long madeAtMicros) {
        batch.addDelete(place(batch), micros, madeAtMicros);
        if (!becomesState(batch, micros)) {
            Published unused = change(batch, ChangeKind.RECORDED, micros);
            return DeleteOutcome.STALE;
        }
        DeleteOutcome outcome = now.isPresent() ? DeleteOutcome.DELETED : DeleteOutcome.ABSENT;
        if (outcome == DeleteOutcome.DELETED) {
            Published unused = change(batch, ChangeKind.DELETED, micros);
        }
        now = after.deletion(micros, told, madeAtMicros);
        return outcome;
    }

    private static ChangeKind kind(UpsertOutcome outcome) {
        return switch (outcome) {
            case CREATED -> ChangeKind.CREATED;
            case APPLIED -> ChangeKind.UPDATED;
            case STALE, DUPLICATE -> ChangeKind.RECORDED;
        };
    }

    /** Puts down, before the state changes, what the event just put into the batch does; null where nobody wants to know. */
    private @Nullable Published change(EventBatch batch, ChangeKind kind, long micros) {
        WriterSlot slot = changes;
        if (slot == null || !slot.isWanted()) {
            return null;
        }
        Published change = new Published(kind, batch.namespace(), before.objectId(), handle, told).time(micros);
        if (now.isPresent() && kind != ChangeKind.RECORDED) {
            change.old(now.lon, now.lat, now.alt);
        }
        slot.add(change);
        return change;
    }

    /** The object's place in the batch; the number that a row without a position has may have ended. */
    private int place(EventBatch batch) {
        if (object == NOT_IN_BATCH) {
            object = batch.addObject(before.objectId(), before.isPresent() ? number : EventBatch.NO_NUMBER, begins);
        }
        return object;
    }

    /** Whether the event just put into the batch is the object's state. */
    private boolean becomesState(EventBatch batch, long micros) {
        told = -batch.size();
        boolean becomes = begins || StateRule.isGreater(micros, StateRule.NEXT, now);
        begins = false;
        return becomes;
    }

    /** The provisional sequence of the event taken last, or of the one that it repeats. */
    long told() {
        return told;
    }

    /** The sequence that a provisional one stands for, by that of the batch's first event. */
    static long sequence(long provisional, long first) {
        return provisional < 0 ? first - provisional - 1 : provisional;
    }

    /** Changes the row, when the batch is stored. */
    void apply(HotState hot, EventBatch batch, long first) {
        if (object != NOT_IN_BATCH) {
            hot.rows.setStoreObject(handle, batch.number(object));
        }
        if (now == after) {
            after.sequence = sequence(after.sequence, first);
            hot.change(handle, before, after);
        }
    }
}
