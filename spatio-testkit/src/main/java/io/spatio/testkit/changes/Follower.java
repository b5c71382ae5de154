package io.spatio.testkit.changes;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.Area;
import io.spatio.Change;
import io.spatio.ChangeKind;
import io.spatio.ChangeToken;
import io.spatio.Changes;
import io.spatio.ChangesRequest;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.error.ChangesLostException;
import io.spatio.geometry.LonLat;
import io.spatio.geometry.Regions;
import io.spatio.spi.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One who follows changes as a simple client does: it applies what it is told, in order. One thread; what it was told is checked when all
 * writes have ended.
 */
final class Follower {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(2);

    private final Spatio database;
    private final ChangesRequest request;
    private final ToldChanges told;
    private final boolean mayLose;
    private final @Nullable Region region;
    private final Random random;

    private final List<Stretch> stretches = new ArrayList<>();
    private final List<Seen> seen = new ArrayList<>();

    private Changes changes;
    private Stretch stretch;
    private boolean marked;

    /** What was told from one start to the next honest loss. */
    private static final class Stretch {
        /** The place it began after, or {@link FollowedCheck#FROM_STATE}. */
        final long start;

        final List<Change> changes = new ArrayList<>();
        /** The places after which it was continued, by how many changes had been told. */
        final Map<Integer, Long> resumes = new HashMap<>();

        Stretch(long start) {
            this.start = start;
        }
    }

    /** What a get showed of an object after a change of it was told. */
    private record Seen(Change change, Optional<Position> position) {}

    /** Begins to follow. */
    Follower(Spatio database, ChangesRequest request, ToldChanges told, boolean mayLose, long seed) {
        this.database = database;
        this.request = request;
        this.told = told;
        this.mayLose = mayLose;
        this.random = new Random(seed);
        Area area = request.area();
        region = area == null ? null : Regions.of(area);
        changes = database.changes(request);
        stretch = begin(request);
    }

    ChangesRequest request() {
        return request;
    }

    private Stretch begin(ChangesRequest from) {
        boolean withState = from.start() == ChangesRequest.Start.CURRENT_STATE;
        Stretch begun = new Stretch(
                withState ? FollowedCheck.FROM_STATE : changes.token().sequence());
        stretches.add(begun);
        return begun;
    }

    /** Polls until it has seen the last write of all. */
    void run(String lastNamespace, String lastId) {
        while (!marked || changes.token().sequence() == 0) { // 0 while the state is not whole
            try {
                if (random.nextInt(12) == 0) {
                    resume();
                }
                pollOnce(lastNamespace, lastId);
            } catch (ChangesLostException e) {
                requireMayLose(e);
                marked = false;
                beginAgain(request.fromCurrentState());
            }
        }
        changes.close();
    }

    /** Follows for a moment, and again, so that writes begin while nobody follows, and while somebody begins to. */
    void comeAndGo(int times) {
        for (int i = 0; i < times; i++) {
            try {
                stretch.changes.addAll(changes.poll(SHORT));
            } catch (ChangesLostException e) {
                requireMayLose(e);
            }
            beginAgain(request);
        }
    }

    private void requireMayLose(ChangesLostException e) {
        assertTrue(mayLose, () -> "nothing should be lost of " + request + ": " + e.getMessage());
    }

    private void beginAgain(ChangesRequest again) {
        changes.close();
        changes = database.changes(again);
        stretch = begin(again);
    }

    private void resume() {
        ChangeToken token = changes.token();
        if (token.sequence() == 0) {
            return; // the state is not whole
        }
        changes.close();
        changes = database.changes(request.after(ChangeToken.parse(token.toString())));
        stretch.resumes.put(stretch.changes.size(), token.sequence());
    }

    private void pollOnce(String lastNamespace, String lastId) {
        List<ToldChange> ended = told.ends();
        List<Change> polled = changes.poll(LONG);
        assertFalse(
                polled.isEmpty(),
                () -> "nothing was told for " + LONG + " of " + request + ", after " + changes.token() + ", "
                        + stretch.changes.size() + " changes, "
                        + database.stats().changes());
        for (Change change : polled) {
            requireNotEnded(change, ended);
            stretch.changes.add(change);
            marked |= change.namespace().equals(lastNamespace)
                    && change.objectId().filter(lastId::equals).isPresent();
        }
        Change last = polled.get(polled.size() - 1);
        last.objectId()
                .ifPresent(id -> seen.add(new Seen(
                        last, database.namespace(last.namespace()).get(id).map(row -> row.position()))));
        if (random.nextInt(3) == 0) {
            Thread.yield(); // slow
        }
    }

    private static void requireNotEnded(Change change, List<ToldChange> ended) {
        String id = change.objectId().orElse(null);
        for (ToldChange end : ended) {
            boolean isEnded = id != null
                    && change.kind() != ChangeKind.ERASED
                    && end.isOf(change.namespace(), id)
                    && end.sequence() > change.sequence();
            assertFalse(isEnded, () -> "an undelivered change was told after " + end + " had returned: " + change);
        }
    }

    // ---- checks, when all has ended -------------------------------------------------------------------------------

    /** Checks everything that was told against what the writes told. */
    void check(List<ToldChange> inOrder) {
        Map<Long, ToldChange> bySequence = new HashMap<>();
        inOrder.forEach(change -> bySequence.put(change.sequence(), change));
        for (Stretch one : stretches) {
            new FollowedCheck(request, region, inOrder, bySequence)
                    .check(one.changes, one.start, one.resumes, one == stretches.get(stretches.size() - 1));
        }
        for (Seen one : seen) {
            requireVisible(one, inOrder);
        }
    }

    /** What is told is visible: a later get shows it or something newer. */
    private void requireVisible(Seen one, List<ToldChange> inOrder) {
        if (one.change().kind() == ChangeKind.RECORDED) {
            return;
        }
        String id = one.change().objectId().orElseThrow();
        Optional<Position> shown = one.position();
        boolean isNewer = inOrder.stream()
                .filter(change -> change.sequence() >= one.change().sequence()
                        && change.isOf(one.change().namespace(), id))
                .anyMatch(change -> change.kind() != ChangeKind.RECORDED
                        && Optional.ofNullable(change.position()).equals(shown));
        assertTrue(isNewer, () -> "told before it was visible: " + one.change() + ", and a get showed " + shown);
    }

    static boolean isInside(@Nullable Region region, @Nullable Position position) {
        return position != null
                && (region == null
                        || region.contains(
                                LonLat.canonicalLon(position.lon(), position.lat()),
                                LonLat.canonicalLat(position.lat()),
                                position.altOrNaN()));
    }
}
