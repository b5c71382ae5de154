package io.spatio.core.engine;

import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.UpsertOutcome;
import io.spatio.Written;
import io.spatio.core.changes.WriterSlot;
import io.spatio.spi.EventBatch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes many positions as a whole: one append, and each object's row changed once, to where the batch leaves it.
 *
 * <p>All rows are locked first, in ascending order of their handles, so that no two batches wait for each other.
 */
final class BatchWriter {
    private final Engine engine;
    private final HotState hot;

    BatchWriter(Engine engine, HotState hot) {
        this.engine = engine;
        this.hot = hot;
    }

    /** A batch whose every element has been checked; the time of one without is {@link Engine#NO_TIME} until it is decided. */
    record Elements(String[] objectIds, Position[] positions, Metadata[] metadata, long[] micros) {
        int size() {
            return objectIds.length;
        }
    }

    /** The handles of a batch's elements, and each of them once, ascending: their rows are locked. */
    private record Locked(int[] ofElements, int[] distinct) {}

    /** Writes a batch; null where the hot state has retired. */
    @Nullable
    List<Written> write(Elements elements) {
        WriterSlot slot = engine.scratch().changes;
        slot.mark();
        try {
            Locked locked = lockAll(elements);
            if (locked == null) {
                return null;
            }
            try {
                slot.begin(engine.feed);
                return writeLocked(elements, locked.ofElements, slot);
            } finally {
                unlockAll(locked.distinct);
            }
        } finally {
            slot.end(engine.feed);
        }
    }

    private @Nullable Locked lockAll(Elements elements) {
        while (true) {
            int[] handles = new int[elements.size()];
            for (int i = 0; i < handles.length; i++) {
                handles[i] = hot.ids.findOrAdd(elements.objectIds[i]);
                if (handles[i] == IdMap.RETIRED) {
                    return null; // it was empty, so none was added before
                }
            }
            Locked locked = new Locked(handles, ascending(handles));
            for (int handle : locked.distinct) {
                hot.rows.lock(handle);
            }
            if (allStill(elements, handles)) {
                return locked;
            }
            unlockAll(locked.distinct);
        }
    }

    private boolean allStill(Elements elements, int[] handles) {
        for (int i = 0; i < handles.length; i++) {
            if (!hot.ids.isStill(elements.objectIds[i], handles[i])) {
                return false;
            }
        }
        return true;
    }

    private static int[] ascending(int[] handles) {
        return Arrays.stream(handles).sorted().distinct().toArray();
    }

    private void unlockAll(int[] handles) {
        for (int handle : handles) {
            hot.rows.unlock(handle);
        }
    }

    private List<Written> writeLocked(Elements elements, int[] handles, WriterSlot slot) {
        EventBatch batch = new EventBatch(elements.size()).clear(hot.namespace);
        Map<Integer, RowChange> changes = new HashMap<>();
        UpsertOutcome[] outcomes = new UpsertOutcome[elements.size()];
        long[] told = new long[elements.size()];
        int adjusted = 0;
        long first;
        try {
            long now = engine.nowMicros();
            for (int i = 0; i < outcomes.length; i++) {
                RowChange change = changes.computeIfAbsent(
                        handles[i], handle -> new RowChange().of(hot, handle, engine.rule, slot));
                boolean timed = elements.micros[i] != Engine.NO_TIME;
                long micros = timed ? elements.micros[i] : change.notBefore(now);
                outcomes[i] = change.take(batch, elements.positions[i], elements.metadata[i], micros);
                told[i] = change.told();
                adjusted += !timed && micros != now && outcomes[i] != UpsertOutcome.DUPLICATE ? 1 : 0;
            }
            first = engine.append(batch);
        } catch (RuntimeException | Error e) {
            for (int i = 0; i < handles.length; i++) {
                hot.dropIfEmpty(elements.objectIds[i], handles[i]);
            }
            throw e;
        }
        slot.stored(first);
        changes.values().forEach(change -> change.apply(hot, batch, first));
        slot.publish(first);
        engine.counts.count(outcomes, adjusted);
        return written(outcomes, told, first);
    }

    private static List<Written> written(UpsertOutcome[] outcomes, long[] told, long first) {
        Written[] written = new Written[outcomes.length];
        for (int i = 0; i < written.length; i++) {
            written[i] = new Written(outcomes[i], RowChange.sequence(told[i], first));
        }
        return List.of(written);
    }
}
