package io.spatio.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.TrackOrder;
import io.spatio.spi.Compactable;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Options;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.TestClock;
import io.spatio.testkit.harness.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A number that was registered means its object until something is appended, whatever is forgotten meanwhile. */
class RegistrationTest {
    private static final byte[] NONE = {};
    private static final Duration HORIZON = Duration.ofDays(30);

    private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));

    private TrajectoryStore store(Duration horizon) {
        MemoryTrajectoryStoreProvider provider = new MemoryTrajectoryStoreProvider();
        return provider.open(
                Options.of(provider.options(), Map.of("history-bytes", "1KiB")),
                StoreContext.inMemory().withClock(clock).withTombstoneHorizon(horizon));
    }

    private long nowMicros() {
        return clock.instant().toEpochMilli() * 1000;
    }

    private static void pushOut(TrajectoryStore store) {
        int busy = store.register("fleet", "busy");
        for (int i = 0; i < 100; i++) {
            store.append(busy, i, 1, 1, 1, NONE);
        }
    }

    private static long details(TrajectoryStore store, String name) {
        return (long) store.stats().details().get(name);
    }

    @Test
    void aForgottenObjectThatIsRegisteredAgainStaysUntilItsAppend() {
        try (TrajectoryStore store = store(HORIZON)) {
            int truck = store.register("fleet", "truck");
            store.append(truck, nowMicros(), 1, 1, 1, NONE, true);
            store.appendDelete(truck, nowMicros(), nowMicros());
            pushOut(store);
            clock.advance(HORIZON.plusDays(1));
            int again = store.register("fleet", "truck");
            ((Compactable) store).compact();
            store.append(again, nowMicros(), 2, 2, 2, NONE, true);
            try (EventCursor cursor = store.read(again, Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.NEWEST_FIRST)) {
                assertThat(cursor.next()).isTrue();
                assertThat(cursor.objectId()).isEqualTo("truck");
                assertThat(cursor.lon()).isEqualTo(2);
            }
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
            int truck = store.register("fleet", "truck");
            store.append(truck, n, n, 1, 1, NONE, true);
            store.appendDelete(truck, n, 0);
            pushOut(store);
        }
    }

    @Test
    void aTombstoneIsCountedUntilTheHorizonHasPassed() {
        try (TrajectoryStore store = store(HORIZON)) {
            for (int i = 0; i < 100; i++) {
                int visitor = store.register("visitors-" + i, "v");
                store.append(visitor, nowMicros(), 1, 1, 1, NONE, true);
                store.appendDelete(visitor, nowMicros(), nowMicros());
            }
            assertThat(details(store, "tombstones")).isEqualTo(100);
            assertThat(details(store, "objects")).isEqualTo(100);
            store.append(store.register("visitors-7", "v"), nowMicros(), 1, 1, 1, NONE);
            assertThat(details(store, "tombstones")).isEqualTo(99);
            store.erase(store.find("visitors-8", "v"));
            assertThat(details(store, "tombstones")).isEqualTo(98);
            clock.advance(HORIZON.plusDays(1));
            ((Compactable) store).compact();
            assertThat(details(store, "tombstones")).isZero();
            pushOut(store);
            assertThat(details(store, "objects")).isEqualTo(2);
            assertThat(store.find("visitors-9", "v")).isEqualTo(-1);
            assertThat(store.find("visitors-7", "v")).isNotNegative();
        }
    }
}
