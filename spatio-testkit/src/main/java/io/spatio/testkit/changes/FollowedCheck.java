package io.spatio.testkit.changes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.Change;
import io.spatio.ChangeKind;
import io.spatio.ChangesPolicy;
import io.spatio.ChangesRequest;
import io.spatio.Position;
import io.spatio.spi.Region;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what one subscriber was told, in order and without a loss, against what the writes told. One thread. */
final class FollowedCheck {
    /** Instead of a place to begin after. */
    static final long FROM_STATE = -1;

    private final ChangesRequest request;
    private final @Nullable Region region;
    private final List<ToldChange> inOrder;
    private final Map<Long, ToldChange> bySequence;
    private Map<List<String>, Position> view = new HashMap<>();
    /** What was told since it was resumed; null where all that is known counts. */
    private @Nullable Map<List<String>, Position> fresh;

    private final Set<Long> sequences = new HashSet<>();
    /** From here on every change must have been told; MAX_VALUE until the state is whole. */
    private long wholeFrom;

    private long last;

    FollowedCheck(
            ChangesRequest request,
            @Nullable Region region,
            List<ToldChange> inOrder,
            Map<Long, ToldChange> bySequence) {
        this.request = request;
        this.region = region;
        this.inOrder = inOrder;
        this.bySequence = bySequence;
    }

    /** Checks a stretch that began after a place, or, with {@link #FROM_STATE}, with the current state. */
    void check(List<Change> changes, long start, Map<Integer, Long> resumes, boolean toTheEnd) {
        boolean withState = start == FROM_STATE;
        wholeFrom = withState ? Long.MAX_VALUE : start;
        last = Math.max(0, start);
        view = withState ? view : followed(ToldChanges.stateAt(inOrder, start));
        for (int i = 0; i < changes.size(); i++) {
            Long place = resumes.get(i);
            if (place != null && request.policy() == ChangesPolicy.LATEST_PER_OBJECT) {
                fresh = new HashMap<>();
                sequences.clear(); // what came after the place may be told again
                last = place;
            }
            take(changes.get(i));
        }
        if (request.policy() == ChangesPolicy.ALL) {
            requireGapless(toTheEnd ? Long.MAX_VALUE : last);
        }
        if (toTheEnd) {
            assertEquals(
                    followed(ToldChanges.stateAt(inOrder, Long.MAX_VALUE)), view, () -> "at the end of " + request);
        }
    }

    private void take(Change change) {
        switch (change.kind()) {
            case SYNCED -> takeSynced(change);
            case STATE -> takeRow(change);
            default -> takeChange(change);
        }
        apply(view, change);
        if (fresh != null) {
            apply(fresh, change);
        }
    }

    private void takeSynced(Change synced) {
        if (fresh != null) {
            view = fresh;
            fresh = null;
        }
        assertEquals(synced.token().sequence(), synced.sequence(), () -> "the place of " + synced);
        assertEquals(
                withoutEnded(followed(ToldChanges.stateAt(inOrder, synced.sequence())), synced.sequence()),
                withoutEnded(view, synced.sequence()),
                () -> "rows and changes told up to " + synced + " of " + request);
        wholeFrom = Math.min(wholeFrom, synced.sequence());
        last = Math.max(last, synced.sequence());
    }

    private void takeRow(Change row) {
        ToldChange written = bySequence.get(row.sequence());
        assertTrue(written != null, () -> "nobody wrote the row " + row);
        if (written != null) {
            assertEquals(written.position(), row.position().orElse(null), () -> "the position of " + row);
        }
        assertTrue(row.inside(), () -> "a row outside the area: " + row);
    }

    private void takeChange(Change change) {
        assertTrue(change.sequence() > last, () -> "out of order after " + last + ": " + change);
        last = change.sequence();
        boolean isFirst = sequences.add(last);
        assertTrue(isFirst, () -> "told twice: " + change);
        ToldChange written = bySequence.get(last);
        assertTrue(written != null, () -> "nobody wrote " + change);
        if (written == null) {
            return;
        }
        assertEquals(written.namespace(), change.namespace(), () -> "the namespace of " + change);
        assertEquals(written.objectId(), change.objectId().orElse(null), () -> "the object of " + change);
        assertEquals(written.position(), change.position().orElse(null), () -> "the position of " + change);
        Position previous = change.previous().orElse(null);
        if (request.policy() == ChangesPolicy.ALL) {
            assertEquals(written.kind(), change.kind(), () -> "the kind of " + change);
            assertEquals(written.previous(), previous, () -> "the position before " + change);
        }
        assertEquals(Follower.isInside(region, written.position()), change.inside(), () -> "inside of " + change);
        assertEquals(Follower.isInside(region, previous), change.wasInside(), () -> "wasInside of " + change);
        assertTrue(passes(written, previous), () -> "not asked for with " + request + ": " + change);
        if (!written.isEnd() && change.kind() != ChangeKind.RECORDED) {
            ChangeKind kind = previous == null
                    ? ChangeKind.CREATED
                    : written.position() == null ? ChangeKind.DELETED : ChangeKind.UPDATED;
            assertEquals(kind, change.kind(), () -> "the kind of " + change);
        }
        requireKnown(change, written, previous);
    }

    /** The old position is what this subscriber was told last. */
    private void requireKnown(Change change, ToldChange written, @Nullable Position previous) {
        Position known = view.get(written.object());
        boolean tells = !written.isEnd() && change.kind() != ChangeKind.RECORDED && fresh == null;
        if (tells && wholeFrom != Long.MAX_VALUE && (known != null || region == null)) {
            assertEquals(known, previous, () -> "what was told last before " + change + " of " + request);
        }
    }

    private void apply(Map<List<String>, Position> state, Change change) {
        String id = change.objectId().orElse("");
        List<String> object = List.of(change.namespace(), id);
        switch (change.kind()) {
            case DROPPED -> state.keySet().removeIf(one -> one.get(0).equals(change.namespace()));
            case DELETED, ERASED -> state.remove(object);
            case CREATED, UPDATED, STATE -> {
                if (change.inside()) {
                    state.put(object, change.position().orElseThrow());
                } else {
                    state.remove(object);
                }
            }
            default -> {} // history only, or nothing at all
        }
    }

    /** Every change that was asked for was told, but of incarnations that were erased before they were. */
    private void requireGapless(long end) {
        for (ToldChange written : inOrder) {
            long sequence = written.sequence();
            boolean must = sequence > wholeFrom && sequence <= end && passes(written, written.previous());
            if (must && !sequences.contains(sequence)) {
                String id = written.objectId();
                boolean erased = id != null
                        && inOrder.stream()
                                .anyMatch(later -> later.isEnd()
                                        && later.sequence() > sequence
                                        && later.isOf(written.namespace(), id));
                assertTrue(
                        erased,
                        () -> "never told to " + request + ", from " + wholeFrom + " to " + end + ": " + written);
            }
        }
    }

    private boolean passes(ToldChange change, @Nullable Position previous) {
        boolean itsArea = region == null
                || change.isEnd()
                || Follower.isInside(region, change.position())
                || Follower.isInside(region, previous);
        return itsArea
                && isFollowed(change.namespace(), change.objectId())
                && (change.kind() != ChangeKind.RECORDED || request.withRecorded());
    }

    private boolean isFollowed(String namespace, @Nullable String id) {
        Set<String> ids = request.objectIds();
        return (request.namespace() == null || namespace.equals(request.namespace()))
                && (ids == null || id == null || ids.contains(id));
    }

    /** Without the objects that were erased after a sequence: their last changes may have been passed over. */
    private Map<List<String>, Position> withoutEnded(Map<List<String>, Position> state, long sequence) {
        Map<List<String>, Position> staying = new HashMap<>(state);
        staying.keySet().removeIf(object -> inOrder.stream()
                .anyMatch(end -> end.isEnd() && end.sequence() > sequence && end.isOf(object.get(0), object.get(1))));
        return staying;
    }

    private Map<List<String>, Position> followed(Map<List<String>, Position> state) {
        Map<List<String>, Position> followed = new HashMap<>(state);
        followed.keySet().removeIf(object -> !isFollowed(object.get(0), object.get(1)));
        followed.values().removeIf(position -> !Follower.isInside(region, position));
        return followed;
    }
}
