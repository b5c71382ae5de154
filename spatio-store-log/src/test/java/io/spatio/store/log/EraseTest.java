package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import io.spatio.store.log.io.Io;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** An erase is carried out while others write, and a later erase that is lost does not take it back. */
final class EraseTest {
    private static final byte[] SECRET = "\"secret cargo\"".getBytes(StandardCharsets.UTF_8);
    private static final int MORE_THAN_TWO_HEADS = 3000;
    private static final LogTrajectoryStoreOptions AN_HOUR = new LogTrajectoryStoreOptions(
            Durability.NEVER,
            64 << 10,
            32 << 10,
            Optional.of(Duration.ofHours(1)),
            Long.MAX_VALUE,
            Duration.ofSeconds(10),
            Duration.ofDays(1000));

    private final SimulatedIo disk = new SimulatedIo();

    /** Does something when segments begin to be merged. */
    private static final class AtMerge extends IoDecorator {
        private Runnable work = () -> {};

        AtMerge(Io disk) {
            super(disk);
        }

        @Override
        public WritableFile create(Path file) throws IOException {
            if (file.getFileName().toString().matches("seg-[0-9]+-[0-9]+-[1-9][0-9]*\\.sps\\.tmp")) {
                Runnable once = work;
                work = () -> {};
                once.run();
            }
            return super.create(file);
        }
    }

    private static void append(LogTrajectoryStore store, String id, long timestampMicros, byte[] metadata) {
        store.append(store.register("n", id), timestampMicros, 1, 2, 3, metadata);
    }

    private static List<Long> times(LogTrajectoryStore store, String id) {
        int object = store.find("n", id);
        return object < 0
                ? List.of()
                : Model.read(store, object, Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST).stream()
                        .map(Model.Event::timestamp)
                        .toList();
    }

    private void assertNoFileHolds(String text) {
        for (Path path : disk.files()) {
            assertThat(new String(disk.bytes(path), StandardCharsets.ISO_8859_1))
                    .as("%s", path)
                    .doesNotContain(text);
        }
    }

    @Test
    void headsAreSealedWhileACompactionCarriesErasesOut() throws IOException {
        AtMerge io = new AtMerge(disk);
        try (LogTrajectoryStore store = Stores.open(io, Durability.NEVER)) {
            for (int round = 0; round < 3; round++) {
                append(store, "gone-for-good", round, SECRET);
                append(store, "comes-again", round, SECRET);
                append(store, "erased-meanwhile", round, new byte[0]);
                store.flush();
            }
            store.erase(store.find("n", "gone-for-good"));
            store.erase(store.find("n", "comes-again"));
            // Without room, which only sealing makes, an append would be refused after the busy timeout.
            io.work = () -> {
                append(store, "comes-again", 10, new byte[0]);
                store.erase(store.find("n", "erased-meanwhile"));
                for (int i = 0; i < MORE_THAN_TWO_HEADS; i++) {
                    append(store, "writer", i, new byte[0]);
                }
            };
            store.compact();
            assertNoFileHolds("gone-for-good");
            assertNoFileHolds("secret cargo");
            assertThat(times(store, "writer")).hasSize(MORE_THAN_TWO_HEADS);
        }
        try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER)) {
            assertThat(times(store, "gone-for-good")).isEmpty();
            assertThat(times(store, "comes-again")).containsExactly(10L);
            assertThat(times(store, "erased-meanwhile")).isEmpty();
            assertThat(times(store, "writer")).hasSize(MORE_THAN_TWO_HEADS);
            store.compact();
            assertNoFileHolds("erased-meanwhile");
            assertThat(store.verify().problems()).isEmpty();
        }
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
            store.erase(store.find("n", "erased"));
            store.snapshot(copy); // whose manifest alone knows of the erase: it has no log
        }
        try (LogTrajectoryStore store = Stores.open(disk, AN_HOUR, clock, copy)) {
            append(store, "erased", now + 1, new byte[0]);
            store.erase(store.find("n", "erased"));
            clock.advance(Duration.ofMinutes(30));
            store.keep(); // drops the segment that is too old, and so writes the manifest
            SimulatedIo afterPowerCut = disk.after(SimulatedIo.Survival.NOTHING, new Random(1));
            try (LogTrajectoryStore reopened = Stores.open(afterPowerCut, AN_HOUR, clock, copy)) {
                assertThat(reopened.stats().details().get("segments")).isEqualTo(1);
                assertThat(times(reopened, "erased")).isEmpty();
            }
        }
    }
}
