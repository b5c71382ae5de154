package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A later erase that is lost does not take an earlier one back. */
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
