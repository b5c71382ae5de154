package io.spatio.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.Change;
import io.spatio.ChangeKind;
import io.spatio.ChangeToken;
import io.spatio.Changes;
import io.spatio.ChangesRequest;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.error.ChangesLostException;
import io.spatio.testkit.harness.Capability;
import io.spatio.testkit.harness.Spec;
import io.spatio.testkit.harness.TemporaryDirectories;
import io.spatio.testkit.harness.TestClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Point 18 of the contract: places to continue after. */
public abstract class ChangePlacesSpec {
    private static final Instant NOON = ModelledDatabase.START;
    private static final Position HERE = Position.of(10, 10);
    private static final Position NEAR = Position.of(10.1, 10);
    private static final Position FAR = Position.of(-60, 10);
    private static final ChangesRequest FLEET = ChangesRequest.ofNamespace("fleet");
    private static final Map<String, String> WINDOW = Map.of("feed-window", "64MiB");

    private final DatabaseSource source;

    /** Tests the databases of a source. */
    protected ChangePlacesSpec(DatabaseSource source) {
        this.source = source;
    }

    private void inMemory(Consumer<Spatio> test) {
        try (Spatio database = source.openInMemory(new TestClock(NOON), Map.of())) {
            test.accept(database);
        }
    }

    @Test
    @Spec("18. a token is text, continues where it was told, and never where changes are missing")
    void tokens() {
        inMemory(database -> {
            Namespace fleet = database.namespace("fleet");
            fleet.upsert("a", HERE);
            ChangeToken token;
            try (Changes changes = database.changes(FLEET)) {
                fleet.upsert("a", NEAR);
                token = Polled.changes(changes).get(0).token();
                assertEquals(token, ChangeToken.parse(token.toString()));
            }
            try (Changes again = database.changes(FLEET.after(token))) { // nothing happened since
                fleet.upsert("a", FAR);
                assertEquals(List.of("UPDATED a from 10.1 at -60.0"), Polled.lines(again));
            }
            fleet.upsert("a", HERE);
            try (Changes latest = database.changes(FLEET.latestPerObject().after(token))) {
                List<String> told = Polled.lines(latest);
                boolean fromState = told.equals(List.of("STATE a at 10.0", "SYNCED"));
                assertTrue(fromState || told.equals(List.of("UPDATED a from 10.1 at 10.0")), told::toString);
            }
            requireMissingOrAll(() -> database.changes(FLEET.after(token)), 2);
            ChangeToken future = token.at(token.sequence() + 1000);
            assertThrows(ChangesLostException.class, () -> database.changes(FLEET.after(future)));
            inMemory(other -> {
                other.namespace("fleet").upsert("a", HERE);
                assertThrows(ChangesLostException.class, () -> other.changes(FLEET.after(token)));
            });
        });
        assertThrows(IllegalArgumentException.class, () -> ChangeToken.parse("7"));
    }

    private static void requireMissingOrAll(Supplier<Changes> resume, int expected) {
        try (Changes all = resume.get()) {
            assertEquals(expected, Polled.changes(all).size(), "all changes after the place");
        } catch (ChangesLostException e) {
            assertTrue(String.valueOf(e.getMessage()).contains("fromCurrentState"), e::toString);
        }
    }

    @Test
    @Spec("18. a window continues after any place in it, without what was erased meanwhile")
    void window() {
        Assumptions.assumeTrue(source.capabilities().contains(Capability.SETTINGS), "this database takes no settings");
        try (Spatio database = source.openInMemory(new TestClock(NOON), WINDOW)) {
            Namespace fleet = database.namespace("fleet");
            ChangeToken start;
            try (Changes changes = database.changes(FLEET)) {
                start = changes.token();
            }
            fleet.upsert("a", HERE);
            fleet.upsert("b", HERE);
            fleet.upsert("a", NEAR);
            fleet.erase("b");
            try (Changes all = database.changes(FLEET.after(start));
                    Changes latest = database.changes(FLEET.latestPerObject().after(start))) {
                assertEquals(
                        List.of("CREATED a at 10.0", "UPDATED a from 10.0 at 10.1", "ERASED b"), Polled.lines(all));
                assertEquals(List.of("CREATED a at 10.1", "ERASED b"), Polled.lines(latest));
            }
        }
    }

    @Test
    @Spec("18. a place told before a reopening continues without a gap, or is refused")
    void reopening() {
        source.onDisk(database -> {
            ChangeToken begin = placeOf(database.database());
            database.upsert("fleet", "a", HERE);
            database.upsert("fleet", "b", HERE);
            ChangeToken later = placeOf(database.database());
            Map<String, Position> known = Map.of("a", HERE, "b", HERE);
            requireHonest(database.database(), begin, Map.of(), 2);
            requireHonest(database.database(), later, known, 0);
            database.reopen();
            requireHonest(database.database(), begin, Map.of(), 2);
            requireHonest(database.database(), later, known, 0);
            database.upsert("fleet", "a", NEAR);
            requireHonest(database.database(), begin, Map.of(), 3);
            requireHonest(database.database(), later, known, 1);
            database.reopen();
            database.upsert("fleet", "c", FAR);
            requireHonest(database.database(), begin, Map.of(), 4);
            requireHonest(database.database(), later, known, 2);
        });
    }

    @Test
    @Spec("18. a place is one of a database: what a snapshot has written since is not taken for what came after it")
    void snapshots() {
        source.onDisk(database -> {
            database.upsert("fleet", "a", HERE);
            ChangeToken place = placeOf(database.database());
            Path parent = TemporaryDirectories.create(source.parent().get());
            Path copy = parent.resolve("copy");
            if (ModelledDatabase.ifAble(() -> database.database().maintenance().snapshot(copy))) {
                try (Spatio copied = source.opener().open(copy, database.clock(), Map.of())) {
                    copied.namespace("fleet").upsert("copied", HERE);
                    assertThrows(ChangesLostException.class, () -> copied.changes(FLEET.after(place)));
                    assertThrows(
                            ChangesLostException.class,
                            () -> copied.changes(FLEET.latestPerObject().after(place)));
                }
                requireHonest(database.database(), place, Map.of("a", HERE), 0);
            }
            TemporaryDirectories.delete(parent);
        });
    }

    private static ChangeToken placeOf(Spatio database) {
        try (Changes changes = database.changes(FLEET)) {
            return changes.token();
        }
    }

    /**
     * Who knew what was there at a place, and continues after it, is told that number of changes and knows what is there now, unless
     * it is told that changes were lost.
     */
    private static void requireHonest(Spatio database, ChangeToken place, Map<String, Position> known, int changes) {
        requireMissingOrAll(() -> database.changes(FLEET.after(place)), changes);
        Map<String, Position> view = new HashMap<>(known);
        Map<String, Position> told = new HashMap<>();
        try (Changes latest = database.changes(FLEET.latestPerObject().after(place))) {
            for (Change change : Polled.changes(latest)) {
                if (change.kind() == ChangeKind.SYNCED) {
                    view = new HashMap<>(told);
                } else {
                    String id = change.objectId().orElseThrow();
                    told.put(id, change.position().orElseThrow());
                    view.put(id, change.position().orElseThrow());
                }
            }
        } catch (ChangesLostException e) {
            return;
        }
        Map<String, Position> state = new HashMap<>();
        database.namespace("fleet")
                .getAll(List.of("a", "b", "c"))
                .forEach((id, location) -> state.put(id, location.position()));
        assertEquals(state, view, () -> "what is known after " + place);
    }
}
