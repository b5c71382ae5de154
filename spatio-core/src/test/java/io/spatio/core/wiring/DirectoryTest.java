package io.spatio.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.SpatioBuilder;
import io.spatio.TrackPoint;
import io.spatio.error.ConfigurationException;
import io.spatio.error.StoreException;
import io.spatio.error.UnsupportedFormatException;
import io.spatio.spi.TrajectoryStoreProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Directories of databases: their owner, their copies, and what is done in them. */
class DirectoryTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path directory;

    private static Spatio open(Path path, String store) {
        return Spatio.builder().path(path).store(store).index("rstar").build();
    }

    private static void fill(Spatio db) {
        Namespace fleet = db.namespace("fleet");
        for (int i = 0; i < 1_000; i++) {
            fleet.upsert("o" + i % 10, Position.of(i * 0.01, 1), Metadata.NONE, NOON.plusSeconds(i));
        }
    }

    private static int history(Spatio db) {
        return db.namespace("fleet")
                .queryTrajectory("o3", Instant.MIN, Instant.MAX, Integer.MAX_VALUE)
                .size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    void aSnapshotOpensAsADatabase(String store) {
        Path copy = directory.resolve("copy");
        try (Spatio db = open(directory.resolve("db"), store)) {
            fill(db);
            db.maintenance().snapshot(copy);
            assertThatThrownBy(() -> db.maintenance().snapshot(copy))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not empty");
        }
        try (Spatio db = Spatio.open(copy)) {
            assertThat(db.stats().store().type()).isEqualTo(store);
            assertThat(db.namespace("fleet").count()).isEqualTo(10);
            assertThat(history(db)).isEqualTo(100);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    void compactionAndVerificationLoseNothing(String store) {
        try (Spatio db = open(directory.resolve("db"), store)) {
            fill(db);
            db.namespace("fleet").erase("o9");
            db.maintenance().compact();
            assertThat(db.maintenance().verify().problems()).isEmpty();
            assertThat(history(db)).isEqualTo(100);
        }
        try (Spatio db = open(directory.resolve("db"), store)) {
            assertThat(db.namespace("fleet").count()).isEqualTo(9);
            assertThat(db.namespace("fleet").queryTrajectory("o3", Instant.MIN, Instant.MAX, 1))
                    .extracting(TrackPoint::timestamp)
                    .containsExactly(NOON.plusSeconds(993));
        }
    }

    @Test
    void aDirectoryRemembersItsStore() {
        open(directory.resolve("db"), "log").close();
        assertThatThrownBy(() -> open(directory.resolve("db"), "mvstore"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("kept by store \"log\"");
    }

    @Test
    void whatTheSettingsSayIsCheckedBeforeTheDirectoryIsTouched() throws IOException {
        Path fresh = directory.resolve("fresh");
        List<SpatioBuilder> wrong = List.of(
                Spatio.builder().store("log").set("store.log.head-bytes", "1"),
                Spatio.builder().store("mvstore").set("index.rstar.leaf-capacity", "1"),
                Spatio.builder().store("log").set("namespaces.drones.index.rstar.leaf-capacity", "1"),
                Spatio.builder().store("memory"));
        for (SpatioBuilder builder : wrong) {
            assertThatThrownBy(() -> builder.index("rstar").path(fresh).build())
                    .isInstanceOf(ConfigurationException.class);
            assertThat(fresh).doesNotExist();
        }
        Files.createDirectory(fresh);
        for (SpatioBuilder builder : wrong) {
            assertThatThrownBy(builder::build).isInstanceOf(ConfigurationException.class);
            assertThat(fresh).isEmptyDirectory();
        }
        open(fresh, "mvstore").close();
    }

    @Test
    void aFirstOpeningThatFailsIsDoneAgainByItsStore() throws IOException {
        Path fresh = directory.resolve("fresh");
        SpatioBuilder builder = Spatio.builder().path(fresh).index("rstar");
        TrajectoryStoreProvider sound = Wrapped.sound();
        assertThatThrownBy(() -> builder.store(Wrapped.failing()).build()).hasMessageContaining("cannot be opened");
        assertThatThrownBy(() -> open(fresh, "mvstore")).hasMessageContaining("kept by store \"wrapped\"");
        try (Spatio again =
                Spatio.builder().path(fresh).index("rstar").store(sound).build()) {
            fill(again);
        }
        Path marked = Files.createDirectory(directory.resolve("marked"));
        Files.writeString(marked.resolve("SPATIO"), "spatio-database 1\nstore wrapped\n");
        assertThatThrownBy(() -> open(marked, "mvstore"))
                .hasMessageContaining("kept by store \"wrapped\"")
                .hasMessageContaining("nothing was ever stored in it");
        Files.delete(marked.resolve("SPATIO"));
        open(marked, "mvstore").close();
    }

    @Test
    void aDirectoryOfOthersIsLeftAlone() throws IOException {
        Path theirs = Files.createDirectories(directory.resolve("theirs"));
        Files.writeString(theirs.resolve("wal-1.log"), "not a log of ours");
        assertThatThrownBy(() -> open(theirs, "log"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("no Spatio database");
        assertThat(theirs.resolve("wal-1.log")).hasContent("not a log of ours");
    }

    @Test
    void aNewerDirectoryIsRefused() throws IOException {
        Path newer = Files.createDirectories(directory.resolve("newer"));
        Files.writeString(newer.resolve("SPATIO"), "spatio-database 2\nstore log\n");
        Files.writeString(newer.resolve("MANIFEST"), "of a later version");
        for (boolean salvage : new boolean[] {false, true}) {
            assertThatThrownBy(() -> Spatio.builder()
                            .path(newer)
                            .salvage(salvage)
                            .index("rstar")
                            .build())
                    .isInstanceOf(UnsupportedFormatException.class)
                    .hasMessageContaining("a later version of Spatio");
        }
    }

    @Test
    void memoryHasNothingToMaintain() {
        try (Spatio db = Spatio.memory()) {
            assertThatThrownBy(() -> db.maintenance().verify())
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("\"memory\" cannot verify");
        }
    }
}
