package io.spatio.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.Area;
import io.spatio.CancelToken;
import io.spatio.Deadline;
import io.spatio.HistoryOptions;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Results;
import io.spatio.Spatio;
import io.spatio.TrackPoint;
import io.spatio.Update;
import io.spatio.error.CancelledException;
import io.spatio.error.DeadlineExceededException;
import io.spatio.error.SpatioException;
import io.spatio.testkit.generators.Areas;
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
import org.junit.jupiter.api.function.Executable;

/** Points 10, 11 and 15 of the contract: history, erasure, and the bound of history in memory. */
public abstract class HistorySpec {
    private static final String FLEET = "fleet";
    private static final Position HERE = Position.of(13.4, 52.5);
    private static final Position THERE = Position.of(-0.1, 51.5, 35);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final DatabaseSource source;

    /** Tests the databases of a source. */
    protected HistorySpec(DatabaseSource source) {
        this.source = source;
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
    @Spec(
            "20. pages a history by timestamp and sequence, in both directions, also where many records share a timestamp")
    void pages() {
        source.onBoth(database -> {
            for (int i = 0; i < 120; i++) {
                Instant time = NOON.plusMillis(i / 40 * 10L + i % 3);
                database.upsert(FLEET, "a", Position.of(i, i % 80), Metadata.NONE, time);
            }
            for (int round = 0; round < 2; round++) {
                for (int size : List.of(1, 7, 40, 500)) {
                    database.checkPages(FLEET, "a", size);
                }
                database.compact();
                database.checkPages(FLEET, "a", 9);
                database.reopen();
            }
            Namespace fleet = database.namespace(FLEET);
            HistoryOptions page = HistoryOptions.limit(5);
            Results<TrackPoint> first = fleet.queryTrajectory("a", Instant.MIN, Instant.MAX, page);
            database.upsert(FLEET, "a", HERE, Metadata.NONE, NOON.plusSeconds(9));
            assertEquals(
                    List.copyOf(fleet.queryTrajectory("a", Instant.MIN, Instant.MAX, 11))
                            .subList(6, 11),
                    List.copyOf(fleet.queryTrajectory("a", Instant.MIN, Instant.MAX, page.after(first.get(4)))),
                    "a page after a newer record came");
            assertThrows(
                    IllegalArgumentException.class,
                    () -> fleet.queryDuring(Area.Box.WORLD, Instant.MIN, Instant.MAX, page.after(first.get(4))));
        });
    }

    @Test
    @Spec("19. gives up every query whose deadline has passed or whose token was cancelled")
    void deadlines() {
        source.onBoth(database -> {
            for (int i = 0; i < 50; i++) {
                database.upsert(FLEET, "t" + i % 5, Position.of(i, 1), Metadata.NONE, NOON.plusSeconds(i));
            }
            CancelToken token = CancelToken.create();
            token.cancel();
            requireEnded(
                    DeadlineExceededException.class,
                    database.namespace(FLEET),
                    QueryOptions.ALL.withDeadline(Deadline.after(Duration.ZERO)),
                    HistoryOptions.ALL.withDeadline(Deadline.after(Duration.ofSeconds(-1))));
            requireEnded(
                    CancelledException.class,
                    database.namespace(FLEET),
                    QueryOptions.ALL.withCancelToken(token),
                    HistoryOptions.ALL.withCancelToken(token));
            assertEquals(
                    5,
                    database.namespace(FLEET)
                            .query(Area.Box.WORLD, QueryOptions.ALL.withDeadline(Deadline.after(Duration.ofDays(1))))
                            .size());
            database.checkAll();
        });
    }

    private static void requireEnded(
            Class<? extends SpatioException> by, Namespace fleet, QueryOptions query, HistoryOptions history) {
        for (Executable call : List.<Executable>of(
                () -> fleet.query(Area.Box.WORLD, query),
                () -> fleet.query(Area.circle(HERE, 1), query),
                () -> fleet.query(Area.Box.WORLD, query.unordered(), row -> true),
                () -> fleet.knn(HERE, query),
                () -> fleet.knn(HERE, query, row -> true),
                () -> fleet.queryNear("t1", 5, query),
                () -> fleet.forEach(query, row -> true),
                () -> fleet.getAll(List.of("t1"), query),
                () -> fleet.convexHull(query),
                () -> fleet.boundingBox(query),
                () -> fleet.queryTrajectory("t1", Instant.MIN, Instant.MAX, history),
                () -> fleet.streamTrajectory("t1", Instant.MIN, Instant.MAX, history)
                        .toList(),
                () -> fleet.queryDuring(Area.Box.WORLD, Instant.MIN, Instant.MAX, history))) {
            assertThrows(by, call);
        }
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
    @Spec("10. queryDuring keeps the first of many visits, whatever the limit")
    void duringManyVisits() {
        source.onBoth(database -> {
            List<String> ids = List.of("t3", "t1", "t2");
            for (int i = 0; i < 4_800; i++) {
                String id = ids.get(i * ids.size() / 4_800);
                Position place = Position.of(i % 2 == 0 ? 1 : 9, 1);
                database.upsert(FLEET, id, place, Metadata.NONE, NOON.plusSeconds(i));
            }
            Queries queries = new Queries(database, FLEET);
            for (int limit : new int[] {0, 1, 100, 801, 2_399, 2_400, Integer.MAX_VALUE}) {
                queries.during(Area.box(0, 0, 2, 2), Instant.MIN, Instant.MAX, limit);
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
    @Spec(
            value =
                    "15. bounds history in memory, drops the oldest, never a current position, and counts what it dropped",
            unlike = {"D20", "D27"})
    void boundedHistory() {
        Assumptions.assumeTrue(source.capabilities().contains(Capability.SETTINGS), "this database takes no settings");
        int records = 20_000;
        try (Spatio database =
                source.openInMemory(new TestClock(NOON), Map.of("store.memory.history-bytes", "256KiB"))) {
            var fleet = database.namespace(FLEET);
            fleet.upsert("parked", THERE, Metadata.of("since", "long"), NOON.minusSeconds(1));
            for (int i = 0; i < records; i++) {
                fleet.upsert("driving", Position.of(i % 180, 1), Metadata.of("step", i), NOON.plusSeconds(i));
            }
            long dropped = database.stats().store().historyDropped();
            List<TrackPoint> kept = fleet.queryTrajectory("driving", Instant.MIN, Instant.MAX, Integer.MAX_VALUE);
            assertTrue(dropped > 0, "nothing was dropped of 20,000 records in 256 KiB");
            assertEquals(records, kept.size() + dropped, "records kept and dropped");
            for (int i = 0; i < kept.size(); i++) {
                assertEquals(NOON.plusSeconds(records - 1 - i), kept.get(i).timestamp(), "the newest are kept");
            }
            assertEquals(THERE, fleet.get("parked").orElseThrow().position());
            assertEquals(
                    1,
                    fleet.queryTrajectory("parked", Instant.MIN, Instant.MAX, 5).size(),
                    "a current position stays");
            assertEquals(
                    NOON.plusSeconds(records - 1),
                    fleet.get("driving").orElseThrow().timestamp());
        }
    }
}
