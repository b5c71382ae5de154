package io.spatio.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.generators.Budget;
import io.spatio.testkit.harness.Spec;
import io.spatio.testkit.harness.Threads;
import io.spatio.testkit.model.ModelEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;

/** Appenders and readers side by side. */
public abstract class StoreConcurrency {
    private static final int APPENDERS = 3;
    private static final int MAX_EVENTS = 20_000;
    private static final int BATCH = 5;

    private final StoreSource source;

    /** Tests the stores of a source. */
    protected StoreConcurrency(StoreSource source) {
        this.source = source;
    }

    @Test
    @Spec("beside appenders a reader sees a gapless beginning of each object's records, batches whole, none torn")
    void readersBesideAppenders() {
        Budget budget = source.budget().dividedBy(2 * source.settings().size());
        source.each(store -> new Run(store.store(), budget).run(store));
    }

    /** One store under load. */
    private static final class Run {
        private final TrajectoryStore store;
        private final Budget.Running running;
        private final AtomicLongArray appended = new AtomicLongArray(APPENDERS);
        private final List<Set<Long>> sequences = new ArrayList<>();

        Run(TrajectoryStore store, Budget budget) {
            this.store = store;
            running = budget.start();
            for (int i = 0; i < APPENDERS; i++) {
                sequences.add(new HashSet<>());
            }
        }

        void run(ModelledStore modelled) {
            List<Threads.Task> tasks = new ArrayList<>();
            for (int i = 0; i < APPENDERS; i++) {
                int appender = i;
                tasks.add(() -> append(appender));
                tasks.add(() -> read(appender));
            }
            Threads.runAll(tasks);
            Set<Long> all = new HashSet<>();
            sequences.forEach(all::addAll);
            assertEquals(total(), all.size(), "every event has a sequence of its own");
            modelled.reopen();
            for (int i = 0; i < APPENDERS; i++) {
                try (EventCursor cursor = all(modelled.store(), i)) {
                    assertEquals(appended.get(i), check(cursor), "records of one appender after all");
                }
            }
            requireLastSequences(modelled.store());
        }

        /** What recovery tells of each object is the sequence that its last append told. */
        private void requireLastSequences(TrajectoryStore reopened) {
            Map<String, Long> recovered = new HashMap<>();
            try (EventCursor cursor = reopened.recover()) {
                while (cursor.next()) {
                    recovered.put(cursor.objectId(), cursor.sequence());
                }
            }
            for (int i = 0; i < APPENDERS; i++) {
                assertEquals(Collections.max(sequences.get(i)), recovered.get("truck-" + i), "the last sequence told");
            }
        }

        private long total() {
            long sum = 0;
            for (int i = 0; i < APPENDERS; i++) {
                sum += appended.get(i);
            }
            return sum;
        }

        private void append(int appender) {
            Set<Long> mine = sequences.get(appender);
            EventBatch batch = new EventBatch();
            int number = EventBatch.NO_NUMBER;
            long last = 0;
            long n = 0;
            do {
                int count = n % 3 == 0 ? BATCH : 1;
                batch.clear("fleet");
                int place = batch.addObject("truck-" + appender, number, n == 0);
                for (long i = n; i < n + count; i++) {
                    batch.addPosition(place, i, lon(i), lat(i), (double) i, metadata(i));
                }
                long sequence = store.append(batch);
                number = batch.number(place);
                assertTrue(sequence > last, "one appender's sequences grow");
                for (int i = 0; i < count; i++) {
                    mine.add(sequence + i);
                }
                last = sequence + count - 1;
                n += count;
                store.awaitDurable(last);
                appended.set(appender, n);
            } while (running.remains() && n < MAX_EVENTS);
        }

        private void read(int appender) {
            do {
                long least = appended.get(appender);
                try (EventCursor cursor = all(store, appender)) {
                    long seen = check(cursor);
                    assertTrue(seen >= least, () -> "a reader saw " + seen + " records after " + least + " returned");
                }
            } while (running.remains());
        }

        private static EventCursor all(TrajectoryStore store, int appender) {
            return store.read(ReadRequest.of("fleet", "truck-" + appender));
        }

        /** Record n is at n µs with values made from n: counts them, which shows gaps, order and torn records. */
        private static long check(EventCursor cursor) {
            long n = 0;
            while (cursor.next()) {
                long expected = n;
                assertEquals(expected, cursor.timestampMicros(), "a gap or disorder in the records read");
                assertEquals(
                        ModelEvent.position(
                                cursor.sequence(),
                                expected,
                                lon(expected),
                                lat(expected),
                                (double) expected,
                                metadata(expected)),
                        ModelEvent.of(cursor),
                        "a torn record");
                // Each has its timestamp to itself, so which number it tells is left to the store.
                assertTrue(cursor.sequence() > 0, "a record has a place in the append order");
                n++;
            }
            return n;
        }

        private static double lon(long n) {
            return n % 180 + 0.125;
        }

        private static double lat(long n) {
            return n % 90 - 0.25;
        }

        private static byte[] metadata(long n) {
            return n % 2 == 0 ? new byte[0] : ("{\"n\":" + n + "}").getBytes(StandardCharsets.UTF_8);
        }
    }
}
