package io.spatio.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.Area;
import io.spatio.DeleteOutcome;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.TrackPoint;
import io.spatio.Update;
import io.spatio.UpsertOutcome;
import io.spatio.testkit.Capability;
import io.spatio.testkit.Spec;
import io.spatio.testkit.TestClock;
import io.spatio.testkit.generators.Areas;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Points 6 to 12 of the contract: time, order, writes, deletes, history, erasure, batches. */
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
            assertEquals(UpsertOutcome.CREATED, fleet.upsert("a", HERE, Metadata.NONE, NOON));
            assertEquals(UpsertOutcome.DUPLICATE, fleet.upsert("a", HERE, Metadata.NONE, NOON));
            assertEquals(UpsertOutcome.APPLIED, fleet.upsert("a", HERE, Metadata.json("null"), NOON));
            assertEquals(UpsertOutcome.STALE, fleet.upsert("a", THERE, Metadata.NONE, NOON.minusSeconds(1)));
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
    @Spec("9. forgets a delete after the horizon of 30 days: any record then creates the object anew")
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
    @Spec("9. delete at a time is DELETED, STALE where a newer position exists, ABSENT where there is none")
    void deleteAtATime() {
        source.onBoth(database -> {
            var fleet = database.namespace(FLEET);
            assertEquals(DeleteOutcome.ABSENT, fleet.delete("a", NOON));
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
    @Spec(
            value = "10. keeps every position bit for bit, newest first, late and repeated ones in their place",
            unlike = {"D1", "D28"})
    void history() {
        source.onBoth(database -> {
            for (int round = 0; round < 3; round++) {
                for (int i = 0; i < 150; i++) {
                    Instant time = NOON.plusMillis((i * 37) % 150 * 10L);
                    database.upsert(FLEET, "a", Position.of(i / 7.0, i / 3.0, i * 0.1), Metadata.of("i", i % 4), time);
                }
                database.checkAll();
                database.reopen();
                database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON.plusSeconds(100 + round));
                database.checkTrack(FLEET, "a", Instant.MIN, Instant.MAX, 7);
                database.checkTrack(FLEET, "a", NOON, NOON.plusMillis(500), 1000);
                database.checkTrack(FLEET, "a", NOON.plusMillis(10), NOON.plusMillis(10), 1000);
            }
            database.delete(FLEET, "a");
            database.checkTrack(FLEET, "a", Instant.MIN, Instant.MAX, 1000);
        });
    }

    @Test
    @Spec("10. a batch sent again leaves no trace")
    void retriedBatch() {
        source.onBoth(database -> {
            List<Update> batch = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                batch.add(Update.of("t" + i % 7, Position.of(i, i), Metadata.of("i", i), NOON.plusSeconds(i % 9)));
            }
            for (int attempt = 0; attempt < 3; attempt++) {
                database.upsertAll(FLEET, batch);
                database.checkAll();
                database.reopen();
            }
            assertEquals(
                    9,
                    database.namespace(FLEET)
                            .queryTrajectory("t0", Instant.MIN, Instant.MAX, 100)
                            .size());
        });
    }

    @Test
    @Spec("10. queryDuring gives maximal runs of consecutive records inside area and range, by object and time")
    void during() {
        source.onBoth(database -> {
            for (int i = 0; i < 200; i++) {
                double lon = Math.abs(i % 40 - 20) - 10.5;
                database.upsert(FLEET, "t" + i % 3, Position.of(lon, 1, i), Metadata.NONE, NOON.plusSeconds(i));
            }
            database.deleteAt(FLEET, "t1", NOON.plusSeconds(500));
            database.upsert(FLEET, "edge", Position.of(180, 1), Metadata.NONE, NOON);
            Queries queries = new Queries(database, FLEET);
            for (int round = 0; round < 2; round++) {
                for (Area area : List.of(
                        Area.box(-5, 0, 5, 2),
                        Area.box(5, 0, -5, 2),
                        Area.circle(Position.of(0, 1), 400_000),
                        Area.box3d(-20, 0, 50, 20, 2, 120),
                        Area.Box.WORLD,
                        Area.box(-180, 0, -170, 5),
                        Area.cylinder(Position.of(3, 1), 300_000, 0, 90),
                        Areas.polygons().get(9))) {
                    queries.during(area, Instant.MIN, Instant.MAX, Integer.MAX_VALUE);
                    queries.during(area, NOON.plusSeconds(33), NOON.plusSeconds(77), Integer.MAX_VALUE);
                    queries.during(area, NOON.plusSeconds(10), NOON.plusSeconds(190), 2);
                    queries.during(area, NOON.plusSeconds(10), NOON, 2);
                }
                database.reopen();
            }
        });
    }

    @Test
    @Spec("11. erases an object and its history at once; a later record is a new object")
    void erases() {
        source.onBoth(database -> {
            for (String id : List.of("a", "b", "c")) {
                database.upsert(FLEET, id, HERE, Metadata.NONE, NOON);
                database.upsert(FLEET, id, THERE, Metadata.of("x", 1), NOON.plusSeconds(5));
            }
            database.delete(FLEET, "c");
            database.erase(FLEET, "a");
            database.erase(FLEET, "a");
            database.erase(FLEET, "c");
            database.checkAll();
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON.minusSeconds(9));
            database.upsert(FLEET, "c", HERE, Metadata.NONE, NOON.minusSeconds(9));
            database.checkAll();
            database.reopen();
            database.checkAll();
            database.drop(FLEET);
            database.checkAll();
            database.checkTrack(FLEET, "b", Instant.MIN, Instant.MAX, 10);
            database.reopen();
            database.checkAll();
            database.upsert(FLEET, "b", HERE);
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
                    List.of(TrackPoint.of(NOON.plusSeconds(1), THERE), new TrackPoint(tooFar, THERE, Metadata.NONE));
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
                            new TrackPoint(NOON.plusSeconds(3), Position.of(1, 1, 300), Metadata.of("leg", 3)),
                            new TrackPoint(NOON.minusSeconds(3), Position.of(2, 2, -3), Metadata.of("leg", 1)),
                            TrackPoint.of(NOON, Position.of(3, 3)),
                            new TrackPoint(NOON, HERE, Metadata.of("driver", "Ann"))));
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
            assertEquals(UpsertOutcome.CREATED, fleet.upsert("a", HERE, Metadata.NONE, NOON.plusSeconds(3600)));
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
}
