package io.spatio.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.Area;
import io.spatio.DistanceMetric;
import io.spatio.Health;
import io.spatio.Maintenance;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.ObjectHandle;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.RowVisitor;
import io.spatio.Spatio;
import io.spatio.TrackPoint;
import io.spatio.error.DatabaseClosedException;
import io.spatio.error.StoreLockedException;
import io.spatio.testkit.harness.Spec;
import io.spatio.testkit.harness.TemporaryDirectories;
import io.spatio.testkit.harness.TestClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Points 13, 15 and 17 of the contract: what is kept, and how a database ends. */
public abstract class LifecycleSpec {
    private static final String FLEET = "fleet";
    private static final Position HERE = Position.of(13.4, 52.5);

    private final DatabaseSource source;

    /** Tests the databases of a source. */
    protected LifecycleSpec(DatabaseSource source) {
        this.source = source;
    }

    @Test
    @Spec(
            value = "13. recovered state equals live state, the very last write included",
            unlike = {"D1", "D2", "D16"})
    void recoveredEqualsLive() {
        source.onDisk(database -> {
            for (int round = 0; round < 5; round++) {
                for (int i = 0; i < 200; i++) {
                    database.upsert(
                            FLEET, "t" + i, Position.of(i * 0.7 - 60, round * 3 + 0.1), Metadata.of("r", round), null);
                }
                database.delete(FLEET, "t" + round);
                database.erase(FLEET, "t" + (100 + round));
                database.upsert("n" + round, "last", HERE);
                database.reopen();
                database.checkAll();
                new Queries(database, FLEET).knn(HERE, QueryOptions.limit(20));
                new Queries(database, FLEET).area(Area.circle(HERE, 3_000_000), QueryOptions.ALL);
                new Queries(database, FLEET).frames();
            }
            database.reopen();
            database.reopen();
            database.checkAll();
        });
    }

    @Test
    @Spec("15. sync returns, health is OPEN, and a database in memory drops no history while it is small")
    void syncAndHealth() {
        source.onBoth(database -> {
            for (int i = 0; i < 2_000; i++) {
                database.upsert(FLEET, "a", Position.of(i * 0.01, 1), Metadata.NONE, Instant.EPOCH.plusSeconds(i));
            }
            database.sync();
            assertEquals(Health.OPEN, database.database().health());
            assertEquals(0, database.database().stats().store().historyDropped());
            database.checkAll();
        });
    }

    @Test
    @Spec("17. closes twice; every other call afterwards says \"Database is closed\"")
    void useAfterClose() {
        source.onBoth(database -> {
            database.upsert(FLEET, "a", HERE);
            Spatio closed = database.database();
            Namespace fleet = database.namespace(FLEET);
            ObjectHandle handle = fleet.object("a");
            Maintenance maintenance = closed.maintenance();
            closed.close();
            closed.close();
            for (Executable call : calls(closed, fleet, handle, maintenance)) {
                assertEquals(
                        "Database is closed",
                        assertThrows(DatabaseClosedException.class, call).getMessage());
            }
        });
    }

    private static List<Executable> calls(Spatio db, Namespace fleet, ObjectHandle handle, Maintenance maintenance) {
        QueryOptions all = QueryOptions.ALL;
        List<Executable> calls = new ArrayList<>(List.of(
                db::namespaces,
                db::sync,
                db::health,
                db::stats,
                maintenance::compact,
                maintenance::verify,
                () -> fleet.upsert("a", HERE),
                () -> fleet.upsert("a", HERE, Metadata.NONE, Instant.EPOCH),
                () -> fleet.upsertAll(List.of()),
                () -> fleet.insertTrajectory("a", List.of()),
                () -> fleet.delete("a"),
                () -> fleet.delete("nobody"),
                () -> fleet.delete("a", Instant.EPOCH),
                () -> fleet.erase("a"),
                fleet::drop,
                () -> fleet.get("a"),
                () -> fleet.getAll(List.of("a")),
                () -> fleet.exists("a"),
                fleet::count,
                () -> fleet.forEach(row -> true)));
        calls.addAll(List.of(
                () -> fleet.query(Area.Box.WORLD, all),
                () -> fleet.query(Area.Box.WORLD, all, row -> true),
                () -> fleet.queryRadius(HERE, 10, 10),
                () -> fleet.knn(HERE, 1),
                () -> fleet.knn(HERE, all, row -> true),
                () -> fleet.queryNear("a", 10, 10),
                () -> fleet.queryBboxNearObject("a", 10, 10, all),
                () -> fleet.queryBbox3dNearObject("a", 10, 10, 10, all),
                () -> fleet.queryCylinderNearObject("a", 0, 10, 10, all),
                () -> fleet.knnNearObject("a", 1),
                () -> fleet.queryTrajectory("a", Instant.MIN, Instant.MAX, 10),
                () -> fleet.streamTrajectory("a", Instant.MIN, Instant.MAX),
                () -> fleet.queryDuring(Area.Box.WORLD, Instant.MIN, Instant.MAX, 10),
                () -> fleet.distanceBetween("a", "a", DistanceMetric.HAVERSINE),
                () -> fleet.distanceTo("a", HERE, DistanceMetric.HAVERSINE),
                fleet::convexHull,
                fleet::boundingBox,
                handle::get,
                handle::delete,
                () -> handle.upsert(HERE, Metadata.NONE)));
        return calls;
    }

    @Test
    @Spec("17. ends open streams at close")
    void closeEndsStreams() {
        source.onBoth(database -> {
            for (int i = 0; i < 3_000; i++) {
                database.upsert(FLEET, "a", HERE, Metadata.NONE, Instant.EPOCH.plusSeconds(i));
            }
            Stream<TrackPoint> stream = database.namespace(FLEET).streamTrajectory("a", Instant.MIN, Instant.MAX);
            var points = stream.iterator();
            assertTrue(points.hasNext());
            database.database().close();
            assertThrows(DatabaseClosedException.class, () -> {
                while (points.hasNext()) {
                    points.next();
                }
            });
            stream.close();
        });
    }

    @Test
    @Spec("17. close waits for running calls, which see their rows to the end")
    void closeWaits() {
        for (int round = 0; round < 20; round++) {
            source.onBoth(database -> {
                for (int i = 0; i < 5; i++) {
                    database.upsert(FLEET, "t" + i, Position.of(i, 1));
                }
                Spatio closing = database.database();
                List<String> seen = new CopyOnWriteArrayList<>();
                List<String> seenBeforeClosed = new CopyOnWriteArrayList<>();
                Thread closer = new Thread(() -> {
                    closing.close();
                    seenBeforeClosed.addAll(seen);
                });
                database.namespace(FLEET).query(Area.Box.WORLD, QueryOptions.ALL, row -> {
                    if (seen.isEmpty()) {
                        closer.start();
                        awaitClosing(closing, closer);
                    }
                    return seen.add(row.objectId());
                });
                join(closer);
                assertEquals(List.of("t0", "t1", "t2", "t3", "t4"), seen);
                assertEquals(seen, seenBeforeClosed, "close() returned while a query was running");
            });
        }
    }

    /** Until closing has begun, and the closer waits or could have ended. */
    private static void awaitClosing(Spatio closing, Thread closer) {
        boolean begun = false;
        while (!begun) {
            try {
                Health unused = closing.health();
            } catch (DatabaseClosedException e) {
                begun = true;
            }
        }
        for (int i = 0; i < 10_000 && closer.getState() == Thread.State.RUNNABLE; i++) {
            Thread.onSpinWait();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a database closes", e);
        }
    }

    @Test
    @Spec("17. refuses to be closed from inside a visitor, and goes on")
    void closeFromAVisitor() {
        source.inMemory(database -> {
            database.upsert(FLEET, "a", HERE);
            Namespace fleet = database.namespace(FLEET);
            for (Consumer<RowVisitor> walk : List.<Consumer<RowVisitor>>of(
                    fleet::forEach,
                    visitor -> fleet.query(Area.Box.WORLD, QueryOptions.ALL, visitor),
                    visitor -> fleet.knn(HERE, QueryOptions.ALL, visitor))) {
                assertThrows(
                        IllegalStateException.class,
                        () -> walk.accept(row -> {
                            database.database().close();
                            return true;
                        }));
                database.checkAll();
            }
        });
    }

    @Test
    @Spec("17. closed by whom a stream of a trajectory calls, refuses, or ends the stream; it never hangs")
    void closeFromAStream() {
        source.onBoth(database -> {
            for (int i = 0; i < 3_000; i++) {
                database.upsert(FLEET, "a", HERE, Metadata.NONE, Instant.EPOCH.plusSeconds(i));
            }
            Spatio closing = database.database();
            try (Stream<TrackPoint> stream =
                    database.namespace(FLEET).streamTrajectory("a", Instant.MIN, Instant.MAX)) {
                RuntimeException ended =
                        assertThrows(RuntimeException.class, () -> stream.forEach(point -> closing.close()));
                assertTrue(
                        ended instanceof IllegalStateException || ended instanceof DatabaseClosedException,
                        () -> "close() from a stream's consumer threw " + ended);
            }
        });
    }

    @Test
    @Spec("17. an interrupted thread does no harm")
    void interruptedThread() {
        source.onBoth(database -> {
            for (int i = 0; i < 20; i++) {
                Thread.currentThread().interrupt();
                database.upsert(FLEET, "t" + i % 5, Position.of(i, 1));
                database.upsertAll(FLEET, List.of());
                database.namespace(FLEET).knn(HERE, 3);
                database.checkTrack(FLEET, "t0", Instant.MIN, Instant.MAX, 5);
                Thread.interrupted();
                assertEquals(Health.OPEN, database.database().health());
            }
            database.checkAll();
            database.reopen();
            database.checkAll();
        });
        assertFalse(Thread.interrupted(), "the test's own thread");
    }

    @Test
    @Spec(value = "17. a directory belongs to one database; the refusal names the holder", unlike = "D17")
    void oneOpener() {
        withDirectory(directory -> {
            TestClock clock = new TestClock(ModelledDatabase.START);
            try (Spatio first = source.opener().open(directory, clock, Map.of())) {
                first.namespace(FLEET).upsert("a", HERE);
                String message = String.valueOf(assertThrows(StoreLockedException.class, () -> source.opener()
                                .open(directory, clock, Map.of())
                                .close())
                        .getMessage());
                String holder = Long.toString(ProcessHandle.current().pid());
                assertTrue(
                        message.contains(holder), () -> "the message does not name process " + holder + ": " + message);
                assertTrue(first.namespace(FLEET).exists("a"));
            }
            try (Spatio second = source.opener().open(directory, clock, Map.of())) {
                assertEquals(1, second.namespace(FLEET).count());
            }
        });
    }

    @Test
    @Spec("maintenance changes no answer: compact, verify, and a snapshot that opens as a database")
    void maintenance() {
        source.onDisk(database -> {
            for (int i = 0; i < 300; i++) {
                database.upsert(FLEET, "t" + i % 20, Position.of(i * 0.1, 1), Metadata.of("i", i), null);
            }
            database.erase(FLEET, "t3");
            Maintenance maintenance = database.database().maintenance();
            ModelledDatabase.ifAble(maintenance::compact);
            database.checkAll();
            ModelledDatabase.ifAble(
                    () -> assertEquals(List.of(), maintenance.verify().problems()));
            withDirectory(parent -> {
                Path copy = parent.resolve("copy");
                if (ModelledDatabase.ifAble(() -> maintenance.snapshot(copy))) {
                    try (Spatio copied = source.opener().open(copy, database.clock(), Map.of())) {
                        assertEquals(
                                database.current(FLEET).size(),
                                copied.namespace(FLEET).count());
                        database.current(FLEET)
                                .forEach(location -> assertEquals(
                                        location,
                                        copied.namespace(FLEET)
                                                .get(location.objectId())
                                                .orElseThrow()));
                    }
                }
            });
            database.checkAll();
            database.reopen();
            database.checkAll();
        });
    }

    private void withDirectory(Consumer<Path> test) {
        source.requireDisk();
        Path directory = TemporaryDirectories.create(source.parent().get());
        test.accept(directory);
        TemporaryDirectories.delete(directory);
    }
}
