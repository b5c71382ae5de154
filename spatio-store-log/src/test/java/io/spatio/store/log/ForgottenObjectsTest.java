package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.TrackOrder;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanRequest;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An object whose delete was forgotten is in no table any more, but its history is in segments: reads and scans show it and
 * make no object of it, and an erase takes all.
 */
final class ForgottenObjectsTest {
    private static final Duration BEYOND = Duration.ofDays(31);

    private final SimulatedIo disk = new SimulatedIo();
    private final TestClock clock = new TestClock();
    private LogTrajectoryStore store = open();

    private LogTrajectoryStore open() {
        return Stores.open(disk, Durability.NEVER, clock);
    }

    @BeforeEach
    void forget() throws IOException {
        position("o", 1);
        position("o", 2);
        StoreAppends.delete(store, "n", "o", 3, io.spatio.Timestamps.toMicros(clock.instant()));
        position("other", 1);
        clock.advance(BEYOND);
        store.compact();
        reopen();
        assertThat(objects()).isEqualTo(1);
    }

    @AfterEach
    void close() {
        assertThat(store.verify().problems()).isEmpty();
        store.close();
    }

    private void reopen() {
        store.close();
        store = open();
    }

    private long position(String id, long timestampMicros) {
        return StoreAppends.position(store, "n", id, timestampMicros, 1, 2, 3, new byte[0], true);
    }

    private long objects() {
        return (long) store.stats().details().get("objects");
    }

    private List<Long> read(String id, TrackOrder order, int number) {
        List<Long> times = new ArrayList<>();
        try (EventCursor cursor = store.read(ReadRequest.of("n", id).withOrder(order))) {
            while (cursor.next()) {
                times.add(cursor.timestampMicros());
                assertThat(cursor.object()).isEqualTo(number);
                assertThat(cursor.objectId()).isEqualTo(id);
            }
        }
        return times;
    }

    private List<String> scanned() {
        List<String> events = new ArrayList<>();
        try (EventCursor cursor = store.scan(ScanRequest.of("n", Region.EVERYWHERE))) {
            while (cursor.next()) {
                events.add(cursor.objectId() + "@" + cursor.timestampMicros());
            }
        }
        return events;
    }

    private List<Long> times() {
        return StoreAppends.events(store, "n", "o").stream()
                .map(e -> e.micros())
                .toList();
    }

    @Test
    void readsAndScansShowItsHistoryAndMakeNoObject() {
        for (int i = 0; i < 3; i++) {
            assertThat(read("o", TrackOrder.OLDEST_FIRST, EventBatch.NO_NUMBER)).containsExactly(1L, 2L, 3L);
            assertThat(read("o", TrackOrder.NEWEST_FIRST, EventBatch.NO_NUMBER)).containsExactly(3L, 2L, 1L);
            assertThat(read("unknown", TrackOrder.OLDEST_FIRST, EventBatch.NO_NUMBER))
                    .isEmpty();
            assertThat(scanned()).containsExactly("o@1", "o@2", "other@1");
        }
        assertThat(objects()).isEqualTo(1);
    }

    @Test
    void anEraseOfWhatIsNotThereStoresNothing() {
        long last = Model.lastSequence(store);
        assertThat(store.erase("n", "unknown")).isZero();
        assertThat(store.erase("nowhere", "o")).isZero();
        assertThat(store.erase("nowhere")).isZero();
        assertThat(Model.lastSequence(store)).isEqualTo(last);
        assertThat(store.stats().details()).containsEntry("pending-erases", 0L);
    }

    @Test
    void anEraseOfItTakesItsHistoryFromAnswersAndFiles() throws IOException {
        long last = Model.lastSequence(store);
        try (EventCursor open = store.read(ReadRequest.of("n", "o"))) {
            assertThat(open.next()).isTrue();
            assertThat(store.erase("n", "o")).isEqualTo(last + 1);
            assertThat(open.next()).as("a cursor opened before").isFalse();
        }
        assertThat(times()).isEmpty();
        assertThat(store.erase("n", "o")).as("again").isZero();
        store.sync();
        SimulatedIo killed = disk.copy();
        for (SimulatedIo io : List.of(killed, disk)) {
            store.close();
            store = Stores.open(io, Durability.NEVER, clock);
            assertThat(times()).isEmpty();
            assertThat(scanned()).containsExactly("other@1");
            assertThat(store.erase("n", "o")).isZero();
            store.compact();
            assertThat(store.stats().details()).containsEntry("segment-records", 1L);
            assertThat(times()).isEmpty();
        }
    }

    @Test
    void anObjectThatBeganAgainHasOneHistoryWhichAnEraseTakes() throws IOException {
        position("o", 10);
        assertThat(times()).containsExactly(1L, 2L, 3L, 10L);
        reopen();
        assertThat(times()).containsExactly(1L, 2L, 3L, 10L);
        store.flush();
        assertThat(times()).containsExactly(1L, 2L, 3L, 10L);
        assertThat(store.erase("n", "o")).isPositive();
        assertThat(times()).isEmpty();
        position("o", 20);
        assertThat(times()).containsExactly(20L);
        reopen();
        assertThat(times()).containsExactly(20L);
        store.compact();
        assertThat(times()).containsExactly(20L);
    }

    @Test
    void theEraseOfItsNamespaceTakesItAsWell() {
        assertThat(store.erase("n", "other")).isPositive();
        assertThat(objects()).isZero();
        assertThat(store.erase("n")).isPositive();
        assertThat(scanned()).isEmpty();
        assertThat(store.erase("n")).isZero();
        reopen();
        assertThat(scanned()).isEmpty();
        assertThat(times()).isEmpty();
    }
}
