package io.spatio.core.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.TrackOrder;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Options;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.generators.Seeds;
import io.spatio.testkit.harness.Threads;
import io.spatio.testkit.model.ModelEvent;
import io.spatio.testkit.store.StoreAppends;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * A cursor that is open while history is pushed out gives each record at most once, in order, everything that stayed, and
 * the current position.
 */
class SlowReadersTest {
    private static final int STEPS = 400;

    private static TrajectoryStore store(long historyBytes) {
        MemoryTrajectoryStoreProvider provider = new MemoryTrajectoryStoreProvider();
        return provider.open(
                Options.of(provider.options(), Map.of("history-bytes", Long.toString(historyBytes))),
                StoreContext.inMemory());
    }

    @Test
    void anyInterleavingOfWritesAndOpenCursorsAgreesWithBruteForce() {
        long seed = Seeds.of("slow readers");
        Budget.Running running = Budget.ofSystemProperty().dividedBy(2).start();
        do {
            Random random = new Random(seed);
            try (TrajectoryStore store = store(random.nextInt(5) == 0 ? 0 : 1L << (10 + random.nextInt(8)))) {
                SlowReaders readers = new SlowReaders(store, random);
                for (int step = 0; step < STEPS; step++) {
                    readers.step();
                }
                readers.finish();
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("with -Dspatio.test.seed=" + seed + ": " + e.getMessage(), e);
            }
            seed++;
        } while (running.remains());
    }

    /** Record n is at n µs, or a little earlier, and of n alone is made what it holds. */
    @Test
    void slowReadersBesideAWriterInThreadsOfTheirOwn() {
        Budget.Running running = Budget.ofSystemProperty().dividedBy(4).start();
        try (TrajectoryStore store = store(1 << 16)) {
            AtomicLong current = new AtomicLong();
            AtomicBoolean writing = new AtomicBoolean(true);
            StoreAppends.position(store, "fleet", "truck", 0, 0, 0, 0, new byte[0]);
            List<Threads.Task> tasks = new ArrayList<>();
            tasks.add(() -> {
                Random random = new Random(1);
                try {
                    for (long n = 1; running.remains(); n++) {
                        long micros = n % 4 == 0 ? current.get() : n % 32 == 5 ? n - 1 - random.nextInt(200) : n;
                        StoreAppends.position(
                                store,
                                "fleet",
                                "truck",
                                micros,
                                (double) n,
                                0,
                                (double) micros,
                                new byte[(int) (n % 7)]);
                        current.set(Math.max(current.get(), micros));
                    }
                } finally {
                    writing.set(false);
                }
            });
            for (TrackOrder order : TrackOrder.values()) {
                tasks.add(() -> {
                    do {
                        readSlowly(store, order, current);
                    } while (writing.get());
                });
            }
            Threads.runAll(tasks);
        }
    }

    private static void readSlowly(TrajectoryStore store, TrackOrder order, AtomicLong current) {
        long least = current.get();
        ModelEvent last = null;
        long greatest = -1;
        try (EventCursor cursor = store.read(ReadRequest.of("fleet", "truck").withOrder(order))) {
            while (cursor.next()) {
                ModelEvent event = ModelEvent.of(cursor);
                assertThat(event.alt()).isEqualTo((double) event.micros());
                assertThat(event.metadata()).hasSize((int) ((long) event.lon() % 7));
                if (last != null) {
                    int compared = ModelEvent.ORDER.compare(event, last);
                    assertThat(order == TrackOrder.OLDEST_FIRST ? compared : -compared)
                            .as("%s after %s", event, last)
                            .isPositive();
                }
                last = event;
                greatest = Math.max(greatest, event.micros());
                Thread.yield();
            }
        }
        assertThat(greatest).as("the greatest seen, current before the reading").isGreaterThanOrEqualTo(least);
    }
}
