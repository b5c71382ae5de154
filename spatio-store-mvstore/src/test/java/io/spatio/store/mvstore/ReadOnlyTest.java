package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.error.StoreLockedException;
import io.spatio.error.StoreReadOnlyException;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.StoreContext;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening that writes nothing. */
class ReadOnlyTest {
    @TempDir
    Path directory;

    private static MvTrajectoryStore openToRead(Path home) {
        return MvTrajectoryStore.open(
                MvTrajectoryStoreOptions.DEFAULTS, StoreContext.in(home).withReadOnly(true));
    }

    private Path written() throws IOException {
        Path home = Files.createDirectory(directory.resolve("home"));
        try (MvTrajectoryStore store = MvStores.open(home, Durability.EVERY_SECOND, 50)) {
            for (int i = 0; i < 220; i++) {
                StoreAppends.position(store, "n", "o" + i % 7, i, i % 90, 1, Double.NaN, MvStores.bytes("{}"));
            }
            StoreAppends.delete(store, "n", "o3", 1_000, Long.MAX_VALUE);
            store.erase("n", "o4");
        }
        return home;
    }

    private static Map<String, ByteBuffer> files(Path home) throws IOException {
        Map<String, ByteBuffer> files = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(home)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(
                        home.relativize(path) + " " + Files.getLastModifiedTime(path),
                        ByteBuffer.wrap(Files.readAllBytes(path)));
            }
        }
        return files;
    }

    private static List<Seen> all(MvTrajectoryStore store) {
        return Seen.all(store.scan(ScanRequest.of("n", Region.EVERYWHERE)));
    }

    @Test
    void everythingReadsAndNothingIsWritten() throws IOException {
        Path home = written();
        Files.write(home.resolve(MvFile.NEW_FILE_NAME), new byte[10]); // an unfinished file of a writer that crashed
        Map<String, ByteBuffer> before = files(home);
        Path copy = Files.createDirectory(directory.resolve("copy"));
        List<Seen> seen;
        try (MvTrajectoryStore store = openToRead(home)) {
            assertThat(store.health().state()).isEqualTo(Health.State.READ_ONLY);
            seen = all(store);
            assertThat(seen).hasSize(220 - 220 / 7);
            assertThat(Seen.all(store.recover())).hasSize(6);
            assertThat(store.verify().problems()).isEmpty();
            assertThat(store.stats().details()).containsEntry("tombstones", 1L);
            store.sync();
            store.snapshot(copy);
            List<Runnable> writes = List.of(
                    () -> StoreAppends.position(store, "n", "o1", 1, 1, 1, 1, Event.NO_METADATA),
                    () -> StoreAppends.delete(store, "n", "o1", 1, 1),
                    () -> store.erase("n", "o1"),
                    () -> store.erase("n"),
                    store::compact);
            for (Runnable write : writes) {
                assertThatThrownBy(write::run).isInstanceOf(StoreReadOnlyException.class);
            }
            assertThat(all(store)).isEqualTo(seen);
        }
        assertThat(files(home)).isEqualTo(before);
        try (MvTrajectoryStore store = MvStores.open(copy)) {
            assertThat(all(store)).isEqualTo(seen);
        }
    }

    @Test
    void severalReadersShareADirectoryWithNoWriterBeside() throws IOException {
        Path home = written();
        MvTrajectoryStore one = openToRead(home);
        try (MvTrajectoryStore other = openToRead(home)) {
            assertThat(all(one)).isEqualTo(all(other));
            assertThatThrownBy(() -> MvStores.open(home)).isInstanceOf(StoreLockedException.class);
            one.close();
            assertThatThrownBy(() -> MvStores.open(home))
                    .as("the lock of the other reader holds on")
                    .isInstanceOf(StoreLockedException.class);
            assertThat(all(other)).isNotEmpty();
        }
        try (MvTrajectoryStore writer = MvStores.open(home)) {
            assertThatThrownBy(() -> openToRead(home)).isInstanceOf(StoreLockedException.class);
            assertThat(all(writer)).isNotEmpty();
        }
    }

    @Test
    void aDirectoryWithoutLockOrFileReads() throws IOException {
        Path home = written();
        Files.delete(home.resolve("LOCK"));
        try (MvTrajectoryStore store = openToRead(home)) {
            assertThat(all(store)).isNotEmpty();
        }
        assertThat(home.resolve("LOCK")).doesNotExist();
        Path empty = Files.createDirectory(directory.resolve("empty"));
        try (MvTrajectoryStore store = openToRead(empty)) {
            assertThat(Seen.all(store.recover())).isEmpty();
            assertThat(store.verify().problems()).isEmpty();
        }
        assertThat(files(empty)).isEmpty();
    }

    @Test
    void aDamagedFileIsSalvagedInMemory() throws IOException {
        Path home = written();
        byte[] bytes = Files.readAllBytes(home.resolve(MvFile.FILE_NAME));
        Files.write(home.resolve(MvFile.FILE_NAME), java.util.Arrays.copyOf(bytes, bytes.length / 2));
        Map<String, ByteBuffer> before = files(home);
        StoreContext context =
                StoreContext.in(home).withReadOnly(true).withSalvage(true).withAcceptUnerased(true);
        try (MvTrajectoryStore store = MvTrajectoryStore.open(MvTrajectoryStoreOptions.DEFAULTS, context)) {
            assertThat(store.stats().recovery()).isNotEmpty();
            assertThat(store.health().state()).isEqualTo(Health.State.READ_ONLY);
        }
        assertThat(files(home)).isEqualTo(before);
    }

    @Test
    void aBackslashIsPartOfADirectorysName() throws IOException {
        Path neighbour = Files.createDirectories(directory.resolve("a").resolve("b"));
        List<Seen> before;
        try (MvTrajectoryStore store = MvStores.open(neighbour)) {
            StoreAppends.position(store, "n", "theirs", 1, 1, 1, 1, Event.NO_METADATA);
            before = all(store);
        }
        Map<String, ByteBuffer> files = files(neighbour);
        Path home = Files.createDirectory(directory.resolve("a\\b"));
        Path copy = Files.createDirectory(directory.resolve("a\\b\\copy"));
        try (MvTrajectoryStore store = MvStores.open(home)) {
            StoreAppends.position(store, "n", "ours", 1, 1, 1, 1, Event.NO_METADATA);
            store.compact();
            store.snapshot(copy);
        }
        for (Path own : List.of(home, copy)) {
            try (MvTrajectoryStore store = openToRead(own)) {
                assertThat(all(store)).extracting(Seen::objectId).containsExactly("ours");
            }
        }
        assertThat(files(neighbour)).isEqualTo(files);
        try (MvTrajectoryStore store = openToRead(neighbour)) {
            assertThat(all(store)).isEqualTo(before);
        }
    }

    @Test
    void aReaderOfManyEventsReadsOnWhenAnotherCloses() throws IOException {
        Path home = written();
        try (MvTrajectoryStore one = openToRead(home)) {
            var cursor = one.read(ReadRequest.of("n", "o1"));
            assertThat(cursor.next()).isTrue();
            openToRead(home).close();
            int more = 1;
            while (cursor.next()) {
                more++;
            }
            assertThat(more).isEqualTo(32);
        }
    }
}
