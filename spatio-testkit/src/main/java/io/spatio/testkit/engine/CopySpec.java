package io.spatio.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.spatio.Health;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Spatio;
import io.spatio.TrackPoint;
import io.spatio.Update;
import io.spatio.error.StoreReadOnlyException;
import io.spatio.testkit.engine.CopyWriter.Key;
import io.spatio.testkit.engine.CopyWriter.What;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.generators.Seeds;
import io.spatio.testkit.harness.Capability;
import io.spatio.testkit.harness.DirectoryContents;
import io.spatio.testkit.harness.Spec;
import io.spatio.testkit.harness.TemporaryDirectories;
import io.spatio.testkit.harness.Threads;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Points 21 and 22 of the contract: copies made beside writers, and opening for reading alone. */
public abstract class CopySpec {
    private static final String FLEET = "fleet";
    private static final Position HERE = Position.of(13.4, 52.5);
    private static final int WRITERS = 2;
    private static final int AHEAD = 2_000;

    private final DatabaseSource source;

    /** Tests the databases of a source. */
    protected CopySpec(DatabaseSource source) {
        this.source = source;
    }

    // ---- copies -------------------------------------------------------------------------------------------------

    @Test
    @Spec(
            "21. a snapshot beside writers that erase, drop and make objects again is one moment, and what is written in it stays")
    void snapshotsBesideWriters() {
        source.onDisk(database -> {
            long seed = Seeds.of(source.name() + " copied");
            List<CopyWriter> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(new CopyWriter(database.database(), i, database.clock(), new Random(seed * 31 + i)));
            }
            Budget.Running running = source.budget().dividedBy(3).start();
            AtomicBoolean over = new AtomicBoolean();
            Semaphore ahead = new Semaphore(AHEAD);
            List<Threads.Task> tasks = new ArrayList<>();
            writers.forEach(writer -> tasks.add(() -> {
                while (!over.get()) {
                    ahead.acquire();
                    writer.write();
                }
            }));
            tasks.add(() -> {
                try {
                    boolean able = true;
                    while (able && running.remains()) {
                        ahead.drainPermits();
                        ahead.release(AHEAD);
                        able = copy(database, writers);
                    }
                } finally {
                    over.set(true);
                    ahead.release(WRITERS);
                }
            });
            Threads.runAll(tasks);
        });
    }

    private boolean copy(ModelledDatabase database, List<CopyWriter> writers) {
        Path parent = TemporaryDirectories.create(source.parent().get());
        Path copy = parent.resolve("copy");
        List<Long> least = writers.stream().map(CopyWriter::place).toList();
        boolean able =
                ModelledDatabase.ifAble(() -> database.database().maintenance().snapshot(copy));
        if (able) {
            writers.forEach(writer -> writer.lock().lock());
            try (Spatio copied = source.opener().open(copy, database.clock(), Map.of())) {
                for (int i = 0; i < writers.size(); i++) {
                    writers.get(i).check(copied, least.get(i));
                }
            } finally {
                writers.forEach(writer -> writer.lock().unlock());
            }
            writeOn(database, copy, writers);
        }
        TemporaryDirectories.delete(parent);
        return able;
    }

    private void writeOn(ModelledDatabase database, Path copy, List<CopyWriter> writers) {
        Map<Key, What> expected = new LinkedHashMap<>();
        Instant later = ModelledDatabase.START.plusSeconds(60);
        try (Spatio copied = source.opener().open(copy, database.clock(), Map.of())) {
            List<Key> keys = new ArrayList<>();
            writers.forEach(writer -> keys.addAll(writer.keys()));
            keys.add(new Key(FLEET, "made in the copy"));
            for (Key key : keys) {
                List<TrackPoint> track = new ArrayList<>(What.of(copied, key).track());
                copied.namespace(key.namespace()).upsert(key.objectId(), HERE, Metadata.NONE, later);
                What written = What.of(copied, key);
                track.add(0, written.track().get(0));
                expected.put(key, new What(written.current(), track));
            }
        }
        for (int round = 0; round < 2; round++) {
            try (Spatio copied = source.opener().open(copy, database.clock(), Map.of())) {
                expected.forEach((key, what) -> {
                    assertEquals(what, What.of(copied, key), () -> "what a copy says of " + key + ", written on in it");
                    assertEquals(
                            Optional.of(HERE),
                            copied.namespace(key.namespace())
                                    .get(key.objectId())
                                    .map(Location::position));
                });
            }
        }
    }

    // ---- reading alone ------------------------------------------------------------------------------------------

    @Test
    @Spec(
            "22. opened for reading alone it gives the same answers, refuses every write, and leaves every byte as it was")
    void readOnly() {
        Assumptions.assumeTrue(
                source.capabilities().contains(Capability.READ_ONLY), "this database does not open for reading alone");
        source.onDisk(database -> {
            for (int i = 0; i < 300; i++) {
                database.upsert(FLEET, "t" + i % 20, Position.of(i * 0.1, 1), Metadata.of("i", i), null);
            }
            database.delete(FLEET, "t2");
            database.erase(FLEET, "t3");
            database.upsert("depot", "crane", HERE);
            database.drop("depot");
            database.database().close();
            DirectoryContents before = DirectoryContents.of(database.directory());
            database.reopenToRead();
            checkAnswers(database);
            refusesWrites(database.database());
            checkAnswers(database);
            assertEquals(Health.State.READ_ONLY, database.database().health().state());
            database.database().close();
            assertEquals(before, DirectoryContents.of(database.directory()), "the directory after it was read");
            database.reopen();
            database.upsert(FLEET, "t4", HERE);
            database.checkAll();
        });
    }

    private static void checkAnswers(ModelledDatabase database) {
        database.checkAll();
        new Queries(database, FLEET).knn(HERE, QueryOptions.limit(20));
    }

    private static void refusesWrites(Spatio database) {
        Namespace fleet = database.namespace(FLEET);
        Instant later = ModelledDatabase.START.plusSeconds(60);
        List<Executable> writes = List.of(
                () -> fleet.upsert("t1", HERE, Metadata.NONE),
                () -> fleet.upsert("new", HERE, Metadata.NONE, later),
                () -> fleet.upsertAll(List.of(Update.of("t1", HERE))),
                () -> fleet.insertTrajectory("t1", List.of(TrackPoint.of(later, HERE))),
                () -> fleet.object("t1").upsert(HERE, Metadata.NONE),
                () -> fleet.object("t1").delete(),
                () -> fleet.delete("t1"),
                () -> fleet.delete("t1", later),
                () -> fleet.erase("t1"),
                fleet::drop,
                () -> database.maintenance().compact());
        for (int i = 0; i < writes.size(); i++) {
            assertThrows(
                    StoreReadOnlyException.class,
                    writes.get(i),
                    "write " + i + " of a database opened for reading alone");
        }
    }
}
