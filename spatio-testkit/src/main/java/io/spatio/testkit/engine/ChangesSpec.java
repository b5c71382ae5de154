package io.spatio.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.Area;
import io.spatio.Change;
import io.spatio.ChangeKind;
import io.spatio.Changes;
import io.spatio.ChangesRequest;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.Update;
import io.spatio.Written;
import io.spatio.error.ChangesLostException;
import io.spatio.error.DatabaseClosedException;
import io.spatio.testkit.changes.ChangesCheck;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.generators.Seeds;
import io.spatio.testkit.harness.Capability;
import io.spatio.testkit.harness.Spec;
import io.spatio.testkit.harness.TemporaryDirectories;
import io.spatio.testkit.harness.TestClock;
import io.spatio.testkit.harness.Threads;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Point 18 of the contract: changes. */
public abstract class ChangesSpec {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Instant NOON = ModelledDatabase.START;
    private static final Position HERE = Position.of(10, 10);
    private static final Position NEAR = Position.of(10.1, 10);
    private static final Position FAR = Position.of(-60, 10);
    private static final Area EAST = Area.box(0, -90, 180, 90);
    private static final ChangesRequest FLEET = ChangesRequest.ofNamespace("fleet");
    private static final Map<String, String> WINDOW = Map.of("feed-window", "64MiB");

    private final DatabaseSource source;

    /** Tests the databases of a source. */
    protected ChangesSpec(DatabaseSource source) {
        this.source = source;
    }

    private void inMemory(Consumer<Spatio> test) {
        try (Spatio database = source.openInMemory(new TestClock(NOON), Map.of())) {
            test.accept(database);
        }
    }

    @Test
    @Spec("18. tells each kind once, with the sequence its write told, what was before, and the metadata")
    void kinds() {
        inMemory(database -> {
            Namespace fleet = database.namespace("fleet");
            try (Changes changes = database.changes(FLEET);
                    Changes recorded = database.changes(FLEET.recorded())) {
                Written created = fleet.upsert("a", HERE, Metadata.of("n", 1), NOON);
                fleet.upsert("a", HERE, Metadata.of("n", 1), NOON); // a duplicate
                fleet.upsert("a", FAR, Metadata.NONE, NOON.minusSeconds(1)); // stale
                fleet.upsert("a", HERE, Metadata.of("n", 2), NOON); // metadata alone
                fleet.delete("a", NOON.minusSeconds(1)); // stale
                database.upsert("depot", "a", HERE, Metadata.NONE);
                fleet.delete("nobody");
                fleet.erase("nobody");
                long deleted = fleet.delete("a").sequence();
                fleet.delete("a");
                long erased = fleet.erase("a");
                fleet.upsert("b", FAR, Metadata.NONE, NOON);
                long dropped = fleet.drop();
                fleet.drop();
                List<Change> told = Polled.changes(recorded);
                assertEquals(List.of("ERASED a", "DROPPED"), Polled.lines(changes)); // the others were erased before
                assertEquals(
                        List.of("ERASED a", "DROPPED"),
                        told.stream().map(Polled::line).toList());
                assertEquals(
                        List.of(erased, dropped),
                        told.stream().map(Change::sequence).toList());
                assertTrue(created.sequence() < deleted, "sequences ascend");
            }
            try (Changes changes = database.changes(FLEET.recorded())) {
                Written created = fleet.upsert("a", HERE, Metadata.of("n", 1), NOON);
                fleet.upsert("a", HERE, Metadata.of("n", 1), NOON);
                Written stale = fleet.upsert("a", FAR, Metadata.NONE, NOON.minusSeconds(1));
                Written updated = fleet.upsert("a", HERE, Metadata.of("n", 2), NOON);
                long late = fleet.delete("a", NOON.minusSeconds(1)).sequence();
                long deleted = fleet.delete("a", NOON).sequence();
                List<Change> told = Polled.changes(changes);
                assertEquals(
                        List.of(
                                "CREATED a at 10.0",
                                "RECORDED a at -60.0",
                                "UPDATED a from 10.0 at 10.0",
                                "RECORDED a",
                                "DELETED a from 10.0"),
                        told.stream().map(Polled::line).toList());
                assertEquals(
                        List.of(created.sequence(), stale.sequence(), updated.sequence(), late, deleted),
                        told.stream().map(Change::sequence).toList());
                assertEquals(Metadata.of("n", 2), told.get(2).metadata());
                assertEquals(
                        Optional.of(NOON.minusNanos(789)),
                        told.get(0).timestamp(),
                        "floored to microseconds, as stored");
                assertEquals(told.get(4).token(), changes.token());
            }
        });
    }

    @Test
    @Spec("18. tells one change per stored element of a batch, in order, each with what the element before left")
    void batches() {
        inMemory(database -> {
            Namespace fleet = database.namespace("fleet");
            try (Changes changes = database.changes(ChangesRequest.ALL)) {
                fleet.upsertAll(List.of(
                        Update.of("a", HERE, Metadata.NONE, NOON),
                        Update.of("b", FAR, Metadata.NONE, NOON),
                        Update.of("a", HERE, Metadata.NONE, NOON),
                        Update.of("a", NEAR, Metadata.NONE, NOON),
                        Update.of("b", HERE, Metadata.NONE, NOON.minusSeconds(9))));
                assertEquals(
                        List.of("CREATED a at 10.0", "CREATED b at -60.0", "UPDATED a from 10.0 at 10.1"),
                        Polled.lines(changes));
            }
        });
    }

    @Test
    @Spec("18. tells of what it follows alone: some objects, or an area that the old or the new position is in")
    void filters() {
        inMemory(database -> {
            Namespace fleet = database.namespace("fleet");
            try (Changes one = database.changes(FLEET.ofObjects(List.of("b")));
                    Changes east = database.changes(FLEET.inside(EAST))) {
                fleet.upsert("a", HERE);
                fleet.upsert("b", FAR);
                fleet.upsert("a", FAR);
                fleet.upsert("b", HERE);
                assertEquals(List.of("CREATED b at -60.0", "UPDATED b from -60.0 at 10.0"), Polled.lines(one));
                List<Change> told = Polled.changes(east);
                assertEquals(
                        List.of("CREATED a at 10.0", "UPDATED a from 10.0 at -60.0", "UPDATED b from -60.0 at 10.0"),
                        told.stream().map(Polled::line).toList());
                assertEquals(
                        List.of(true, false, true),
                        told.stream().map(Change::inside).toList());
                assertEquals(
                        List.of(false, true, false),
                        told.stream().map(Change::wasInside).toList());
                east.replaceArea(Area.box(-180, -90, -1, 90));
                fleet.upsert("a", Position.of(-61, 10));
                fleet.upsert("b", NEAR);
                assertEquals(List.of("UPDATED a from -60.0 at -61.0"), Polled.lines(east));
                assertThrows(IllegalStateException.class, () -> one.replaceArea(EAST));
            }
        });
        assertThrows(IllegalArgumentException.class, () -> ChangesRequest.ALL.inside(EAST));
        assertThrows(IllegalArgumentException.class, () -> ChangesRequest.ALL.ofObjects(List.of("a")));
        assertThrows(
                IllegalArgumentException.class,
                () -> ChangesRequest.ALL.recorded().latestPerObject());
    }

    @Test
    @Spec("18. from the current state: every row, SYNCED, then the changes; SYNCED alone where there is nothing")
    void currentState() {
        source.onBoth(database -> {
            try (Changes none = database.database().changes(FLEET.fromCurrentState())) {
                assertEquals(List.of("SYNCED"), Polled.lines(none));
            }
            for (int i = 0; i < 3000; i++) {
                database.upsert("fleet", "o" + i, Position.of(i % 2 == 0 ? 10 : -10, 1));
            }
            database.delete("fleet", "o0");
            database.upsert("depot", "x", HERE);
            database.reopen();
            try (Changes east = database.database().changes(FLEET.inside(EAST).fromCurrentState());
                    Changes one = database.database()
                            .changes(FLEET.ofObjects(List.of("o1", "o0", "no")).fromCurrentState())) {
                List<Change> told = Polled.changes(east);
                assertEquals(1500, told.size(), "1,499 rows and SYNCED");
                assertEquals(ChangeKind.SYNCED, told.get(1499).kind());
                assertEquals(
                        1499,
                        told.stream()
                                .filter(c -> c.kind() == ChangeKind.STATE)
                                .map(Change::objectId)
                                .distinct()
                                .count());
                assertEquals(List.of("STATE o1 at -10.0", "SYNCED"), Polled.lines(one));
                database.upsert("fleet", "o1", HERE);
                assertEquals(List.of("UPDATED o1 from -10.0 at 10.0"), Polled.lines(east));
                assertEquals(List.of("UPDATED o1 from -10.0 at 10.0"), Polled.lines(one));
            }
        });
    }

    @Test
    @Spec("18. LATEST_PER_OBJECT tells what became of each object since it was told last")
    void latest() {
        inMemory(database -> {
            Namespace fleet = database.namespace("fleet");
            fleet.upsert("a", HERE);
            try (Changes changes = database.changes(FLEET.latestPerObject())) {
                fleet.upsert("a", NEAR);
                fleet.upsert("gone", HERE);
                fleet.upsert("b", HERE);
                fleet.delete("gone");
                long last = fleet.upsert("a", FAR).sequence();
                List<Change> told = Polled.changes(changes);
                assertEquals(
                        List.of("CREATED b at 10.0", "UPDATED a from 10.0 at -60.0"),
                        told.stream().map(Polled::line).toList());
                assertTrue(
                        told.get(0).token().sequence() < told.get(0).sequence(),
                        "a change of an object that is yet to be told lies before");
                assertEquals(last, told.get(1).token().sequence());
                fleet.delete("a");
                fleet.upsert("a", HERE);
                fleet.erase("b");
                fleet.upsert("b", NEAR);
                assertEquals(
                        List.of("UPDATED a from -60.0 at 10.0", "ERASED b", "CREATED b at 10.1"),
                        Polled.lines(changes));
            }
        });
    }

    @Test
    @Spec("18. a subscriber that falls behind by more than its bound is told that it lost changes, for good")
    void lost() {
        inMemory(database -> {
            Namespace fleet = database.namespace("fleet");
            try (Changes two = database.changes(FLEET.keepingAll(2));
                    Changes latest = database.changes(FLEET.latestPerObject())) {
                fleet.upsert("a", HERE);
                fleet.upsert("a", NEAR);
                assertEquals(2, Polled.changes(two).size());
                fleet.upsert("a", HERE);
                fleet.upsert("a", NEAR);
                fleet.upsert("a", FAR);
                assertThrows(ChangesLostException.class, () -> Polled.changes(two));
                assertThrows(ChangesLostException.class, () -> Polled.changes(two));
                assertEquals(List.of("CREATED a at -60.0"), Polled.lines(latest));
                assertEquals(1, database.stats().changes().lost());
                assertEquals(1, database.stats().changes().subscribers());
            }
            assertEquals(0, database.stats().changes().subscribers());
        });
    }

    @Test
    @Spec("18. a poll takes any timeout: zero or less does not wait, and the longest does not overflow")
    void timeouts() {
        inMemory(database -> {
            try (Changes changes = database.changes(FLEET)) {
                Duration shortest = Duration.ofSeconds(Long.MIN_VALUE);
                assertEquals(List.of(), changes.poll(shortest));
                assertEquals(List.of(), changes.poll(Duration.ofNanos(-1)));
                database.namespace("fleet").upsert("a", HERE);
                assertEquals(1, changes.poll(Duration.ofSeconds(Long.MAX_VALUE)).size());
                assertEquals(List.of(), changes.poll(shortest));
            }
        });
    }

    @Test
    @Spec("18. closing ends a poll that waits, of the subscription and of the database")
    void closing() {
        Spatio database = source.openInMemory(new TestClock(NOON), Map.of());
        Changes one = database.changes(FLEET);
        Changes other = database.changes(FLEET);
        CountDownLatch polling = new CountDownLatch(2);
        Threads.runAll(List.of(
                () -> {
                    polling.countDown();
                    assertThrows(IllegalStateException.class, () -> one.poll(LONG));
                    database.close();
                },
                () -> {
                    polling.countDown();
                    assertThrows(DatabaseClosedException.class, () -> other.poll(LONG));
                },
                () -> {
                    polling.await();
                    one.close();
                    one.close();
                }));
        assertThrows(DatabaseClosedException.class, () -> database.changes(FLEET));
        other.close();
    }

    @Test
    @Spec("18. any interleaving of writers and subscribers gives each a gapless ascending sequence or an honest loss")
    void sideBySide() {
        Budget budget = source.budget().dividedBy(3);
        long seed = Seeds.of("changes");
        Budget.Running running = budget.start();
        do {
            long one = seed++;
            run(null, Map.of(), one);
        } while (running.remains());
        if (source.capabilities().contains(Capability.SETTINGS)) {
            running = budget.start();
            do {
                long one = seed++;
                run(null, WINDOW, one);
            } while (running.remains());
        }
        if (source.capabilities().contains(Capability.DISK)) {
            running = budget.start();
            do {
                Path directory = TemporaryDirectories.create(source.parent().get());
                long one = seed++;
                run(directory, Map.of(), one);
                TemporaryDirectories.delete(directory);
            } while (running.remains());
        }
    }

    private void run(@Nullable Path directory, Map<String, String> settings, long seed) {
        try (Spatio database = source.opener().open(directory, new TestClock(NOON), settings)) {
            ChangesCheck.run(database, !settings.isEmpty(), seed);
        } catch (AssertionError e) {
            throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
        }
    }
}
