package io.spatio.testkit.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.spatio.ChangeKind;
import io.spatio.DeleteOutcome;
import io.spatio.Deleted;
import io.spatio.Position;
import io.spatio.UpsertOutcome;
import io.spatio.Written;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What all writes of a database told of themselves. Any thread tells; what they did is asked when all have ended. */
final class ToldChanges {
    private final Queue<ToldChange> told = new ConcurrentLinkedQueue<>();
    private final List<ToldChange> ends = new CopyOnWriteArrayList<>();

    void upsert(String namespace, String id, Position position, Written written) {
        ChangeKind kind =
                switch (written.outcome()) {
                    case CREATED -> ChangeKind.CREATED;
                    case APPLIED -> ChangeKind.UPDATED;
                    case STALE, DUPLICATE -> ChangeKind.RECORDED;
                };
        if (written.outcome() != UpsertOutcome.DUPLICATE) {
            told.add(new ToldChange(written.sequence(), kind, namespace, id, position, null));
        }
    }

    void delete(String namespace, String id, Deleted deleted) {
        if (deleted.outcome() != DeleteOutcome.ABSENT) {
            ChangeKind kind = deleted.ended() ? ChangeKind.DELETED : ChangeKind.RECORDED;
            told.add(new ToldChange(deleted.sequence(), kind, namespace, id, null, null));
        }
    }

    /** An erase, or, without an id, a drop, that has returned. */
    void end(String namespace, @Nullable String id, long sequence) {
        if (sequence != 0) {
            ChangeKind kind = id == null ? ChangeKind.DROPPED : ChangeKind.ERASED;
            ToldChange end = new ToldChange(sequence, kind, namespace, id, null, null);
            told.add(end);
            ends.add(end);
        }
    }

    /** The erases and drops that have returned up to now. */
    List<ToldChange> ends() {
        return List.copyOf(ends);
    }

    /** Everything in order, with where each object was before. */
    List<ToldChange> inOrder() {
        List<ToldChange> sorted = new ArrayList<>(told);
        sorted.sort(Comparator.comparingLong(ToldChange::sequence));
        Map<List<String>, Position> state = new HashMap<>();
        long last = 0;
        for (int i = 0; i < sorted.size(); i++) {
            ToldChange change = sorted.get(i);
            assertEquals(true, change.sequence() > last, () -> "a sequence was told twice: " + change);
            last = change.sequence();
            sorted.set(i, change.after(state.get(change.object())));
            apply(state, change);
        }
        return sorted;
    }

    /** The current positions by namespace and id after all changes up to a sequence. */
    static Map<List<String>, Position> stateAt(List<ToldChange> inOrder, long sequence) {
        Map<List<String>, Position> state = new HashMap<>();
        for (ToldChange change : inOrder) {
            if (change.sequence() <= sequence) {
                apply(state, change);
            }
        }
        return state;
    }

    private static void apply(Map<List<String>, Position> state, ToldChange change) {
        Position position = change.position();
        switch (change.kind()) {
            case DROPPED -> state.keySet().removeIf(object -> object.get(0).equals(change.namespace()));
            case DELETED, ERASED -> state.remove(change.object());
            case CREATED, UPDATED -> {
                if (position != null) {
                    state.put(change.object(), position);
                }
            }
            default -> {} // history only
        }
    }
}
