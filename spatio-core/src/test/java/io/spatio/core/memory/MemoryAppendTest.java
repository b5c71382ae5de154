package io.spatio.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.CancelToken;
import io.spatio.Deadline;
import io.spatio.error.CancelledException;
import io.spatio.spi.Cancellation;
import io.spatio.spi.Compactable;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Options;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.TestClock;
import io.spatio.testkit.harness.Threads;
import io.spatio.testkit.model.ModelEvent;
import io.spatio.testkit.store.StoreAppends;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Objects come with their events and go with the last of them; a batch that is refused brings neither. */
class MemoryAppendTest {
    private static final byte[] NONE = {};
    private static final Duration HORIZON = Duration.ofDays(30);
    private static final int BLOCK = 256;

    private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));

    private TrajectoryStore store(Duration horizon) {
        return store("1KiB", horizon);
    }

    private TrajectoryStore store(String historyBytes, Duration horizon) {
        MemoryTrajectoryStoreProvider provider = new MemoryTrajectoryStoreProvider();
        return provider.open(
                Options.of(provider.options(), Map.of("history-bytes", historyBytes)),
                StoreContext.inMemory().withClock(clock).withTombstoneHorizon(horizon));
    }

    private long nowMicros() {
        return clock.instant().toEpochMilli() * 1000;
    }

    private static void pushOut(TrajectoryStore store) {
        for (int i = 0; i < 100; i++) {
            StoreAppends.position(store, "fleet", "busy", i, 1, 1, 1, NONE);
        }
    }

    private static long details(TrajectoryStore store, String name) {
        return (long) store.stats().details().get(name);
    }

    private static boolean holds(TrajectoryStore store, String namespace, String objectId) {
        return !StoreAppends.events(store, namespace, objectId).isEmpty();
    }

    private static EventBatch trajectory(String objectId, int number, int points) {
        EventBatch batch = new EventBatch(points).clear("fleet");
        int object = batch.addObject(objectId, number, false);
        for (int i = 0; i < points; i++) {
            batch.addPosition(object, i, i * 0.001, 1, Double.NaN, NONE);
        }
        return batch;
    }

    @Test
    void aTrajectoryOfANewObjectRegistersItOnceAndTellsItsNumber() {
        try (TrajectoryStore store = store("8MiB", HORIZON)) {
            EventBatch batch = trajectory("truck", EventBatch.NO_NUMBER, 10_000);
            assertThat(store.append(batch)).isEqualTo(1);
            assertThat(batch.number(0)).isNotNegative();
            assertThat(details(store, "objects")).isEqualTo(1);
            assertThat(store.append(trajectory("truck", batch.number(0), 3))).isEqualTo(10_001);
            assertThat(details(store, "objects")).isEqualTo(1);
            assertThat(store.append(batch.clear("fleet"))).isEqualTo(10_003);
            assertThat(StoreAppends.events(store, "fleet", "truck")).hasSize(10_000);
        }
    }

    @Test
    void nothingOfARefusedBatchIsThere() {
        try (TrajectoryStore store = store(HORIZON)) {
            EventBatch ended = trajectory("erased", EventBatch.NO_NUMBER, 1);
            store.append(ended);
            assertThat(store.erase("fleet", "erased")).isEqualTo(2);
            EventBatch batch = trajectory("newcomer", EventBatch.NO_NUMBER, 5);
            batch.addPosition(batch.addObject("erased", ended.number(0), false), 1, 1, 1, 1, NONE);
            assertThatThrownBy(() -> store.append(batch)).hasMessageContaining("has ended");
            assertThat(details(store, "objects")).isZero();
            assertThat(details(store, "last-sequence")).isEqualTo(2);
            assertThat(batch.number(0)).isEqualTo(EventBatch.NO_NUMBER);
        }
    }

    @Test
    void readsAndErasesOfWhatIsNotThereMakeNothing() {
        try (TrajectoryStore store = store(HORIZON)) {
            assertThat(holds(store, "fleet", "truck")).isFalse();
            assertThat(store.erase("fleet", "truck")).isZero();
            assertThat(store.erase("fleet")).isZero();
            EventBatch untouched = new EventBatch().clear("fleet");
            untouched.addObject("truck", EventBatch.NO_NUMBER, true);
            assertThat(store.append(untouched)).isZero();
            assertThat(details(store, "objects")).isZero();
            assertThat(details(store, "last-sequence")).isZero();
        }
    }

    /** The last event of a forgotten object is pushed out by the batch that has its next one. */
    @Test
    void noObjectEndsBetweenTwoEventsOfABatch() {
        try (TrajectoryStore store = store("64KiB", HORIZON)) {
            EventBatch first = trajectory("truck", EventBatch.NO_NUMBER, 1);
            store.append(first);
            StoreAppends.delete(store, "fleet", "truck", 1, nowMicros());
            clock.advance(HORIZON.plusDays(1));
            ((Compactable) store).compact(); // the delete is forgotten, the history is not
            EventBatch batch = trajectory("other", EventBatch.NO_NUMBER, 2_000);
            batch.addPosition(batch.addObject("truck", first.number(0), true), 7, 2, 2, 2, NONE);
            store.append(batch);
            assertThat(StoreAppends.events(store, "fleet", "truck"))
                    .extracting(ModelEvent::micros)
                    .containsExactly(7L);
        }
    }

    @Test
    void aCancelledCursorEndsWithinABlock() {
        try (TrajectoryStore store = store("8MiB", HORIZON)) {
            store.append(trajectory("truck", EventBatch.NO_NUMBER, 10_000));
            CancelToken token = CancelToken.create();
            Cancellation cancellation = Cancellation.of(Deadline.NONE, token);
            try (EventCursor read = store.read(ReadRequest.of("fleet", "truck").withCancellation(cancellation));
                    EventCursor scan = store.scan(
                            ScanRequest.of("fleet", Region.EVERYWHERE).withCancellation(cancellation))) {
                assertThat(read.next()).isTrue();
                assertThat(scan.next()).isTrue();
                token.cancel();
                assertThatThrownBy(() -> take(read, BLOCK)).isInstanceOf(CancelledException.class);
                assertThatThrownBy(() -> take(scan, BLOCK)).isInstanceOf(CancelledException.class);
            }
        }
    }

    private static void take(EventCursor cursor, int steps) {
        for (int i = 0; i < steps; i++) {
            assertThat(cursor.next()).isTrue();
        }
    }

    @Test
    void writersThatDeleteAndBeginAgainBesideCompactions() {
        Budget.Running running = Budget.ofSystemProperty().dividedBy(5).start();
        AtomicBoolean writing = new AtomicBoolean(true);
        try (TrajectoryStore store = store(Duration.ZERO)) {
            Threads.runAll(List.of(
                    () -> {
                        try {
                            deleteAndBeginAgain(store, running);
                        } finally {
                            writing.set(false);
                        }
                    },
                    () -> {
                        while (writing.get()) {
                            clock.advance(Duration.ofSeconds(1));
                            ((Compactable) store).compact();
                        }
                    }));
        }
    }

    private void deleteAndBeginAgain(TrajectoryStore store, Budget.Running running) {
        for (int n = 0; running.remains(); n++) {
            StoreAppends.position(store, "fleet", "truck", n, n, 1, 1, NONE, true);
            StoreAppends.delete(store, "fleet", "truck", n, 0);
            pushOut(store);
        }
    }

    @Test
    void aTombstoneIsCountedUntilTheHorizonHasPassed() {
        try (TrajectoryStore store = store(HORIZON)) {
            for (int i = 0; i < 100; i++) {
                StoreAppends.position(store, "visitors-" + i, "v", nowMicros(), 1, 1, 1, NONE);
                StoreAppends.delete(store, "visitors-" + i, "v", nowMicros(), nowMicros());
            }
            assertThat(details(store, "tombstones")).isEqualTo(100);
            assertThat(details(store, "objects")).isEqualTo(100);
            StoreAppends.position(store, "visitors-7", "v", nowMicros(), 1, 1, 1, NONE);
            assertThat(details(store, "tombstones")).isEqualTo(99);
            assertThat(store.erase("visitors-8", "v")).isPositive();
            assertThat(details(store, "tombstones")).isEqualTo(98);
            clock.advance(HORIZON.plusDays(1));
            ((Compactable) store).compact();
            assertThat(details(store, "tombstones")).isZero();
            pushOut(store);
            assertThat(details(store, "objects")).isEqualTo(2);
            assertThat(holds(store, "visitors-9", "v")).isFalse();
            assertThat(holds(store, "visitors-7", "v")).isTrue();
        }
    }
}
