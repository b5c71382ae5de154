package io.spatio.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.DeleteOutcome;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.Stats;
import io.spatio.TrackPoint;
import io.spatio.Update;
import io.spatio.UpsertOutcome;
import io.spatio.testkit.harness.Capability;
import io.spatio.testkit.harness.Spec;
import io.spatio.testkit.harness.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Points 6 to 9 and 12 of the contract: time, order, writes, deletes, batches. */
public abstract class WriteSpec {
    private static final String FLEET = "fleet";
    private static final Position HERE = Position.of(13.4, 52.5);
    private static final Position THERE = Position.of(-0.1, 51.5, 35);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final DatabaseSource source;

    /** Tests the databases of a source. */
    protected WriteSpec(DatabaseSource source) {
        this.source = source;
    }

    @Test
    @Spec(
            value =
                    "6. floors time to microseconds once, before 1970 too; reads what was written, also after a restart",
            unlike = "D28")
    void time() {
        source.onBoth(database -> {
            List<String> times = List.of(
                    "1969-12-31T23:59:59.999999999Z",
                    "1970-01-01T00:00:00.000000001Z",
                    "1931-05-06T07:08:09.123456789Z",
                    "2026-03-01T12:00:00.999999999Z",
                    "-100000-01-01T00:00:00.000001Z",
                    "+200000-01-01T00:00:00Z");
            for (String time : times) {
                database.upsert(FLEET, time, HERE, Metadata.NONE, Instant.parse(time));
                database.upsert(FLEET, "all", HERE, Metadata.of("at", time), Instant.parse(time));
            }
            database.upsert(FLEET, "clock", HERE);
            database.checkAll();
            Instant floored = Instant.parse("1969-12-31T23:59:59.999999Z");
            assertEquals(
                    floored,
                    database.namespace(FLEET).get(times.get(0)).orElseThrow().timestamp());
            database.checkTrack(FLEET, "all", floored, floored, 5);
            database.checkTrack(FLEET, "all", floored, Instant.MAX, 5);
            database.checkTrack(FLEET, "all", Instant.MIN, floored, 5);
            database.checkTrack(FLEET, "all", Instant.MAX, Instant.MIN, 5);
            database.reopen();
            database.checkAll();
        });
    }

    @Test
    @Spec(
            value = "7. an equal timestamp replaces, and the same one stands after a restart",
            unlike = {"D10", "D11"})
    void equalTimestamps() {
        source.onBoth(database -> {
            for (int i = 0; i < 20; i++) {
                database.upsert(FLEET, "a", Position.of(i, i), Metadata.of("n", i), NOON);
            }
            database.upsert(FLEET, "a", Position.of(3, 3), Metadata.of("n", 3), NOON);
            database.checkAll();
            assertEquals(
                    Position.of(3, 3),
                    database.namespace(FLEET).get("a").orElseThrow().position());
            database.reopen();
            database.checkAll();
        });
    }

    @Test
    @Spec(
            value = "8. says CREATED, APPLIED, STALE or DUPLICATE; stale goes to history only, a duplicate nowhere",
            unlike = {"D34", "D40"})
    void outcomes() {
        source.onBoth(database -> {
            var fleet = database.namespace(FLEET);
            assertEquals(
                    UpsertOutcome.CREATED,
                    fleet.upsert("a", HERE, Metadata.NONE, NOON).outcome());
            assertEquals(
                    UpsertOutcome.DUPLICATE,
                    fleet.upsert("a", HERE, Metadata.NONE, NOON).outcome());
            assertEquals(
                    UpsertOutcome.APPLIED,
                    fleet.upsert("a", HERE, Metadata.json("null"), NOON).outcome());
            assertEquals(
                    UpsertOutcome.STALE,
                    fleet.upsert("a", THERE, Metadata.NONE, NOON.minusSeconds(1))
                            .outcome());
            assertEquals(
                    3, fleet.queryTrajectory("a", Instant.MIN, Instant.MAX, 10).size());
            database.erase(FLEET, "nobody");
        });
        source.onBoth(database -> {
            database.upsert(FLEET, "a", Position.of(0.0, 1), Metadata.NONE, NOON);
            database.upsert(FLEET, "a", Position.of(-0.0, 1), Metadata.NONE, NOON);
            database.upsert(FLEET, "a", Position.of(-0.0, 1, 0), Metadata.NONE, NOON);
            database.upsert(FLEET, "a", Position.of(180, 1), Metadata.NONE, NOON.plusSeconds(1));
            database.upsert(FLEET, "a", Position.of(-180, 1), Metadata.NONE, NOON.plusSeconds(1));
            database.checkAll();
            database.reopen();
            database.checkAll();
        });
    }

    @Test
    @Spec("8. replaces metadata whole and returns it byte for byte; a stationary object is found where it is")
    void metadata() {
        source.onBoth(database -> {
            for (String json : List.of(
                    "{\"a\":1,\"b\":2}",
                    "{\"b\":3}",
                    " [1.50, 1e3,\t\"\\u00fc\"] ",
                    "\"" + "x".repeat((64 << 10) - 2) + "\"",
                    "null",
                    "0")) {
                database.upsert(FLEET, "a", HERE, Metadata.json(json), null);
                database.clock().advance(Duration.ofSeconds(1));
                database.upsert(FLEET, "b", HERE, Metadata.json(json), null);
                database.checkAll();
            }
            database.upsert(FLEET, "a", HERE, Metadata.NONE, null);
            database.checkAll();
            database.reopen();
            database.checkAll();
        });
    }

    @Test
    @Spec(
            value =
                    "9. deletes at the clock's time or the position's, whichever is later, and says whether there was one",
            unlike = "D40")
    void deletes() {
        source.onBoth(database -> {
            database.delete(FLEET, "a");
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON.plus(Duration.ofDays(400)));
            database.delete(FLEET, "a");
            database.delete(FLEET, "a");
            database.checkAll();
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON.plus(Duration.ofDays(399)));
            database.upsert(FLEET, "a", THERE, Metadata.NONE, NOON.plus(Duration.ofDays(400)));
            database.checkAll();
            database.reopen();
            database.checkAll();
        });
    }

    @Test
    @Spec(
            "8, 9. a write without a time is newer than all before it, also when the clock steps back or a record is ahead")
    void clockStepsBack() {
        source.onBoth(database -> {
            database.clock().set(NOON);
            for (String id : List.of("a", "b", "ahead", "deleted ahead")) {
                database.upsert(FLEET, id, HERE);
            }
            database.upsert(FLEET, "ahead", THERE, Metadata.NONE, NOON.plusSeconds(600));
            database.delete(FLEET, "b");
            database.deleteAt(FLEET, "deleted ahead", NOON.plusSeconds(600));
            database.clock().set(NOON.minusSeconds(60));
            database.reopen();
            long before = database.database().stats().count(Stats.Operation.CLOCK_ADJUSTED);
            for (String id : List.of("a", "b", "ahead", "deleted ahead")) {
                database.upsert(FLEET, id, THERE, Metadata.of("written", "now"), null);
                assertEquals(
                        THERE, database.namespace(FLEET).get(id).orElseThrow().position());
            }
            database.upsertAll(
                    FLEET,
                    List.of(
                            Update.of("a", HERE),
                            Update.of("new", HERE),
                            new Update("a", THERE, Metadata.NONE, NOON.plusSeconds(5)),
                            Update.of("a", HERE)));
            assertEquals(
                    NOON.plusSeconds(5),
                    database.namespace(FLEET).get("a").orElseThrow().timestamp());
            database.delete(FLEET, "ahead");
            database.upsert(FLEET, "ahead", HERE);
            assertEquals(8, database.database().stats().count(Stats.Operation.CLOCK_ADJUSTED) - before);
            database.checkAll();
            database.reopen();
            database.checkAll();
        });
    }

    @Test
    @Spec(value = "9. late data does not bring a deleted object back, before and after a restart", unlike = "D12")
    void lateDataAfterDelete() {
        source.onBoth(database -> {
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON.minusSeconds(60));
            database.clock().set(NOON);
            database.delete(FLEET, "a");
            database.upsert(FLEET, "a", THERE, Metadata.NONE, NOON.minusSeconds(1));
            database.checkAll();
            assertEquals(0, database.namespace(FLEET).count());
            database.reopen();
            database.checkAll();
            database.upsert(FLEET, "a", THERE, Metadata.NONE, NOON.minusSeconds(2));
            database.clock().advance(Duration.ofDays(29));
            database.upsert(FLEET, "a", THERE, Metadata.NONE, NOON.minusSeconds(3));
            database.reopen();
            database.upsert(FLEET, "a", THERE, Metadata.NONE, NOON.minusSeconds(4));
            database.checkAll();
            database.upsert(FLEET, "a", THERE, Metadata.NONE, NOON);
            database.checkAll();
        });
    }

    @Test
    @Spec("9. forgets a delete after the horizon of 30 days: any record then creates the object again")
    void horizon() {
        source.onBoth(database -> {
            database.clock().set(NOON);
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON);
            database.delete(FLEET, "a");
            database.clock().advance(Duration.ofDays(31));
            database.checkAll();
            database.upsert(FLEET, "a", THERE, Metadata.NONE, NOON.minusSeconds(1));
            assertEquals(THERE, database.namespace(FLEET).get("a").orElseThrow().position());
            database.reopen();
            database.checkAll();
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON.minusSeconds(2));
            database.delete(FLEET, "a");
            database.clock().advance(Duration.ofDays(31));
            database.reopen();
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON.minusSeconds(3));
            database.checkAll();
            database.reopen();
            database.checkAll();
        });
    }

    @Test
    @Spec("9, 13. counts the horizon from the making of the delete, to the microsecond, whatever restarts lie between")
    void horizonOverRestarts() {
        source.onBoth(database -> {
            database.clock().set(NOON);
            for (String id : List.of("a", "b", "c")) {
                database.upsert(FLEET, id, HERE, Metadata.NONE, NOON);
                database.delete(FLEET, id);
            }
            database.clock().advance(Duration.ofDays(20));
            database.reopen();
            database.clock().advance(Duration.ofDays(10));
            database.upsert(FLEET, "a", THERE, Metadata.NONE, NOON.minusSeconds(1));
            database.checkAll();
            database.clock().advance(Duration.ofNanos(1000));
            database.upsert(FLEET, "b", THERE, Metadata.NONE, NOON.minusSeconds(1));
            database.checkAll();
            database.reopen();
            database.checkAll();
            database.clock().advance(Duration.ofDays(5));
            database.upsert(FLEET, "c", THERE, Metadata.NONE, NOON.minusSeconds(1));
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON.minusSeconds(2));
            database.checkAll();
            assertEquals(3, database.namespace(FLEET).count());
            database.reopen();
            database.checkAll();
        });
    }

    @Test
    @Spec("9. delete at a time is DELETED, STALE where a newer position exists, ABSENT where there is none")
    void deleteAtATime() {
        source.onBoth(database -> {
            var fleet = database.namespace(FLEET);
            assertEquals(DeleteOutcome.ABSENT, fleet.delete("a", NOON).outcome());
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON);
            database.deleteAt(FLEET, "a", NOON.minusSeconds(1));
            database.checkAll();
            database.deleteAt(FLEET, "a", NOON);
            database.deleteAt(FLEET, "a", NOON.plusSeconds(9));
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON);
            database.deleteAt(FLEET, "a", NOON.plusSeconds(5));
            database.upsert(FLEET, "a", THERE, Metadata.NONE, NOON.plusSeconds(4));
            database.checkAll();
            database.reopen();
            database.checkAll();
        });
    }

    @Test
    @Spec(value = "12. stores a batch whole or not at all, naming the first bad element", unlike = "D15")
    void batches() {
        source.onBoth(database -> {
            database.upsert(FLEET, "a", HERE, Metadata.of("keep", true), NOON);
            Instant tooFar = Instant.parse("+999999999-01-01T00:00:00Z");
            List<Update> bad = new ArrayList<>();
            for (int i = 0; i < 17; i++) {
                bad.add(Update.of(i == 0 ? "a" : "new" + i, THERE, Metadata.NONE, NOON.plusSeconds(1)));
            }
            bad.add(Update.of("bad", THERE, Metadata.NONE, tooFar));
            bad.add(Update.of("b".repeat(2000), THERE, Metadata.NONE, NOON));
            String message = String.valueOf(assertThrows(IllegalArgumentException.class, () -> database.namespace(FLEET)
                            .upsertAll(bad))
                    .getMessage());
            assertTrue(message.contains("17"), () -> "the message does not name element 17: " + message);
            List<TrackPoint> badTrack =
                    List.of(TrackPoint.of(NOON.plusSeconds(1), THERE), TrackPoint.of(tooFar, THERE, Metadata.NONE));
            assertThrows(IllegalArgumentException.class, () -> database.namespace(FLEET)
                    .insertTrajectory("a", badTrack));
            database.checkAll();
            database.reopen();
            database.checkAll();
            database.upsertAll(FLEET, List.of());
            database.insertTrajectory(FLEET, "nobody", List.of());
            database.checkAll();
        });
    }

    @Test
    @Spec(
            value = "12. insertTrajectory keeps altitude and metadata of every point, in any order of time",
            unlike = "D15")
    void trajectories() {
        source.onBoth(database -> {
            database.upsert(FLEET, "a", HERE, Metadata.of("driver", "Ann"), NOON);
            database.insertTrajectory(
                    FLEET,
                    "a",
                    List.of(
                            TrackPoint.of(NOON.plusSeconds(3), Position.of(1, 1, 300), Metadata.of("leg", 3)),
                            TrackPoint.of(NOON.minusSeconds(3), Position.of(2, 2, -3), Metadata.of("leg", 1)),
                            TrackPoint.of(NOON, Position.of(3, 3)),
                            TrackPoint.of(NOON, HERE, Metadata.of("driver", "Ann"))));
            database.checkAll();
            assertEquals(
                    300,
                    database.namespace(FLEET).get("a").orElseThrow().position().altOrNaN());
            database.reopen();
            database.checkAll();
        });
    }

    @Test
    @Spec(
            value = "8. refuses timestamps beyond a configured skew, and takes them where none is configured",
            unlike = "D14")
    void futureSkew() {
        Assumptions.assumeTrue(source.capabilities().contains(Capability.SETTINGS), "this database takes no settings");
        TestClock clock = new TestClock(NOON);
        try (Spatio database = source.openInMemory(clock, Map.of("max-future-skew", "1h"))) {
            var fleet = database.namespace(FLEET);
            assertEquals(
                    UpsertOutcome.CREATED,
                    fleet.upsert("a", HERE, Metadata.NONE, NOON.plusSeconds(3600))
                            .outcome());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> fleet.upsert("a", THERE, Metadata.NONE, NOON.plusSeconds(3601)));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> fleet.upsertAll(List.of(Update.of("b", THERE, Metadata.NONE, NOON.plusSeconds(99_999)))));
            assertEquals(HERE, fleet.get("a").orElseThrow().position());
            assertEquals(1, fleet.count());
        }
        source.inMemory(
                database -> database.upsert(FLEET, "a", HERE, Metadata.NONE, Instant.parse("2080-01-01T00:00:00Z")));
    }

    @Test
    @Spec("8. takes metadata as large as configured, up to 1 MiB, and none larger")
    void metadataLimit() {
        Assumptions.assumeTrue(source.capabilities().contains(Capability.SETTINGS), "this database takes no settings");
        for (int limit : new int[] {10, 100 << 10, Metadata.MAX_BYTES}) {
            Map<String, String> settings = Map.of("max-metadata-bytes", String.valueOf(limit));
            try (Spatio database = source.openInMemory(new TestClock(NOON), settings)) {
                var fleet = database.namespace(FLEET);
                Metadata largest = text(limit);
                assertEquals(
                        UpsertOutcome.CREATED,
                        fleet.upsert("a", HERE, largest, NOON).outcome());
                assertEquals(largest, fleet.get("a").orElseThrow().metadata());
                if (limit < Metadata.MAX_BYTES) {
                    assertThrows(IllegalArgumentException.class, () -> fleet.upsert("b", HERE, text(limit + 1), NOON));
                    assertEquals(1, fleet.count());
                }
            }
        }
        assertThrows(IllegalArgumentException.class, () -> text(Metadata.MAX_BYTES + 1));
    }

    private static Metadata text(int bytes) {
        return Metadata.json("\"" + "x".repeat(bytes - 2) + "\"");
    }
}
