package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.TrackOrder;
import io.spatio.spi.StoreContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Objects that are registered and never appended to: given up after a minute, never before. */
class RegistrationTest {
    private static final int ROUNDS = 100;
    private static final int A_ROUND = 1_000;
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    @TempDir
    Path directory;

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - MINUTE); // overflows, as it may

    private MvTrajectoryStore open() {
        Seams seams = Seams.of(directory).withNanoTime(nanos::get);
        return MvTrajectoryStore.open(MvStores.options(Durability.NEVER), StoreContext.in(directory), seams);
    }

    private static long objects(MvTrajectoryStore store) {
        return ((Number) store.stats().details().get("objects")).longValue();
    }

    @Test
    void refusedWritesDoNotAddUp() {
        try (MvTrajectoryStore store = open()) {
            int kept = store.register("n", "kept");
            store.append(kept, 1, 1, 1, 1, Event.NO_METADATA);
            for (int round = 0; round < ROUNDS; round++) {
                int waits = store.register("n", "waits" + round);
                for (int i = 0; i < A_ROUND; i++) {
                    store.register("n" + i % 7, round + "-" + i);
                }
                nanos.addAndGet(MINUTE / 2);
                assertThat(store.register("n", "waits" + round)).isEqualTo(waits);
                for (int i = 0; i < A_ROUND; i++) {
                    store.register("n", "other" + i);
                }
                nanos.addAndGet(MINUTE / 2);
                store.append(waits, 1, 2, 2, 2, Event.NO_METADATA); // registered again half a minute ago
                assertThat(objects(store)).as("round=%s", round).isLessThan(10L * A_ROUND);
            }
            assertThat(store.register("n", "kept")).isEqualTo(kept);
        }
        try (MvTrajectoryStore store = open()) {
            assertThat(objects(store)).isEqualTo(ROUNDS + 1);
            int last = store.register("n", "waits" + (ROUNDS - 1));
            assertThat(Seen.all(store.read(last, Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST)))
                    .hasSize(1);
            assertThat(store.verify().problems()).isEmpty();
        }
    }

    @Test
    void aNumberGivenUpIsRefusedAndTheNameGetsAnother() {
        try (MvTrajectoryStore store = open()) {
            int first = store.register("n", "o");
            nanos.addAndGet(MINUTE);
            for (int i = 0; i < 3 * A_ROUND; i++) {
                store.register("n", "other" + i);
            }
            assertThat(store.find("n", "o")).isNegative();
            assertThatThrownBy(() -> store.append(first, 1, 1, 1, 1, Event.NO_METADATA))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("register it again");
            int second = store.register("n", "o");
            assertThat(second).isGreaterThan(first);
            store.append(second, 1, 1, 1, 1, Event.NO_METADATA);
            assertThat(Seen.all(store.recover())).hasSize(1);
        }
    }
}
