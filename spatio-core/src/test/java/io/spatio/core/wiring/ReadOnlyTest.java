package io.spatio.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Area;
import io.spatio.DistanceMetric;
import io.spatio.EventTransfer;
import io.spatio.Health;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Spatio;
import io.spatio.SpatioBuilder;
import io.spatio.TrackOrder;
import io.spatio.TrackPoint;
import io.spatio.Update;
import io.spatio.core.config.Providers;
import io.spatio.core.config.Settings;
import io.spatio.error.ConfigurationException;
import io.spatio.error.DatabaseClosedException;
import io.spatio.error.StoreException;
import io.spatio.error.StoreReadOnlyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A database that is opened read-only")
class ReadOnlyTest {
    private static final Position HERE = Position.of(1, 2);

    @TempDir
    private Path directory;

    private Path database(String store) {
        Path path = directory.resolve("db");
        try (Spatio db = Spatio.builder().path(path).store(store).index("rstar").build()) {
            db.namespace("n").upsert("a", HERE);
            db.namespace("n").upsert("b", Position.of(1, 3));
        }
        return path;
    }

    private static Spatio open(Path path) {
        return Spatio.builder().path(path).index("rstar").readOnly().build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    @DisplayName("refuses every write in a sentence, and says so in its health")
    void refusesWrites(String store) {
        Spatio db = open(database(store));
        Namespace namespace = db.namespace("n");
        Instant now = Instant.now();
        List<ThrowingCallable> writes = List.of(
                () -> namespace.upsert("a", HERE),
                () -> namespace.upsert("new", HERE),
                () -> namespace.object("a").upsert(HERE, Metadata.NONE),
                () -> namespace.upsertAll(List.of()),
                () -> namespace.upsertAll(List.of(Update.of("a", HERE))),
                () -> namespace.insertTrajectory("a", List.of(TrackPoint.of(now, HERE, Metadata.NONE))),
                () -> namespace.delete("a"),
                () -> namespace.delete("unknown"),
                () -> namespace.delete("a", now),
                () -> namespace.object("a").delete(),
                () -> namespace.erase("a"),
                namespace::drop,
                () -> db.namespace("unknown").drop(),
                () -> ((EventTransfer) namespace).putDelete("a", now, Optional.empty()),
                () -> db.maintenance().compact());
        for (ThrowingCallable write : writes) {
            assertThatThrownBy(write)
                    .isInstanceOf(StoreReadOnlyException.class)
                    .hasMessageContaining("opened read-only and takes no writes");
        }
        assertThat(db.health().state()).isEqualTo(Health.State.READ_ONLY);
        assertThat(db.namespaces()).containsExactly("n");
        assertThat(namespace.count()).isEqualTo(2);
        db.close();
        for (ThrowingCallable write : writes) {
            assertThatThrownBy(write).isInstanceOf(DatabaseClosedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    @DisplayName("answers every question")
    void answers(String store) {
        try (Spatio db = open(database(store))) {
            Namespace namespace = db.namespace("n");
            assertThat(namespace.get("a")).isPresent();
            assertThat(namespace.object("a").get()).isPresent();
            assertThat(namespace.getAll(List.of("a", "b", "c"))).hasSize(2);
            assertThat(namespace.exists("a")).isTrue();
            assertThat(namespace.query(Area.circle(HERE, 1_000), QueryOptions.limit(9)))
                    .hasSize(1);
            assertThat(namespace.knn(HERE, QueryOptions.limit(9))).hasSize(2);
            assertThat(namespace.queryNear("a", 1_000_000, QueryOptions.limit(9)))
                    .hasSize(2);
            assertThat(namespace.queryTrajectory("a", Instant.MIN, Instant.MAX, 9))
                    .hasSize(1);
            try (Stream<TrackPoint> track =
                    namespace.streamTrajectory("a", Instant.MIN, Instant.MAX, TrackOrder.OLDEST_FIRST)) {
                assertThat(track).hasSize(1);
            }
            assertThat(namespace.queryDuring(Area.Box.WORLD, Instant.MIN, Instant.MAX, 9))
                    .hasSize(2);
            assertThat(namespace.distanceBetween("a", "b", DistanceMetric.HAVERSINE))
                    .isPresent();
            assertThat(namespace.convexHull()).isPresent();
            assertThat(namespace.boundingBox()).isPresent();
            assertThat(db.stats().objects()).isEqualTo(2);
            assertThat(db.maintenance().verify().problems()).isEmpty();
            db.sync();
        }
    }

    @Test
    @DisplayName("has to be there")
    void absent() {
        Path absent = directory.resolve("absent");
        assertThatThrownBy(() -> open(absent))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("there is no database in " + absent);
        assertThat(absent).doesNotExist();
        assertThatThrownBy(() -> open(directory))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("there is no database in " + directory);
        assertThat(directory).isEmptyDirectory();
        assertThatThrownBy(() -> Spatio.builder().readOnly().build())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("read-only = true needs spatio.path");
        Path path = database("log");
        assertThatThrownBy(() ->
                        Spatio.builder().path(path).store("mvstore").readOnly().build())
                .hasMessageContaining("kept by store \"log\"");
    }

    /** A disk on which nothing can be written. */
    private static final class ReadOnlyDisk implements Disk {
        private final Disk disk = new LocalDisk();

        @Override
        public byte[] read(Path file) throws IOException {
            return disk.read(file);
        }

        @Override
        public Set<String> list(Path path) throws IOException {
            return disk.list(path);
        }

        @Override
        public void createDirectories(Path path) {
            throw new AssertionError(path);
        }

        @Override
        public void create(Path file, byte[] content) {
            throw new AssertionError(file);
        }

        @Override
        public void link(Path existing, Path name) {
            throw new AssertionError(name);
        }

        @Override
        public void rename(Path from, Path to) {
            throw new AssertionError(to);
        }

        @Override
        public void delete(Path file) {
            throw new AssertionError(file);
        }

        @Override
        public void forceDirectory(Path path) {
            throw new AssertionError(path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    @DisplayName("writes no file of the engine, not even to restore a lost one")
    void writesNothing(String store) throws Exception {
        Path path = database(store);
        for (boolean lost : new boolean[] {false, true}) {
            if (lost) {
                Files.delete(path.resolve("SPATIO"));
                assertThatThrownBy(() -> open(path)).hasMessageContaining("--salvage");
            }
            SpatioBuilder builder =
                    Spatio.builder().path(path).index("rstar").readOnly().salvage(lost);
            Providers providers = Plugins.gather(List.of(), List.of());
            DatabaseOpener opener =
                    new DatabaseOpener(Settings.load(builder.request(), providers), providers, new ReadOnlyDisk());
            try (Spatio db = opener.open(InstantSource.system())) {
                assertThat(db.namespace("n").count()).isEqualTo(2);
            }
        }
        assertThat(path.resolve("SPATIO")).doesNotExist();
    }
}
