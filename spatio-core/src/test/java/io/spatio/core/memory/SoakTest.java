package io.spatio.core.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.TrackOrder;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.TestClock;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Objects and namespaces that were dropped, erased, forgotten or never written leave nothing. */
class SoakTest {
    private static final byte[] NONE = {};
    private static final int OBJECTS = 500;
    private static final long FLAT_BYTES = 2 << 20;

    private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final AtomicLong nanos = new AtomicLong();
    private final MemoryTrajectoryStore store =
            new MemoryTrajectoryStore(64 << 10, clock, Duration.ofDays(1), nanos::get);

    private long details(String name) {
        return (long) store.stats().details().get(name);
    }

    private long nowMicros() {
        return clock.instant().toEpochMilli() * 1000;
    }

    private static long heapBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void theHeapStaysFlatWhateverComesAndGoes() {
        for (int round = 0; round < 20; round++) {
            comeAndGo(round);
        }
        long before = heapBytes();
        Budget.Running running = Budget.ofSystemProperty().dividedBy(4).start();
        int round = 20;
        do {
            comeAndGo(round++);
        } while (running.remains() || round < 100);
        assertThat(heapBytes() - before).as("growth in %d rounds", round).isLessThan(FLAT_BYTES);
        assertThat(details("objects")).isLessThan(30L * OBJECTS);
    }

    /** A round of everything that could leave something, on names that never come again, and a day and an hour. */
    private void comeAndGo(int round) {
        for (int i = 0; i < OBJECTS; i++) {
            String namespace = "namespace-" + round + "-" + i;
            store.append(store.register(namespace, "erased"), nowMicros(), 1, 1, 1, NONE, true);
            store.append(store.find(namespace, "erased"), nowMicros() - i, 1, 1, 1, NONE);
            store.erase(store.find(namespace, "erased"));
            store.append(store.register(namespace, "dropped"), nowMicros(), 1, 1, 1, NONE, true);
            store.erase(namespace);
            int deleted = store.register("deleted", "visitor-" + round + "-" + i);
            store.append(deleted, nowMicros(), 1, 1, 1, NONE, true);
            store.appendDelete(deleted, nowMicros(), nowMicros());
            store.register("refused", "never-" + round + "-" + i);
            assertThat(store.find("unknown-" + round, "nobody")).isEqualTo(-1);
            try (ScanCursor scan = store.scan("unknown-" + round, Region.EVERYWHERE, 0, Long.MAX_VALUE)) {
                assertThat(scan.next()).isFalse();
            }
        }
        try (EventCursor open =
                store.read(store.register("fleet", "truck"), 0, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST)) {
            for (int i = 0; i < OBJECTS; i++) {
                store.append(store.register("fleet", "truck"), nowMicros() - i % 3, i, 1, 1, new byte[i % 50]);
                open.next();
            }
        }
        clock.advance(Duration.ofHours(25));
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
    }

    @Test
    void aRegistrationWithoutAnAppendIsGivenUpOnlyWhenItHasWaited() {
        int never = store.register("refused", "never");
        store.compact();
        store.compact();
        assertThat(store.find("refused", "never")).isEqualTo(never);
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        store.compact();
        int late = store.register("refused", "late");
        assertThat(store.find("refused", "never")).isEqualTo(never);
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        store.compact();
        assertThat(store.find("refused", "never")).isEqualTo(-1);
        store.append(late, 1, 1, 1, 1, NONE, true);
        nanos.addAndGet(Duration.ofSeconds(61).toNanos());
        store.compact();
        store.compact();
        assertThat(store.find("refused", "late")).isEqualTo(late);
        assertThat(details("objects")).isEqualTo(1);
        assertThatThrownBy(() -> store.append(never, 1, 1, 1, 1, NONE)).hasMessageContaining("has ended");
    }
}
