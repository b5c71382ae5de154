package io.spatio.core.engine;

import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.UpsertOutcome;
import io.spatio.spi.EventBatch;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes many positions as a whole: one append, and each object's row changed once, to where the batch leaves it.
 *
 * <p>All rows are locked first, in ascending order of their handles, so that no two batches wait for each other.
 */
final class BatchWriter {
    private final Engine engine;
    private final HotState hot;
    private final Writer writer;

    BatchWriter(Engine engine, HotState hot, Writer writer) {
        this.engine = engine;
        this.hot = hot;
        this.writer = writer;
    }

    /** A batch whose every element has been checked; the time of one without is {@link Engine#NO_TIME} until it is decided. */
    record Elements(String[] objectIds, Position[] positions, Metadata[] metadata, long[] micros) {
        int size() {
            return objectIds.length;
        }
    }

    /** Where one object stands while the batch is gone through. */
    private static final class Standing {
        final String objectId;
        final int handle;
        final RowState before = new RowState();
        final RowState now = new RowState();
        int lastElement = -1;

        Standing(String objectId, int handle) {
            this.objectId = objectId;
            this.handle = handle;
        }
    }

    /** Writes a batch; null where the hot state has retired. */
    @Nullable
    List<UpsertOutcome> write(Elements elements) {
        int[] handles = lockAll(elements);
        if (handles == null) {
            return null;
        }
        int[] distinct = ascending(handles);
        try {
            return writeLocked(elements, handles);
        } finally {
            unlockAll(distinct);
        }
    }

    private int @Nullable [] lockAll(Elements elements) {
        while (true) {
            int[] handles = new int[elements.size()];
            for (int i = 0; i < handles.length; i++) {
                handles[i] = hot.ids.findOrAdd(elements.objectIds[i]);
                if (handles[i] == IdMap.RETIRED) {
                    return null; // it was empty, so none was added before
                }
            }
            int[] distinct = ascending(handles);
            for (int handle : distinct) {
                hot.rows.lock(handle);
            }
            if (allStill(elements, handles)) {
                return handles;
            }
            unlockAll(distinct);
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

    private List<UpsertOutcome> writeLocked(Elements elements, int[] handles) {
        Map<Integer, Standing> standings = new HashMap<>();
        UpsertOutcome[] outcomes = new UpsertOutcome[elements.size()];
        boolean[] beginsAgain = new boolean[elements.size()];
        int[] placeInAppend = new int[elements.size()];
        int appended = 0;
        int adjusted = 0;
        long now = engine.nowMicros();
        for (int i = 0; i < outcomes.length; i++) {
            Standing standing = standings.get(handles[i]);
            if (standing == null) {
                standing = standing(elements.objectIds[i], handles[i]);
                standings.put(handles[i], standing);
            }
            beginsAgain[i] = standing.now.kind == RowState.EMPTY || engine.isForgotten(standing.now);
            boolean later = takeTime(elements, i, standing.now, beginsAgain[i], now);
            outcomes[i] = decide(elements, i, standing, beginsAgain[i]);
            if (outcomes[i] != UpsertOutcome.DUPLICATE) {
                placeInAppend[i] = appended++;
                adjusted += later ? 1 : 0;
            }
        }
        try {
            if (appended > 0) {
                Chosen chosen = choose(elements, handles, outcomes, appended, beginsAgain, standings);
                apply(standings, placeInAppend, append(chosen));
            }
        } catch (RuntimeException | Error e) {
            standings.values().forEach(s -> writer.dropIfEmpty(s.objectId, s.handle, s.before));
            throw e;
        }
        engine.counts.count(outcomes, adjusted);
        return List.of(outcomes);
    }

    private Standing standing(String objectId, int handle) {
        Standing standing = new Standing(objectId, handle);
        hot.rows.read(handle, standing.before);
        hot.rows.read(handle, standing.now);
        return standing;
    }

    /** Gives a time to element i if it has none, and says whether that had to be later than the clock's. */
    private static boolean takeTime(Elements elements, int i, RowState at, boolean beginsAgain, long nowMicros) {
        if (elements.micros[i] != Engine.NO_TIME) {
            return false;
        }
        elements.micros[i] = beginsAgain ? nowMicros : Math.max(nowMicros, at.micros);
        return elements.micros[i] != nowMicros;
    }

    /** What element i does where its object stands now, which it then changes. */
    private UpsertOutcome decide(Elements elements, int i, Standing standing, boolean beginsAgain) {
        RowState now = standing.now;
        Position position = elements.positions[i];
        long micros = elements.micros[i];
        Metadata json = elements.metadata[i];
        if (now.isPresent() && now.sameRecord(position.lon(), position.lat(), position.altOrNaN(), micros, json)) {
            return UpsertOutcome.DUPLICATE;
        }
        if (!beginsAgain && micros < now.micros) {
            return UpsertOutcome.STALE;
        }
        UpsertOutcome outcome = now.isPresent() ? UpsertOutcome.APPLIED : UpsertOutcome.CREATED;
        now.position(position.lon(), position.lat(), position.altOrNaN(), micros, 0, json);
        standing.lastElement = i;
        return outcome;
    }

    private Chosen choose(
            Elements elements,
            int[] handles,
            UpsertOutcome[] outcomes,
            int count,
            boolean[] beginsAgain,
            Map<Integer, Standing> standings) {
        int[] chosen = new int[count];
        int[] objects = new int[count];
        int next = 0;
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] != UpsertOutcome.DUPLICATE) {
                Standing standing = Objects.requireNonNull(standings.get(handles[i]));
                objects[next] = writer.storeObject(standing.objectId, standing.handle, standing.before);
                chosen[next++] = i;
            }
        }
        return new Chosen(elements, chosen, objects, beginsAgain);
    }

    private long append(Chosen chosen) {
        long first = engine.store.append(chosen);
        engine.store.awaitDurable(first + chosen.size() - 1);
        return first;
    }

    private void apply(Map<Integer, Standing> standings, int[] placeInAppend, long firstSequence) {
        for (Standing standing : standings.values()) {
            if (standing.lastElement >= 0) {
                standing.now.sequence = firstSequence + placeInAppend[standing.lastElement];
                hot.change(standing.handle, standing.before, standing.now);
            }
        }
    }

    /** The elements that are not there already, as the store wants them. */
    private record Chosen(Elements elements, int[] chosen, int[] objects, boolean[] beginsAgain) implements EventBatch {
        @Override
        public int size() {
            return chosen.length;
        }

        @Override
        public int object(int i) {
            return objects[i];
        }

        @Override
        public long timestampMicros(int i) {
            return elements.micros[chosen[i]];
        }

        @Override
        public double lon(int i) {
            return elements.positions[chosen[i]].lon();
        }

        @Override
        public double lat(int i) {
            return elements.positions[chosen[i]].lat();
        }

        @Override
        public double alt(int i) {
            return elements.positions[chosen[i]].altOrNaN();
        }

        @Override
        public byte[] metadata(int i) {
            return elements.metadata[chosen[i]].trustedUtf8();
        }

        @Override
        public boolean beginsAnew(int i) {
            return beginsAgain[chosen[i]];
        }
    }
}
