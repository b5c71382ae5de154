package io.spatio.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.ScanRequest;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.TestClock;
import io.spatio.testkit.store.StoreAppends;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Objects and namespaces that were dropped, erased, forgotten or never written leave nothing. */
class SoakTest {
    private static final byte[] NONE = {};
    private static final int OBJECTS = 500;
    private static final long FLAT_BYTES = 2 << 20;

    private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final MemoryTrajectoryStore store = new MemoryTrajectoryStore(64 << 10, clock, Duration.ofDays(1));

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
            StoreAppends.position(store, namespace, "erased", nowMicros(), 1, 1, 1, NONE);
            StoreAppends.position(store, namespace, "erased", nowMicros() - i, 1, 1, 1, NONE);
            store.erase(namespace, "erased");
            StoreAppends.position(store, namespace, "dropped", nowMicros(), 1, 1, 1, NONE);
            store.erase(namespace);
            String deleted = "visitor-" + round + "-" + i;
            StoreAppends.position(store, "deleted", deleted, nowMicros(), 1, 1, 1, NONE);
            StoreAppends.delete(store, "deleted", deleted, nowMicros(), nowMicros());
            assertThat(StoreAppends.events(store, "unknown-" + round, "nobody-" + i))
                    .isEmpty();
            try (ScanCursor scan = store.scan(ScanRequest.of("unknown-" + round, Region.EVERYWHERE))) {
                assertThat(scan.next()).isFalse();
            }
        }
        try (EventCursor open = store.read(ReadRequest.of("fleet", "truck"))) {
            for (int i = 0; i < OBJECTS; i++) {
                StoreAppends.position(store, "fleet", "truck", nowMicros() - i % 3, i, 1, 1, new byte[i % 50]);
                open.next();
            }
        }
        clock.advance(Duration.ofHours(25));
    }
}
