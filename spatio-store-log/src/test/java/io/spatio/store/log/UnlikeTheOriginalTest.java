package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.error.StoreException;
import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.store.log.io.Io;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log of the original gets wrong, one small case each; docs/parity.md lists them. */
final class UnlikeTheOriginalTest {
    private static final byte[] NONE = {};
    private static final int HEAD_BYTES = 64 << 10;
    private static final long TABLE_EVERY_BYTES = 256L << 20;

    private final SimulatedIo disk = new SimulatedIo();

    private static LogTrajectoryStoreOptions options(long headBytes) {
        return new LogTrajectoryStoreOptions(
                Durability.NEVER,
                headBytes,
                headBytes,
                Optional.empty(),
                Long.MAX_VALUE,
                Duration.ofMinutes(10),
                Duration.ofHours(24));
    }

    private static void append(LogTrajectoryStore store, long timestampMicros, double lon) {
        StoreAppends.position(store, "n", "o", timestampMicros, lon, 0, Double.NaN, NONE);
    }

    private static List<Double> longitudes(LogTrajectoryStore store) {
        List<Double> longitudes = new ArrayList<>();
        try (EventCursor cursor = store.read(ReadRequest.of("n", "o").withRange(Long.MIN_VALUE, Long.MAX_VALUE))) {
            while (cursor.next()) {
                longitudes.add(cursor.lon());
            }
        }
        return longitudes;
    }

    private static List<String> names(SimulatedIo on, String prefix) {
        return on.files().stream()
                .map(path -> path.getFileName().toString())
                .filter(name -> name.startsWith(prefix))
                .toList();
    }

    @Test
    void theFirstRecordBehindATornTailIsKept() {
        LogTrajectoryStore killed = Stores.open(disk, Durability.ALWAYS);
        for (int i = 0; i < 3; i++) {
            append(killed, i, i);
            killed.sync();
        }
        SimulatedIo torn = disk.copy();
        killed.close();
        Path log = Stores.DIRECTORY.resolve("wal-1.log");
        byte[] bytes = torn.bytes(log);
        torn.bytes(log, Arrays.copyOf(bytes, bytes.length - 12));
        LogTrajectoryStore store = Stores.open(torn, Durability.ALWAYS);
        assertThat(store.stats().recovery()).hasSize(1);
        append(store, 3, 3);
        store.sync();
        SimulatedIo again = torn.copy();
        store.close();
        for (SimulatedIo left : new SimulatedIo[] {torn, again}) {
            try (LogTrajectoryStore reopened = Stores.open(left, Durability.ALWAYS)) {
                assertThat(longitudes(reopened)).containsExactly(0.0, 1.0, 3.0);
            }
        }
    }

    @Test
    void recordsOfOneTimestampInSegmentLogAndMemoryAreAllKeptAndTheLastIsCurrent() throws IOException {
        LogTrajectoryStore store = Stores.open(disk, Durability.NEVER);
        append(store, 5, 1);
        store.flush();
        append(store, 5, 2);
        store.close();
        store = Stores.open(disk, Durability.NEVER);
        append(store, 5, 3);
        for (int opening = 0; opening < 2; opening++) {
            assertThat(longitudes(store)).containsExactly(1.0, 2.0, 3.0);
            try (EventCursor current = store.recover()) {
                assertThat(current.next()).isTrue();
                assertThat(current.lon()).isEqualTo(3);
            }
            store.close();
            store = Stores.open(disk, Durability.NEVER);
        }
        store.close();
    }

    /** A disk that cannot read the files of a kind, and notices a caller that goes on trying. */
    private static final class UnreadableDisk extends IoDecorator {
        private volatile String unreadable;
        private int tries;

        UnreadableDisk(Io disk, String unreadable) {
            super(disk);
            this.unreadable = unreadable;
        }

        @Override
        public ReadableFile open(Path path) throws IOException {
            ReadableFile file = super.open(path);
            return new ReadableFile() {
                @Override
                public long size() throws IOException {
                    return file.size();
                }

                @Override
                public int read(long position, byte[] bytes, int offset, int length) throws IOException {
                    if (path.getFileName().toString().startsWith(unreadable)) {
                        assertThat(++tries)
                                .as("tries to read what cannot be read")
                                .isLessThan(1000);
                        throw new IOException("input/output error");
                    }
                    return file.read(position, bytes, offset, length);
                }

                @Override
                public void close() throws IOException {
                    file.close();
                }
            };
        }
    }

    /** Enough log files that the close writes a table. */
    private static void fill(SimulatedIo io) throws IOException {
        try (LogTrajectoryStore store = Stores.open(io, Durability.NEVER)) {
            for (int i = 0; i < 10; i++) {
                append(store, i, i);
                store.flush();
            }
            store.compact();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MANIFEST", "wal-", "last-", "seg-"})
    void whatCannotBeReadAtOpeningIsAnErrorAndNotAnEmptyStore(String kind) throws IOException {
        fill(disk);
        assertThat(names(disk, kind)).isNotEmpty();
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(() -> Stores.open(new UnreadableDisk(disk, kind), Durability.NEVER))
                    .isInstanceOf(StoreException.class)
                    .hasStackTraceContaining("input/output error");
        }
        try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER)) {
            assertThat(store.stats().recovery()).isEmpty();
            assertThat(longitudes(store)).hasSize(10);
        }
    }

    @Test
    void whatCannotBeReadInAQueryIsAnErrorAndNotAShorterAnswer() throws IOException {
        fill(disk);
        UnreadableDisk unreadable = new UnreadableDisk(disk, "nothing");
        try (LogTrajectoryStore store = Stores.open(unreadable, Durability.NEVER)) {
            append(store, 10, 10);
            unreadable.unreadable = "seg-";
            assertThatThrownBy(() -> longitudes(store))
                    .isInstanceOf(StoreException.class)
                    .hasStackTraceContaining("input/output error");
            unreadable.unreadable = "nothing";
            assertThat(longitudes(store)).hasSize(11);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"MANIFEST", "wal-", "last-", "seg-"})
    void aFileOfAnotherStoreIsRefused(String kind) throws IOException {
        SimulatedIo other = new SimulatedIo();
        fill(disk);
        fill(other);
        Path theirs = Stores.DIRECTORY.resolve(names(other, kind).get(0));
        for (String name : names(disk, kind)) {
            disk.bytes(Stores.DIRECTORY.resolve(name), other.bytes(theirs));
        }
        assertThatThrownBy(() -> Stores.open(disk, Durability.NEVER)).isInstanceOf(StoreException.class);
    }

    @Test
    void theRowsInMemoryAreBoundedWhateverTheNumberOfObjects() {
        try (LogTrajectoryStore store = Stores.open(disk, options(HEAD_BYTES), false)) {
            Random random = new Random(1);
            for (int i = 0; i < 20_000; i++) {
                StoreAppends.position(store, "n", "o" + random.nextInt(2_000), i, i % 180, 0, Double.NaN, NONE);
                if (i % 100 == 0) {
                    long bytes = ((Number) store.stats().details().get("head-bytes")).longValue();
                    assertThat(bytes).as("after %d", i).isLessThan(3 * HEAD_BYTES);
                }
            }
        }
    }

    /** A disk that keeps of each log file the header alone: here nobody reads them, and they are many. */
    private static final class HollowLogs extends IoDecorator {
        HollowLogs(Io disk) {
            super(disk);
        }

        @Override
        public WritableFile create(Path path) throws IOException {
            WritableFile file = super.create(path);
            return !path.getFileName().toString().startsWith("wal-")
                    ? file
                    : new File(file) {
                        private boolean begun;

                        @Override
                        public void write(byte[] bytes, int offset, int length) throws IOException {
                            if (!begun) {
                                super.write(bytes, offset, length);
                            }
                            begun = true;
                        }
                    };
        }
    }

    @Test
    void aStoreThatIsNeverClosedWritesItsTableAndDropsItsLogs() throws IOException {
        byte[] metadata = new byte[1 << 20];
        try (LogTrajectoryStore store = Stores.open(new HollowLogs(disk), options(16 << 20), false)) {
            StoreAppends.position(store, "n", "o", 0, 1, 2, 3, metadata);
            store.flush();
            assertThat(names(disk, "last-")).isEmpty();
            for (int i = 1; i <= TABLE_EVERY_BYTES / metadata.length; i++) {
                StoreAppends.position(store, "n", "o", i, 1, 2, 3, metadata);
            }
            store.flush();
            assertThat(names(disk, "last-")).hasSize(1);
            assertThat(names(disk, "wal-")).hasSizeLessThan(12);
        }
    }
}
