package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Region;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.StoreContext;
import io.spatio.store.log.io.NioIo;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Any number of erases may wait, of ids of any length: they stay small, open again, and are carried out. */
final class ManyErasesTest {
    private static final long BUDGET = Long.getLong("spatio.test.budget", 5);
    private static final long LONG_BUDGET = 100;
    private static final long MANIFEST_MAX_BYTES = 4096;

    @TempDir
    private Path directory;

    private LogTrajectoryStore open() {
        LogTrajectoryStoreOptions options = new LogTrajectoryStoreOptions(
                Durability.NEVER,
                1 << 20,
                16 << 20,
                Optional.empty(),
                Long.MAX_VALUE,
                Duration.ofMinutes(10),
                Duration.ofDays(1000));
        return LogTrajectoryStore.open(options, StoreContext.in(directory), new NioIo());
    }

    private long bytes(String glob) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(path -> directory
                            .getFileSystem()
                            .getPathMatcher("glob:" + glob)
                            .matches(path.getFileName()))
                    .toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    /** In a short run fewer, in a long one as many as once lost a database. */
    @ParameterizedTest
    @CsvSource({"20000, 1200000, 12", "3000, 70000, 1000"})
    void aDatabaseOfWhichMuchWasErasedClosesAndOpens(int small, int large, int idBytes) throws IOException {
        int erases = BUDGET >= LONG_BUDGET ? large : small;
        try (LogTrajectoryStore store = open()) {
            for (int i = 0; i < erases; i++) {
                String id = id(i, idBytes);
                StoreAppends.position(store, "n", id, i, 1, 2, 3, new byte[0]);
                if (i % (erases / 3) == 1) {
                    store.flush();
                }
                store.erase("n", id);
            }
            StoreAppends.position(store, "n", "kept", 1, 1, 2, 3, new byte[0]);
        }
        assertThat(bytes("MANIFEST")).isLessThan(MANIFEST_MAX_BYTES);
        assertThat(bytes("erased-*.ers")).isLessThan(4L * erases + 4096);
        try (LogTrajectoryStore store = open()) {
            assertThat(store.stats().recovery()).isEmpty();
            assertThat(objects(store)).isEqualTo(1);
            assertThat(StoreAppends.events(store, "n", id(1, idBytes))).isEmpty();
            store.compact();
            assertThat(store.verify().problems()).isEmpty();
        }
        assertThat(bytes("erased-*.ers")).isLessThan(4096);
    }

    private static String id(int i, int idBytes) {
        String number = Integer.toString(i);
        return number + "x".repeat(idBytes - number.length());
    }

    private static int objects(LogTrajectoryStore store) {
        int count = 0;
        try (EventCursor cursor = store.recover()) {
            while (cursor.next()) {
                count++;
            }
        }
        return count;
    }

    /** As many as take the memory of a head; a reader that still stands on an old file has its rows left out meanwhile. */
    @Test
    void manyErasesAreCarriedOutBeforeTheirTime() throws IOException {
        SimulatedIo disk = new SimulatedIo();
        try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER)) {
            StoreAppends.position(store, "n", "kept", 1, 1, 2, 3, new byte[0]);
            StoreAppends.position(store, "n", "first", 1, 1, 2, 3, new byte[0]);
            store.flush();
            try (EventCursor reader =
                    store.scan(ScanRequest.of("n", Region.EVERYWHERE).withRange(0, 9))) {
                store.erase("n", "first");
                store.compact();
                assertThat(store.stats().details().get("pending-erases")).isEqualTo(1L);
                while (reader.next()) {
                    assertThat(reader.objectId()).isEqualTo("kept");
                }
            }
            for (int i = 0; i < 3_000; i++) {
                StoreAppends.position(store, "n", "o" + i, i, 1, 2, 3, new byte[0]);
                store.erase("n", "o" + i);
            }
            store.keep();
            assertThat(((Number) store.stats().details().get("pending-erases")).longValue())
                    .isLessThan(1_200);
        }
    }

    @Test
    void namespacesThatComeAndGoLeaveNothingBehindInMemoryOrFiles() throws IOException {
        try (LogTrajectoryStore store = open()) {
            for (int i = 0; i < 3_000; i++) {
                StoreAppends.position(store, "namespace-" + i, "o", i, 1, 2, 3, new byte[0]);
                store.erase("namespace-" + i);
                store.erase("unknown-" + i);
            }
            assertThat(store.stats().details().get("objects")).isEqualTo(0L);
            store.compact();
            assertThat(bytes("erased-*.ers")).isLessThan(4096);
        }
    }

    /** A database of many small records gives back the log that its segments cover. */
    @Test
    void afterACompactionAndAfterACloseTheDirectoryIsWhatIsSealed() throws IOException {
        for (int opening = 0; opening < 4; opening++) {
            try (LogTrajectoryStore store = open()) {
                for (int i = 0; i < 12_599; i++) {
                    StoreAppends.position(store, "n", "o" + i % 100, i, i % 90, 2, 3, new byte[0]);
                }
                if (opening == 1) {
                    store.compact();
                    assertThat(bytes("*") - bytes("{seg,last}-*")).isLessThan(64 << 10);
                }
            }
            assertThat(bytes("*") - bytes("{seg,last}-*")).isLessThan(64 << 10);
        }
    }
}
