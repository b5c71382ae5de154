package io.spatio.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.Area;
import io.spatio.Located;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Results;
import io.spatio.RowVisitor;
import io.spatio.Timestamps;
import io.spatio.testkit.generators.Areas;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.Spec;
import io.spatio.testkit.harness.Threads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Point 14 of the contract: readers and writers side by side. */
public abstract class ConcurrencySpec {
    private static final String FLEET = "fleet";
    private static final int OBJECTS = 60;
    private static final int MOVERS = 2;
    private static final long BASE_MICROS = Timestamps.toMicros(Instant.parse("2026-03-01T00:00:00Z"));

    private final DatabaseSource source;

    /** Tests the databases of a source. */
    protected ConcurrencySpec(DatabaseSource source) {
        this.source = source;
    }

    // Step n of object i: everything about it follows from i and n, which shows torn rows.

    private static Position place(int object, long step) {
        double lon = 179.5 + (object * 7L + step * 13 % 97) % 100 * 0.01;
        double lat = 10 + (object + step * 31 % 89) % 100 * 0.01;
        return Position.of(lon > 180 ? lon - 360 : lon, lat, (double) (step % 1000));
    }

    private static Metadata says(int object, long step) {
        return Metadata.of("object", object, "step", step);
    }

    private static Instant at(long step) {
        return Timestamps.toInstant(BASE_MICROS + step);
    }

    private static void requireWhole(Located row) {
        int object = Integer.parseInt(row.objectId().substring(1));
        long step = Timestamps.toMicros(row.timestamp()) - BASE_MICROS;
        assertEquals(place(object, step), row.position(), () -> "position and timestamp of different moments: " + row);
        assertEquals(says(object, step), row.metadata(), () -> "metadata and timestamp of different moments: " + row);
    }

    private static long step(Located row) {
        return Timestamps.toMicros(row.timestamp()) - BASE_MICROS;
    }

    @Test
    @Spec(
            value = "14. a query beside movers sees each object once, whole, and never older than a returned write",
            unlike = "D3")
    void queriesBesideMovers() {
        source.inMemory(database -> {
            Namespace fleet = database.namespace(FLEET);
            AtomicLongArray returned = new AtomicLongArray(OBJECTS);
            for (int object = 0; object < OBJECTS; object++) {
                fleet.upsert("o" + object, place(object, 0), says(object, 0), at(0));
            }
            Budget.Running running = source.budget().start();
            List<Threads.Task> tasks = new ArrayList<>();
            for (int mover = 0; mover < MOVERS; mover++) {
                int first = mover;
                tasks.add(() -> {
                    long step = 0;
                    do {
                        step++;
                        for (int object = first; object < OBJECTS; object += MOVERS) {
                            fleet.upsert("o" + object, place(object, step), says(object, step), at(step));
                            returned.set(object, step);
                        }
                    } while (running.remains());
                });
            }
            for (int reader = 0; reader < 2; reader++) {
                Random random = new Random(reader);
                tasks.add(() -> {
                    do {
                        readOnce(fleet, returned, random.nextInt(6));
                    } while (running.remains());
                });
            }
            Threads.runAll(tasks);
        });
    }

    @Test
    @Spec("14. shows an object that is erased and comes again while a query runs once, and none less that stays")
    void comingAgain() {
        source.inMemory(database -> {
            Namespace fleet = database.namespace(FLEET);
            for (int object = 0; object < OBJECTS; object++) {
                fleet.upsert("o" + object, place(object, 0), says(object, 0), at(0));
            }
            Budget.Running running = source.budget().dividedBy(2).start();
            List<Threads.Task> tasks = new ArrayList<>();
            tasks.add(() -> {
                Random random = new Random(7);
                do {
                    comeAgain(fleet, random);
                } while (running.remains());
            });
            for (int reader = 0; reader < 2; reader++) {
                Random random = new Random(reader);
                tasks.add(() -> {
                    do {
                        requireOnce(fleet, random.nextInt(4));
                    } while (running.remains());
                });
            }
            Threads.runAll(tasks);
            assertEquals(OBJECTS, fleet.count(), "all have come again");
        });
    }

    /** Erases some objects with odd numbers, or deletes one of them, and brings them back in another order. */
    private static void comeAgain(Namespace fleet, Random random) {
        List<Integer> gone = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int object = 1 + 2 * random.nextInt(OBJECTS / 2);
            gone.add(object);
            if (i == 2) {
                fleet.delete("o" + object);
            } else {
                fleet.erase("o" + object);
            }
        }
        Collections.shuffle(gone, random);
        for (int object : gone) {
            fleet.erase("o" + object); // so that a position of the same time creates it
            fleet.upsert("o" + object, place(object, 0), says(object, 0), at(0));
        }
    }

    private static void requireOnce(Namespace fleet, int kind) {
        Set<String> seen = new HashSet<>();
        RowVisitor once = row -> {
            assertTrue(seen.add(row.objectId()), () -> "query " + kind + " saw " + row.objectId() + " twice");
            return true;
        };
        switch (kind) {
            case 0 -> fleet.forEach(once);
            case 1 -> fleet.query(Area.box(179, 9, -179, 12), QueryOptions.ALL.unordered(), once);
            case 2 -> fleet.knn(Position.of(180, 10.5), QueryOptions.ALL, once);
            default -> fleet.query(Area.circle(Position.of(180, 10.5), 300_000), QueryOptions.ALL, once);
        }
        for (int object = 0; object < OBJECTS; object += 2) {
            String id = "o" + object;
            assertTrue(seen.contains(id), () -> "query " + kind + " missed " + id + ", which was there throughout");
        }
    }

    /** All objects stay inside every one of these areas throughout, so that all must be found. */
    private static void readOnce(Namespace fleet, AtomicLongArray returned, int kind) {
        long[] least = new long[OBJECTS];
        for (int object = 0; object < OBJECTS; object++) {
            least[object] = returned.get(object);
        }
        Supplier<Results<? extends Located>> query =
                switch (kind) {
                    case 0 -> () -> fleet.queryBbox(Area.box(179, 9, -179, 12), QueryOptions.ALL);
                    case 1 -> () -> fleet.queryRadius(Position.of(180, 10.5), 300_000, 1000);
                    case 2 -> () -> fleet.knn(Position.of(180, 10.5), OBJECTS);
                    case 3 -> () -> fleet.query(Areas.polygons().get(2), QueryOptions.ALL);
                    case 4 -> () -> fleet.query(Area.Box.WORLD, QueryOptions.ALL.unordered());
                    default -> () -> fleet.queryNear("o0", 400_000, QueryOptions.ALL);
                };
        Results<? extends Located> rows = query.get();
        Set<String> seen = new HashSet<>();
        for (Located row : rows) {
            assertTrue(seen.add(row.objectId()), () -> "query " + kind + " saw " + row.objectId() + " twice");
            requireWhole(row);
            long before = least[Integer.parseInt(row.objectId().substring(1))];
            assertTrue(step(row) >= before, () -> row + " is older than step " + before + ", whose write had returned");
        }
        assertEquals(OBJECTS, seen.size(), () -> "query " + kind + " missed objects that were inside throughout");
    }

    @Test
    @Spec(
            value = "14. racing inserts, moves, deletes and erasures leave rows, index and store agreeing for good",
            unlike = {"D3", "D13"})
    void racesConverge() {
        source.onBoth(database -> {
            Namespace fleet = database.database().namespace(FLEET);
            Budget.Running running = source.budget().dividedBy(4).start();
            List<Threads.Task> tasks = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                Random random = new Random(thread);
                tasks.add(() -> {
                    do {
                        race(fleet, random);
                    } while (running.remains());
                });
            }
            Threads.runAll(tasks);
            Map<String, Location> live = requireAgreement(database);
            database.reopen();
            if (database.isOnDisk()) {
                assertEquals(live, requireAgreement(database), "recovered state equals live state after races");
            }
        });
    }

    private static void race(Namespace fleet, Random random) {
        String id = "o" + random.nextInt(4);
        long step = random.nextInt(50);
        switch (random.nextInt(8)) {
            case 0 -> fleet.delete(id);
            case 1 -> fleet.delete(id, at(step));
            case 2 -> fleet.erase(id);
            default ->
                fleet.upsert(
                        id, Position.of(random.nextInt(300) - 150, random.nextInt(100) - 50), Metadata.NONE, at(step));
        }
    }

    /** Every way to ask gives the same objects at the same places. */
    private static Map<String, Location> requireAgreement(ModelledDatabase database) {
        Namespace fleet = database.database().namespace(FLEET);
        Map<String, Location> rows = new HashMap<>();
        fleet.forEach(row -> {
            rows.put(row.objectId(), Rows.location(row));
            return true;
        });
        Map<String, Location> found = new HashMap<>();
        fleet.queryBbox(Area.Box.WORLD, QueryOptions.ALL).forEach(l -> found.put(l.objectId(), l));
        assertEquals(rows, found, "the world's box and forEach");
        assertEquals(rows.size(), fleet.count(), "count() and forEach");
        assertEquals(rows.size(), fleet.knn(Position.of(0, 0), 100).size(), "knn and forEach");
        rows.forEach((id, location) -> {
            assertEquals(Optional.of(location), fleet.get(id), "get and forEach");
            Position p = location.position();
            assertTrue(
                    fleet.queryBbox(p.lon(), p.lat(), p.lon(), p.lat(), 100).contains(location),
                    () -> "an object is not found where it is: " + location);
        });
        new Queries(database, FLEET).boxOf(new ArrayList<>(rows.values()));
        return rows;
    }
}
