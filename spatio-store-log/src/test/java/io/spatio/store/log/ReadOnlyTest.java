package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.error.StoreException;
import io.spatio.error.StoreLockedException;
import io.spatio.error.StoreReadOnlyException;
import io.spatio.spi.StoreContext;
import io.spatio.store.log.io.NioIo;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that is opened for reading alone answers everything, changes nothing, and keeps writers out. */
final class ReadOnlyTest {
    private static final double[] PLACE = {1, 2, Double.NaN};

    @TempDir
    Path parent;

    private final Model model = new Model();
    private final SimulatedIo disk = new SimulatedIo();

    /** Sealed and unsealed history, an erase, deletes. */
    private void work(LogTrajectoryStore store) throws IOException {
        for (int i = 0; i < 40; i++) {
            model.position(store, "n", "o" + i % 5, i, PLACE, new byte[i % 3]);
            if (i % 10 == 9) {
                store.flush();
            }
        }
        model.putDocument(store, "fences", new byte[10]);
        store.compact();
        model.putDocument(store, "fences", new byte[20]);
        model.putDocument(store, "watch", new byte[0]);
        model.erase(store, "n", "o1");
        model.delete(store, "n", "o2", 100);
        model.position(store, "n", "o3", 50, PLACE, new byte[0]);
        store.sync();
    }

    private static Map<String, String> contents(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                String bytes = Files.isRegularFile(file) ? HexFormat.of().formatHex(Files.readAllBytes(file)) : "";
                contents.put(directory.relativize(file) + " " + Files.getLastModifiedTime(file), bytes);
            }
        }
        return contents;
    }

    @Test
    void writesAreRefusedAndNothingElse() throws IOException {
        SimulatedIo killed;
        try (LogTrajectoryStore store = Stores.open(disk, Durability.EVERY_SECOND)) {
            work(store);
            killed = disk.copy();
        }
        try (LogTrajectoryStore store = Stores.openReadOnly(new NoWrites(killed), Durability.ALWAYS)) {
            List<ThrowingCallable> writes = List.of(
                    () -> StoreAppends.position(store, "n", "new", 1, 1, 1, 1, new byte[0]),
                    () -> StoreAppends.position(store, "n", "o3", 1, 1, 1, 1, new byte[0]),
                    () -> store.append(
                            Model.batchOf("n", List.of("o3"), new long[] {1}, new double[][] {PLACE}, new byte[0])),
                    () -> StoreAppends.delete(store, "n", "o3", 1, 1),
                    () -> store.erase("n", "o3"),
                    () -> store.erase("n"),
                    () -> store.documents().put("fences", new byte[0]),
                    () -> store.documents().remove("fences"),
                    store::compact);
            for (ThrowingCallable write : writes) {
                assertThatThrownBy(write)
                        .isInstanceOf(StoreReadOnlyException.class)
                        .hasMessageContaining("open for reading alone")
                        .hasMessageContaining("open it without read-only to write");
            }
            assertThat(store.health()).isEqualTo(Health.of(Health.State.READ_ONLY, null));
            assertThat(StoreAppends.events(store, "n", "never-there")).isEmpty();
            assertThat(StoreAppends.events(store, "nowhere", "o")).isEmpty();
            store.sync();
            store.awaitDurable(Model.lastSequence(store));
            assertThat(store.verify().problems()).isEmpty();
            model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    @Test
    void aTornTailIsCutInMemoryAndTold() throws IOException {
        try (LogTrajectoryStore store = Stores.open(disk, Durability.ALWAYS)) {
            work(store);
            SimulatedIo killed = disk.copy();
            Path log = killed.files().stream()
                    .filter(file -> file.getFileName().toString().startsWith("wal-"))
                    .reduce((first, second) -> second)
                    .orElseThrow();
            byte[] torn = killed.bytes(log);
            torn = java.util.Arrays.copyOf(torn, torn.length + 100);
            torn[torn.length - 50] = 1;
            killed.bytes(log, torn);
            Map<Path, String> before = killed.contents();
            try (LogTrajectoryStore reader = Stores.openReadOnly(new NoWrites(killed), Durability.ALWAYS)) {
                assertThat(reader.stats().recovery())
                        .anyMatch(line -> line.contains("torn tail") && line.contains("stays as it is"));
                model.check(reader, Long.MIN_VALUE, Long.MAX_VALUE);
                assertThat(reader.verify().problems()).isEmpty();
            }
            assertThat(killed.contents()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MANIFEST", "erased-", "last-", "seg-", "wal-"})
    void aSalvageForReadingChangesNothing(String damaged) throws IOException {
        try (LogTrajectoryStore store = Stores.open(disk, Durability.ALWAYS)) {
            work(store);
            store.snapshot(Path.of("/simulated/copy")); // writes table and pending erases
            model.erase(store, "n", "o0");
            SimulatedIo killed = disk.copy();
            Path file = killed.files().stream()
                    .filter(path -> path.startsWith(Stores.DIRECTORY)
                            && path.getFileName().toString().startsWith(damaged))
                    .findFirst()
                    .orElseThrow();
            byte[] bytes = killed.bytes(file);
            bytes[bytes.length / 2] ^= 1;
            killed.bytes(file, bytes);
            Map<Path, String> before = killed.contents();
            List<String> told;
            StoreContext context = StoreContext.in(Stores.DIRECTORY)
                    .withClock(InstantSource.fixed(Stores.NOW))
                    .withSalvage(true)
                    .withAcceptUnerased(true);
            try (LogTrajectoryStore reader = LogTrajectoryStore.open(
                    Stores.options(Durability.ALWAYS), context.withReadOnly(true), new NoWrites(killed))) {
                told = reader.stats().recovery();
                assertThat(told).isNotEmpty().noneMatch(line -> line.contains("quarantine"));
                assertThat(StoreAppends.events(reader, "n", "o4")).isNotEmpty();
            }
            assertThat(killed.contents()).isEqualTo(before);
            try (LogTrajectoryStore writer =
                    LogTrajectoryStore.open(Stores.options(Durability.ALWAYS), context, killed)) {
                assertThat(writer.stats().recovery())
                        .as("what a writer is told")
                        .hasSameSizeAs(told);
            }
        }
    }

    @Test
    void readersKeepWritersOutAndWritersReaders() throws IOException {
        Path directory = parent.resolve("store");
        NioIo io = new NioIo();
        try (LogTrajectoryStore writer = Stores.open(io, Durability.NEVER, directory)) {
            work(writer);
            assertThatThrownBy(() -> Stores.openReadOnly(io, Durability.NEVER, directory))
                    .isInstanceOf(StoreLockedException.class)
                    .hasMessageContaining("pid=" + ProcessHandle.current().pid());
        }
        Map<String, String> before = contents(directory);
        LogTrajectoryStore first = Stores.openReadOnly(new NoWrites(io), Durability.NEVER, directory);
        LogTrajectoryStore second = Stores.openReadOnly(new NoWrites(io), Durability.NEVER, directory);
        for (LogTrajectoryStore reader : List.of(first, second)) {
            assertThatThrownBy(() -> Stores.open(io, Durability.NEVER, directory))
                    .isInstanceOf(StoreLockedException.class)
                    .hasMessageContaining("open for reading");
            model.check(reader, Long.MIN_VALUE, Long.MAX_VALUE);
            reader.close();
        }
        assertThat(contents(directory)).isEqualTo(before);
        try (LogTrajectoryStore writer = Stores.open(io, Durability.NEVER, directory)) {
            model.check(writer, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    @Test
    void aWriterInAnotherProcessIsKeptOutByReaders() throws Exception {
        Path directory = parent.resolve("store");
        NioIo io = new NioIo();
        try (LogTrajectoryStore writer = Stores.open(io, Durability.NEVER, directory)) {
            work(writer);
        }
        LogTrajectoryStore first = Stores.openReadOnly(io, Durability.NEVER, directory);
        LogTrajectoryStore second = Stores.openReadOnly(io, Durability.NEVER, directory);
        first.close(); // must not let go of what the second holds
        Process child = ChildJvm.start("64m", ChildOpener.class, directory.toString());
        String said = new String(child.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        second.close();
        assertThat(said)
                .contains("writer: refused")
                .contains("open for reading")
                .contains("reader: opened");
    }

    @Test
    void whatMayOnlyBeReadIsRead() throws IOException {
        Path directory = parent.resolve("store");
        NioIo io = new NioIo();
        try (LogTrajectoryStore writer = Stores.open(io, Durability.NEVER, directory)) {
            work(writer);
        }
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
            }
        }
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        // Permissions do not bind root, so a disk that takes no writes stands before the real one, too.
        try (LogTrajectoryStore reader = Stores.openReadOnly(new NoWrites(io), Durability.NEVER, directory)) {
            model.check(reader, Long.MIN_VALUE, Long.MAX_VALUE);
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    @Test
    void aSnapshotIsWrittenElsewhereAlone() throws IOException {
        Path directory = parent.resolve("store");
        Path copy = parent.resolve("copy");
        NioIo io = new NioIo();
        LogTrajectoryStore writer = Stores.open(io, Durability.NEVER, directory);
        work(writer);
        writer.close();
        Map<String, String> before = contents(directory);
        try (LogTrajectoryStore reader = Stores.openReadOnly(io, Durability.NEVER, directory)) {
            reader.snapshot(copy);
            assertThatThrownBy(() -> reader.snapshot(directory.resolve("below")))
                    .isInstanceOf(StoreReadOnlyException.class);
            model.check(reader, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        assertThat(contents(directory)).isEqualTo(before);
        try (LogTrajectoryStore copied = Stores.open(io, Durability.NEVER, copy)) {
            model.check(copied, Long.MIN_VALUE, Long.MAX_VALUE);
        }
    }

    @Test
    void aDirectoryThatIsNotThereIsNotMade() {
        assertThatThrownBy(() -> Stores.openReadOnly(new NioIo(), Durability.NEVER, parent.resolve("absent")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("does not exist");
        assertThat(parent.resolve("absent")).doesNotExist();
    }
}
