package io.spatio.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.SpatioBuilder;
import io.spatio.core.config.Providers;
import io.spatio.core.config.Settings;
import io.spatio.error.SpatioException;
import io.spatio.error.StoreException;
import io.spatio.spi.Snapshotable;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.ForwardingTrajectoryStore;
import io.spatio.testkit.generators.Seeds;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every call of the engine to the disk fails once, and once the power goes at it. */
@DisplayName("Whatever call to the disk fails")
class DiskFaultsTest {
    private static final int ROUNDS = 2;
    private static final int RECORDS = 50;
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    private static SpatioBuilder database(Path path, String store) {
        return Spatio.builder().path(path).store(store).index("rstar");
    }

    private static Spatio open(SpatioBuilder builder, Disk disk) {
        Providers providers = Plugins.gather(List.of(), List.of());
        return new DatabaseOpener(Settings.load(builder.request(), providers), providers, disk)
                .open(InstantSource.system());
    }

    private static void fill(Spatio db) {
        for (int i = 0; i < RECORDS; i++) {
            db.namespace("n").upsert("a", Position.of(1, i), Metadata.NONE, NOON.plusSeconds(i));
        }
    }

    private static void requireFilled(Spatio db) {
        assertThat(db.namespace("n").queryTrajectory("a", Instant.MIN, Instant.MAX, RECORDS + 1))
                .hasSize(RECORDS);
    }

    /** Runs work with a fault at each call, until one run has fewer calls; looks at what is left of each. */
    private static void atEveryCall(String name, Consumer<FaultyDisk> work, Consumer<String> check) {
        Random random = new Random(Seeds.of("DiskFaultsTest " + name));
        for (FaultyDisk.Fault fault : FaultyDisk.Fault.values()) {
            for (int round = 0; round < ROUNDS; round++) {
                FaultyDisk disk;
                int at = 0;
                do {
                    disk = new FaultyDisk(fault, ++at, random);
                    try {
                        work.accept(disk);
                    } catch (SpatioException e) {
                        assertThat(e.getMessage()).doesNotContain("Exception");
                    } catch (FaultyDisk.PowerCut e) {
                        assertThat(fault).isEqualTo(FaultyDisk.Fault.POWER_CUT);
                    }
                    check.accept(fault + " at call " + at + " of " + name);
                } while (disk.hasStruck());
                assertThat(at).as("calls").isGreaterThan(2);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    @DisplayName("the first opening can be done again")
    void firstOpening(String store) {
        int[] databases = new int[1];
        atEveryCall(
                "first opening of " + store,
                disk -> open(database(fresh(databases, 1), store), disk).close(),
                what -> {
                    try (Spatio db = database(fresh(databases, 0), store).build()) {
                        fill(db);
                    }
                    try (Spatio db = Spatio.open(fresh(databases, 0))) {
                        requireFilled(db);
                    }
                });
    }

    private Path fresh(int[] databases, int more) {
        databases[0] += more;
        return directory.resolve("fresh").resolve("db-" + databases[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    @DisplayName("a snapshot is a whole database or none")
    void snapshots(String store) {
        Path from = directory.resolve("db");
        try (Spatio db = database(from, store).build()) {
            fill(db);
        }
        int[] copies = new int[1];
        try (Spatio db = database(from, store).build()) {
            atEveryCall(
                    "snapshot of " + store,
                    disk -> new DatabaseDirectory(fresh(copies, 1), disk, List.of())
                            .writeCopy(store, copy -> snapshotInto(db, copy)),
                    what -> requireWholeOrNone(fresh(copies, 0), what));
        }
    }

    /** The store's part of a snapshot, which is done before the engine finishes it. */
    private static void snapshotInto(Spatio db, Path copy) {
        Path aside = copy.resolveSibling(copy.getFileName() + "-aside");
        db.maintenance().snapshot(aside);
        try (var files = Files.list(aside)) {
            for (Path file : files.toList()) {
                if (!file.endsWith("SPATIO")) {
                    Files.move(file, copy.resolve(file.getFileName()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    @DisplayName("a copy is a whole database or none")
    void copies(String store) {
        Path from = directory.resolve("db");
        try (Spatio db = database(from, "log").build()) {
            fill(db);
        }
        int[] copies = new int[1];
        atEveryCall(
                "copy to " + store,
                disk -> DatabaseCopy.of(Spatio.builder().path(from).request(), disk)
                        .to(fresh(copies, 1), store, progress -> {}),
                what -> requireWholeOrNone(fresh(copies, 0), what));
    }

    private static void requireWholeOrNone(Path copy, String what) {
        Optional<String> store;
        try {
            store = Optional.ofNullable(new DatabaseDirectory(
                            copy,
                            new LocalDisk(),
                            Plugins.gather(List.of(), List.of()).stores().values())
                    .look(false, Optional.empty())
                    .store());
        } catch (StoreException e) {
            assertThat(e).as(what).hasMessageContaining("never finished").hasMessageContaining("delete it");
            assertThatThrownBy(() -> Spatio.open(copy)).as(what).hasMessageContaining("never finished");
            return;
        }
        if (store.isPresent()) {
            try (Spatio db = Spatio.open(copy)) {
                requireFilled(db);
            }
        }
    }

    /** A store whose snapshots end in the midst. */
    private static final class HalfSnapshots extends ForwardingTrajectoryStore implements Snapshotable {
        HalfSnapshots(TrajectoryStore store) {
            super(store);
        }

        @Override
        public void snapshot(Path copy) {
            ((Snapshotable) store()).snapshot(copy);
            try {
                Files.delete(copy.resolve("MANIFEST"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            throw new StoreException("injected");
        }
    }

    @Test
    @DisplayName("half a snapshot is none, and the next one into its directory says what is there")
    void halfSnapshot() {
        Path copy = directory.resolve("copy");
        try (Spatio db = Spatio.builder()
                .path(directory.resolve("db"))
                .store(Wrapped.log(HalfSnapshots::new))
                .index("rstar")
                .build()) {
            fill(db);
            assertThatThrownBy(() -> db.maintenance().snapshot(copy)).hasMessageContaining("injected");
            assertThatThrownBy(() -> db.maintenance().snapshot(copy))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not empty")
                    .hasMessageContaining("never finished");
        }
        assertThatThrownBy(() -> Spatio.open(copy))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("never finished");
    }
}
