package io.spatio.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.Area;
import io.spatio.Identifiers;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Stats;
import io.spatio.testkit.generators.RandomSequences;
import io.spatio.testkit.harness.Spec;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What every database does with every sequence of calls. */
public abstract class DatabaseContract {
    private static final int MAX_ACTIONS = 80;

    private final DatabaseSource source;

    /** Tests the databases of a source. */
    protected DatabaseContract(DatabaseSource source) {
        this.source = source;
    }

    @Test
    @Spec("agrees with brute force in memory after any sequence of calls")
    void agreesInMemory() {
        RandomSequences.check(
                source.name() + " in memory",
                DatabaseGenerators.actions(),
                MAX_ACTIONS,
                source.budget(),
                actions -> source.inMemory(database -> run(database, actions)));
    }

    @Test
    @Spec("agrees with brute force on disk after any sequence of calls, closed and opened in between")
    void agreesOnDisk() {
        source.requireDisk();
        RandomSequences.check(
                source.name() + " on disk",
                DatabaseGenerators.actions(),
                MAX_ACTIONS,
                source.budget(),
                actions -> source.onDisk(database -> {
                    run(database, actions);
                    database.reopen();
                    database.checkAll();
                }));
    }

    static void run(ModelledDatabase database, List<DatabaseAction> actions) {
        for (DatabaseAction action : actions) {
            action.runOn(database);
        }
        database.checkAll();
    }

    @Test
    @Spec(value = "16. keeps namespaces apart whose names and ids join to the same text", unlike = "D4")
    void namespacesNeverMix() {
        source.onBoth(database -> {
            String longest = "k".repeat(Identifiers.MAX_BYTES);
            String[][] names = {
                {"a:", "b"},
                {"a", ":b"},
                {"a", "b"},
                {"a::b", "c"},
                {"a", "b::c"},
                {"ab", "c"},
                {"a", "bc"},
                {"n\0", "x"},
                {"n", "\0x"},
                {longest, longest},
                {"line\nbreak|", "\r\n"},
                {"é", "e\u0301"},
                {"e\u0301", "é"},
                {"A", "a"},
                {" ", " "},
                {"\uD83D\uDE9A", "\uD83D\uDE9A"}
            };
            for (int i = 0; i < names.length; i++) {
                database.upsert(names[i][0], names[i][1], Position.of(i, i), Metadata.of("i", i), null);
            }
            database.checkAll();
            database.delete("a:", "b");
            database.erase("n", "\0x");
            database.drop("a::b");
            database.checkAll();
            database.reopen();
            database.checkAll();
        });
    }

    @Test
    @Spec("16. an unknown namespace is empty, and no error")
    void unknownNamespace() {
        source.inMemory(database -> {
            Queries queries = new Queries(database, "nobody wrote here");
            queries.area(Area.Box.WORLD, QueryOptions.ALL);
            queries.knn(Position.of(0, 0), QueryOptions.limit(3));
            queries.frames();
            queries.during(Area.Box.WORLD, Instant.MIN, Instant.MAX, 10);
            queries.around("x", 100, QueryOptions.ALL);
            database.checkTrack("nobody wrote here", "x", Instant.MIN, Instant.MAX, 10);
            database.delete("nobody wrote here", "x");
            database.erase("nobody wrote here", "x");
            database.drop("nobody wrote here");
            database.checkAll();
            assertEquals(List.of(), database.database().namespaces());
        });
    }

    @Test
    @Spec(value = "counts in stats() what was done, and nothing it does not know", unlike = "D35")
    void stats() {
        source.inMemory(database -> {
            Instant now = ModelledDatabase.START;
            database.upsert("fleet", "a", Position.of(1, 1), Metadata.NONE, now);
            database.upsert("fleet", "a", Position.of(1, 1), Metadata.NONE, now);
            database.upsert("fleet", "a", Position.of(2, 2), Metadata.NONE, now.plusSeconds(1));
            database.upsert("fleet", "a", Position.of(0, 0), Metadata.NONE, now.minusSeconds(1));
            database.upsert("depot", "b", Position.of(0, 0));
            database.upsert("depot", "c", Position.of(0, 0));
            database.upsert("depot", "d", Position.of(0, 0));
            database.delete("depot", "c");
            database.delete("depot", "c");
            database.erase("depot", "d");
            Stats before = database.database().stats();
            new Queries(database, "fleet").frames();
            database.namespace("fleet").knn(Position.of(0, 0), 1);
            Stats stats = database.database().stats();
            assertEquals(2, stats.objects());
            assertEquals(4, stats.count(Stats.Operation.CREATED));
            assertEquals(1, stats.count(Stats.Operation.APPLIED));
            assertEquals(1, stats.count(Stats.Operation.STALE));
            assertEquals(1, stats.count(Stats.Operation.DUPLICATE));
            assertEquals(1, stats.count(Stats.Operation.DELETED));
            assertEquals(1, stats.count(Stats.Operation.ERASED));
            assertEquals(0, stats.count(Stats.Operation.CLOCK_ADJUSTED));
            assertTrue(
                    stats.count(Stats.Operation.QUERIES) > before.count(Stats.Operation.QUERIES),
                    "queries are counted");
            assertEquals(0, stats.store().historyDropped());
            assertEquals(
                    List.of("depot 1", "fleet 1"),
                    stats.namespaces().stream()
                            .map(n -> n.name() + " " + n.objects())
                            .toList());
        });
    }

    @Test
    @Spec("visits rows in forEach until the visitor stops")
    void forEachStops() {
        source.inMemory(database -> {
            for (int i = 0; i < 100; i++) {
                database.upsert("fleet", "truck-" + i, Position.of(i, 1));
            }
            int[] rows = {0};
            database.namespace("fleet").forEach(row -> ++rows[0] < 7);
            assertEquals(7, rows[0]);
        });
    }

    @Test
    @Spec("takes the original's call shape, namespace first")
    void namespaceFirst() {
        source.inMemory(database -> {
            var db = database.database();
            Position here = Position.of(13.4, 52.5);
            db.upsert("fleet", "a", here, Metadata.NONE);
            assertTrue(db.get("fleet", "a")
                    .map(Location::position)
                    .filter(here::equals)
                    .isPresent());
            assertEquals(1, db.queryRadius("fleet", here, 10, 5).size());
            assertEquals(1, db.queryBbox("fleet", 13, 52, 14, 53, 5).size());
            assertEquals(1, db.knn("fleet", here, 5).size());
            assertEquals(1, db.queryNear("fleet", "a", 10, 5).size());
            assertEquals(
                    1,
                    db.queryTrajectory("fleet", "a", Instant.MIN, Instant.MAX, 5)
                            .size());
            assertTrue(db.delete("fleet", "a").ended());
            assertFalse(db.delete("fleet", "a").ended());
        });
    }

    @Test
    @Spec("orders ids by Unicode code point, not by UTF-16")
    void codePointOrder() {
        source.onBoth(database -> {
            List<String> ids = List.of("\uD83D\uDE9A", "\uFFFD", "z", "a", "é", "Z", "\uE000", "\uD7FF", "aa", "a\0");
            ids.forEach(id -> database.upsert("fleet", id, Position.of(1, 1)));
            ids.forEach(name -> database.upsert(name, "x", Position.of(1, 1)));
            database.checkAll();
            List<String> expected = ids.stream().sorted(Identifiers.ORDER).toList();
            var world = database.namespace("fleet").queryBbox(Area.Box.WORLD, QueryOptions.ALL);
            assertEquals(expected, world.stream().map(Location::objectId).collect(Collectors.toList()));
            assertEquals(
                    expected,
                    database.namespace("fleet").knn(Position.of(1, 1), 100).stream()
                            .map(n -> n.objectId())
                            .toList());
        });
    }
}
