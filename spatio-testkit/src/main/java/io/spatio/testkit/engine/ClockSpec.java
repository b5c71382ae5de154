package io.spatio.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.ObjectHandle;
import io.spatio.Position;
import io.spatio.Update;
import io.spatio.UpsertOutcome;
import io.spatio.Written;
import io.spatio.testkit.harness.Spec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Points 8, 9, 11 and 12 of the contract: clocks that step back, handles that outlive objects, batches that are refused. */
public abstract class ClockSpec {
    private static final String FLEET = "fleet";
    private static final Position HERE = Position.of(13.4, 52.5);
    private static final Position THERE = Position.of(-0.1, 51.5, 35);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Metadata LARGE = Metadata.json("\"" + "m".repeat(60_000) + "\"");

    private final DatabaseSource source;

    /** Tests the databases of a source. */
    protected ClockSpec(DatabaseSource source) {
        this.source = source;
    }

    @Test
    @Spec(
            "8. an upsert without a time is never STALE, though the clock steps back: it is at the object's greatest event then")
    void clockStepsBack() {
        source.onBoth(database -> {
            Namespace fleet = database.namespace(FLEET);
            database.clock().set(NOON);
            database.upsert(FLEET, "a", HERE);
            database.clock().advance(Duration.ofMinutes(-10));
            assertEquals(
                    UpsertOutcome.APPLIED,
                    fleet.upsert("a", THERE, Metadata.NONE).outcome(),
                    "upsert after the clock stepped back");
            assertEquals(Optional.of(NOON), fleet.get("a").map(Location::timestamp), "its time");
            assertEquals(
                    UpsertOutcome.DUPLICATE,
                    fleet.upsert("a", THERE, Metadata.NONE).outcome(),
                    "the same again");
            assertEquals(
                    List.of(UpsertOutcome.APPLIED, UpsertOutcome.APPLIED, UpsertOutcome.CREATED),
                    outcomes(fleet.upsertAll(
                            List.of(Update.of("a", HERE), Update.of("a", THERE), Update.of("b", HERE)))),
                    "a batch after the clock stepped back");
            assertEquals(
                    Optional.of(NOON.minusSeconds(600)),
                    fleet.get("b").map(Location::timestamp),
                    "the time of a new object");
            assertEquals(
                    UpsertOutcome.APPLIED,
                    fleet.object("a").upsert(HERE, Metadata.NONE).outcome(),
                    "upsert by a handle");
            assertTrue(fleet.delete("a").ended(), "delete after the clock stepped back");
            assertFalse(fleet.exists("a"), "it is gone");
        });
    }

    @Test
    @Spec(
            "8, 9. after a delete of the future an upsert without a time brings the object back, before and after a restart")
    void deleteOfTheFuture() {
        source.onBoth(database -> {
            database.clock().set(NOON);
            Instant future = NOON.plusSeconds(86_400);
            for (String id : List.of("a", "b")) {
                database.upsert(FLEET, id, HERE, Metadata.NONE, NOON);
                database.deleteAt(FLEET, id, future);
            }
            assertEquals(
                    UpsertOutcome.CREATED,
                    database.namespace(FLEET).upsert("a", THERE, Metadata.NONE).outcome(),
                    "upsert of a");
            assertEquals(Optional.of(future), database.namespace(FLEET).get("a").map(Location::timestamp));
            database.reopen();
            assertEquals(Optional.of(THERE), database.namespace(FLEET).get("a").map(Location::position));
            assertEquals(
                    UpsertOutcome.CREATED,
                    database.namespace(FLEET).upsert("b", THERE, Metadata.NONE).outcome(),
                    "upsert of b after a restart");
            assertTrue(database.namespace(FLEET).delete("b").ended(), "delete of b");
            assertEquals(
                    List.of(UpsertOutcome.CREATED),
                    outcomes(database.namespace(FLEET).upsertAll(List.of(Update.of("b", HERE)))),
                    "a batch after a delete of the future");
        });
    }

    @Test
    @Spec("11. a handle goes on after its object or namespace was erased and made again, by itself or by others")
    void handlesOutliveObjects() {
        source.onBoth(database -> {
            Namespace fleet = database.namespace(FLEET);
            ObjectHandle handle = fleet.object("a");
            assertEquals(Optional.empty(), handle.get());
            for (int round = 0; round < 4; round++) {
                Position place = Position.of(round, 1);
                assertEquals(
                        UpsertOutcome.CREATED,
                        handle.upsert(place, Metadata.NONE, NOON).outcome(),
                        "first upsert by a handle");
                assertEquals(Optional.of(place), fleet.get("a").map(Location::position));
                requireOnePoint(fleet);
                end(fleet, round);
                assertEquals(Optional.empty(), handle.get(), "what a handle gets of an erased object");
                assertFalse(handle.delete().ended(), "delete of what is erased");
                assertEquals(
                        UpsertOutcome.CREATED,
                        fleet.upsert("a", THERE, Metadata.NONE, NOON.minusSeconds(round))
                                .outcome());
                assertEquals(Optional.of(THERE), handle.get().map(Location::position), "what others made again");
                requireOnePoint(fleet);
                end(fleet, round + 1);
            }
        });
    }

    private static void end(Namespace fleet, int round) {
        if (round % 2 == 0) {
            assertTrue(fleet.erase("a") > 0);
        } else {
            assertTrue(fleet.drop() > 0);
        }
    }

    private static void requireOnePoint(Namespace fleet) {
        assertEquals(
                1, fleet.queryTrajectory("a", Instant.MIN, Instant.MAX, 10).size(), "points of an object made again");
    }

    @Test
    @Spec("12. a refused batch leaves nothing: no object, no history, no namespace, before and after a restart")
    void refusedBatches() {
        source.onBoth(database -> {
            database.upsert("depot", "crane", HERE);
            List<Update> bad = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                bad.add(Update.of("t" + i, Position.of(i, 1)));
            }
            bad.add(Update.of("too-large", HERE, Metadata.json("\"" + "x".repeat(100_000) + "\""), NOON));
            assertThrows(IllegalArgumentException.class, () -> database.namespace("new")
                    .upsertAll(bad));
            assertThrows(IllegalArgumentException.class, () -> database.namespace("depot")
                    .upsertAll(bad));
            List<Update> large = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                large.add(Update.of("t" + i, Position.of(i % 180, 1), LARGE, NOON));
            }
            int taken = upsertAll(database.namespace("large"), large);
            for (int round = 0; round < 2; round++) {
                assertEquals(0, database.namespace("new").count(), "objects of a refused batch");
                assertEquals(0, database.namespace("new").erase("t1"), "erase of what was refused");
                assertFalse(database.namespace("depot").exists("t1"), "an object of a refused batch");
                assertEquals(
                        List.of(),
                        List.copyOf(database.namespace("depot").queryTrajectory("t1", Instant.MIN, Instant.MAX, 9)));
                assertEquals(taken, database.namespace("large").count(), "objects of a batch of 18 MB");
                assertEquals(
                        taken == 0 ? List.of("depot") : List.of("depot", "large"),
                        database.database().namespaces());
                database.reopen();
            }
        });
    }

    /** Takes a batch beyond 16 MiB whole or not at all. */
    private static int upsertAll(Namespace namespace, List<Update> large) {
        try {
            return namespace.upsertAll(large).size();
        } catch (IllegalArgumentException e) {
            assertTrue(
                    String.valueOf(e.getMessage()).matches("(?s).*\\d.*"),
                    () -> "the refusal of a batch names no bound: " + e.getMessage());
            return 0;
        }
    }

    private static List<UpsertOutcome> outcomes(List<Written> written) {
        return written.stream().map(Written::outcome).toList();
    }
}
