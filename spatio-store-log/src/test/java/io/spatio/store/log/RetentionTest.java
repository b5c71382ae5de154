package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.ScanRequest;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What goes with time: rows older than the retention, and what was erased. */
final class RetentionTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final LogTrajectoryStoreOptions TEN_DAYS = new LogTrajectoryStoreOptions(
            Durability.NEVER,
            64 << 10,
            32 << 10,
            Optional.of(Duration.ofDays(10)),
            Long.MAX_VALUE,
            Duration.ofSeconds(10),
            Duration.ofHours(24));

    private final SimulatedIo io = new SimulatedIo();
    private final TestClock clock = new TestClock();

    private LogTrajectoryStore open() {
        return Stores.open(io, TEN_DAYS, clock);
    }

    private long daysAgo(long days) {
        return Timestamps.toMicrosSaturated(clock.instant().minus(Duration.ofDays(days)));
    }

    private static void append(LogTrajectoryStore store, String id, long timestampMicros) {
        StoreAppends.position(store, "n", id, timestampMicros, 1, 2, 3, new byte[0]);
    }

    private static List<Long> read(LogTrajectoryStore store, String id, TrackOrder order) {
        return Model.read(store, "n", id, Long.MIN_VALUE, Long.MAX_VALUE, order).stream()
                .map(Model.Event::timestamp)
                .toList();
    }

    private static List<String> scanned(LogTrajectoryStore store) {
        List<String> rows = new ArrayList<>();
        try (ScanCursor cursor =
                store.scan(ScanRequest.of("n", Region.EVERYWHERE).withRange(Long.MIN_VALUE, Long.MAX_VALUE))) {
            while (cursor.next()) {
                rows.add(cursor.objectId() + cursor.timestampMicros());
            }
        }
        return rows;
    }

    private static int recovered(LogTrajectoryStore store) {
        int count = 0;
        try (EventCursor cursor = store.recover()) {
            while (cursor.next()) {
                count++;
            }
        }
        return count;
    }

    @Test
    void rowsOlderThanTheRetentionAreInNoAnswerWhileTheirFilesAreThere() throws IOException {
        long old = daysAgo(11);
        long young = daysAgo(5);
        LogTrajectoryStore store = open();
        append(store, "a", old);
        append(store, "a", young);
        append(store, "b", old);
        for (int keeping = 0; keeping < 3; keeping++) {
            for (TrackOrder order : TrackOrder.values()) {
                assertThat(read(store, "a", order)).containsExactly(young);
                assertThat(read(store, "b", order)).isEmpty();
            }
            assertThat(Model.read(store, "n", "a", old, old, TrackOrder.OLDEST_FIRST))
                    .isEmpty();
            assertThat(scanned(store)).containsExactly("a" + young);
            assertThat(recovered(store)).as("current positions").isEqualTo(2);
            if (keeping == 0) {
                store.flush();
            } else {
                store.close();
                store = open();
            }
        }
        clock.advance(DAY.multipliedBy(6));
        assertThat(read(store, "a", TrackOrder.OLDEST_FIRST)).isEmpty();
        assertThat(scanned(store)).isEmpty();
        assertThat(recovered(store)).isEqualTo(2);
        store.close();
    }

    private boolean anyFileHolds(String text) {
        for (Path path : io.files()) {
            if (new String(io.bytes(path), StandardCharsets.ISO_8859_1).contains(text)) {
                return true;
            }
        }
        return false;
    }

    @Test
    void whatIsErasedIsCarriedOutInTheBackgroundInTime() throws IOException {
        LogTrajectoryStore store = open();
        append(store, "secret-name", daysAgo(1));
        append(store, "other", daysAgo(1));
        store.flush();
        append(store, "secret-name", daysAgo(0));
        store.erase("n", "secret-name");
        store.keep();
        assertThat(anyFileHolds("secret-name")).isTrue();
        clock.advance(Duration.ofHours(11));
        store.close();
        store = open();
        store.keep();
        assertThat(anyFileHolds("secret-name")).isTrue();
        clock.advance(Duration.ofHours(2));
        store.keep();
        assertThat(anyFileHolds("secret-name")).isFalse();
        assertThat(scanned(store)).hasSize(1);
        assertThat(store.verify().problems()).isEmpty();
        store.close();
        store = open();
        assertThat(scanned(store)).hasSize(1);
        assertThat(StoreAppends.events(store, "n", "secret-name")).isEmpty();
        store.close();
    }
}
