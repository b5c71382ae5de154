package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import io.spatio.store.log.io.Io;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An erase is carried out by the next compaction, and one that is lost takes nothing with it. */
final class EraseTest {
    private static final byte[] SECRET = "\"secret cargo\"".getBytes(StandardCharsets.UTF_8);
    private static final LogTrajectoryStoreOptions AN_HOUR = new LogTrajectoryStoreOptions(
            Durability.NEVER,
            64 << 10,
            32 << 10,
            Optional.of(Duration.ofHours(1)),
            Long.MAX_VALUE,
            Duration.ofSeconds(10),
            Duration.ofDays(1000));

    private final SimulatedIo disk = new SimulatedIo();

    /** Does something when a file of a kind was begun, before it is written to. */
    private static final class AtCreate extends IoDecorator {
        private final String kind;
        private Runnable work = () -> {};

        AtCreate(Io disk, String kind) {
            super(disk);
            this.kind = kind;
        }

        @Override
        public WritableFile create(Path file) throws IOException {
            WritableFile created = super.create(file);
            if (file.getFileName().toString().startsWith(kind)) {
                work.run();
            }
            return created;
        }
    }

    private static void append(LogTrajectoryStore store, String id, long timestampMicros, byte[] metadata) {
        StoreAppends.position(store, "n", id, timestampMicros, 1, 2, 3, metadata);
    }

    private static List<Long> times(LogTrajectoryStore store, String id) {
        return Model.read(store, "n", id, Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST).stream()
                .map(Model.Event::timestamp)
                .toList();
    }

    @Test
    void aLaterEraseThatIsLostDoesNotTakeTheEarlierOneBack() throws IOException {
        TestClock clock = new TestClock();
        long now = Timestamps.toMicros(clock.instant());
        Path copy = Path.of("/simulated/copy");
        try (LogTrajectoryStore store = Stores.open(disk, AN_HOUR, clock)) {
            append(store, "other", now - Duration.ofMinutes(50).toNanos() / 1000, new byte[0]);
            store.flush();
            append(store, "erased", now, SECRET);
            store.flush();
            store.erase("n", "erased");
            store.snapshot(copy); // whose manifest alone knows of the erase: it has no log
        }
        try (LogTrajectoryStore store = Stores.open(disk, AN_HOUR, clock, copy)) {
            append(store, "erased", now + 1, new byte[0]);
            store.erase("n", "erased");
            clock.advance(Duration.ofMinutes(30));
            store.keep(); // drops the segment that is too old, and so writes the manifest
            SimulatedIo afterPowerCut = disk.after(SimulatedIo.Survival.NOTHING, new Random(1));
            try (LogTrajectoryStore reopened = Stores.open(afterPowerCut, AN_HOUR, clock, copy)) {
                assertThat(reopened.stats().details().get("segments")).isEqualTo(1);
                assertThat(times(reopened, "erased")).isEmpty();
            }
        }
    }

    private void assertNoFileHolds(String text) {
        for (Path path : disk.files()) {
            assertThat(new String(disk.bytes(path), StandardCharsets.ISO_8859_1))
                    .as("%s", path)
                    .doesNotContain(text);
        }
    }

    @Test
    void anEraseThatCameWhileACompactionBeganIsCarriedOutByTheNext() throws IOException {
        AtCreate io = new AtCreate(disk, "wal-");
        try (LogTrajectoryStore store = Stores.open(io, Durability.NEVER)) {
            append(store, "erased-before", 1, SECRET);
            store.erase("n", "erased-before");
            AtomicInteger files = new AtomicInteger();
            io.work = () -> { // the erase, and what it erases, stand in the file that was begun just now
                String id = "erased-meanwhile-" + files.incrementAndGet();
                append(store, id, 1, SECRET);
                store.erase("n", id);
            };
            store.compact();
            io.work = () -> {};
            assertThat(files).hasPositiveValue();
            assertNoFileHolds("erased-before");
            store.compact();
            assertNoFileHolds("erased-meanwhile");
            assertNoFileHolds("secret cargo");
        }
        try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER)) {
            assertThat(times(store, "erased-before")).isEmpty();
            assertThat(times(store, "erased-meanwhile-1")).isEmpty();
        }
    }

    @Test
    void anEraseThatCameWhileACompactionBeganAndIsLostTakesNoEarlierOneBack() throws IOException {
        AtCreate io = new AtCreate(disk, "wal-");
        try (LogTrajectoryStore store = Stores.open(io, Durability.NEVER)) {
            append(store, "erased", 1, SECRET);
            store.flush();
            store.erase("n", "erased");
            io.work = () -> {
                append(store, "erased", 2, SECRET);
                store.erase("n", "erased");
            };
            store.compact();
            io.work = () -> {};
            SimulatedIo afterPowerCut = disk.after(SimulatedIo.Survival.NOTHING, new Random(1));
            try (LogTrajectoryStore reopened = Stores.open(afterPowerCut, Durability.NEVER)) {
                assertThat(times(reopened, "erased")).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"seg-", "last-"})
    void whatIsLeftOutOfASealedFileBecauseItWasErasedMeanwhileIsNotLostWithoutTheErase(String kind) throws IOException {
        AtCreate io = new AtCreate(disk, kind);
        Model model = new Model();
        try (LogTrajectoryStore store = Stores.open(io, Durability.NEVER)) {
            model.position(store, "n", "erased", 1, new double[] {1, 2, 3}, SECRET);
            model.position(store, "n", "other", 1, new double[] {1, 2, 3}, SECRET);
            io.work = () -> {
                io.work = () -> {};
                model.erase(store, "n", "erased");
            };
            store.snapshot(Path.of("/simulated/copy")); // which writes a segment and a table
            SimulatedIo afterPowerCut = disk.after(SimulatedIo.Survival.NOTHING, new Random(1));
            try (LogTrajectoryStore reopened = Stores.open(afterPowerCut, Durability.NEVER)) {
                model.prefix(Model.lastSequence(reopened)).check(reopened, Long.MIN_VALUE, Long.MAX_VALUE);
            }
        }
    }

    /** The clock is asked before the record is begun, so one that throws harms the caller alone. */
    @Test
    void aClockThatThrowsEndsNoWriting() {
        boolean[] broken = {false};
        InstantSource clock = () -> {
            if (broken[0]) {
                throw new IllegalStateException("no time");
            }
            return Stores.NOW;
        };
        try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER, clock)) {
            append(store, "a", 1, SECRET);
            broken[0] = true;
            assertThatThrownBy(() -> store.erase("n", "a")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> store.erase("n")).isInstanceOf(IllegalStateException.class);
            broken[0] = false;
            assertThat(store.health().state()).isEqualTo(Health.State.OPEN);
            append(store, "a", 2, SECRET);
            assertThat(times(store, "a")).containsExactly(1L, 2L);
            store.erase("n");
            assertThat(StoreAppends.events(store, "n", "a")).isEmpty();
        }
    }
}
