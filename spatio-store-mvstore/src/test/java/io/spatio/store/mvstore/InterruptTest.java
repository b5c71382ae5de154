package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.spi.EventBatch;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanRequest;
import io.spatio.testkit.store.StoreAppends;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Readers and writers that are interrupted all the time: the store lives, and what was accepted is there. */
class InterruptTest {
    private static final int WRITERS = 3;
    private static final int READERS = 3;
    private static final long MOST_POSITIONS = 20_000; // a round of each reader and of the compaction reads them all

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Durability.class)
    void interruptsHarmNothing(Durability sync) throws Exception {
        Budget budget = Budget.share("InterruptTest " + sync, 0.4);
        AtomicLong accepted = new AtomicLong();
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        Thread.currentThread().interrupt();
        MvTrajectoryStore store = MvStores.open(directory, sync);
        assertThat(Thread.interrupted()).isTrue();
        try (store) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < WRITERS + READERS; i++) {
                int number = i;
                Callable<?> work =
                        i < WRITERS ? () -> write(store, budget, accepted, number) : () -> read(store, budget);
                Thread thread = new Thread(() -> run(work, failures));
                thread.start();
                threads.add(thread);
            }
            Thread compaction = new Thread(() -> run(() -> compact(store, budget), failures));
            compaction.start();
            threads.add(compaction);
            Random random = budget.random();
            while (budget.isLeft()) {
                threads.get(random.nextInt(threads.size())).interrupt();
                budget.count("interrupts", 1);
                Thread.yield();
            }
            for (Thread thread : threads) {
                thread.join(60_000);
                assertThat(thread.isAlive()).isFalse();
            }
            assertThat(failures).as(budget.seed()).isEmpty();
            assertThat(store.health()).isEqualTo(Health.OPEN);
        }
        try (MvTrajectoryStore reopened = MvStores.open(directory, sync)) {
            assertThat((Long) reopened.stats().details().get("records")).isEqualTo(accepted.get());
            assertThat(reopened.verify().problems()).isEmpty();
        }
        budget.count("accepted-checked", accepted.get());
        budget.tell();
    }

    private static void run(Callable<?> work, ConcurrentLinkedQueue<Throwable> failures) {
        try {
            work.call();
        } catch (Throwable e) {
            failures.add(e);
        }
    }

    private static Void write(MvTrajectoryStore store, Budget budget, AtomicLong accepted, int number) {
        EventBatch batch = new EventBatch();
        int object = EventBatch.NO_NUMBER;
        long time = 0;
        while (budget.isLeft()) {
            batch.clear("n").addObject("o" + number, object, false);
            batch.addPosition(0, time++, 1, 1, 1, new byte[100]);
            long sequence = store.append(batch);
            object = batch.number(0);
            accepted.incrementAndGet();
            if (time % 50 == 0) {
                store.awaitDurable(sequence);
            }
            while (time >= MOST_POSITIONS && budget.isLeft()) {
                store.awaitDurable(sequence);
                Thread.yield();
            }
        }
        return null;
    }

    private static Void compact(MvTrajectoryStore store, Budget budget) {
        while (budget.isLeft()) {
            store.compact();
            assertThat(store.verify().problems()).isEmpty();
        }
        return null;
    }

    private static Void read(MvTrajectoryStore store, Budget budget) {
        while (budget.isLeft()) {
            for (int i = 0; i < WRITERS; i++) {
                List<Seen> track =
                        Seen.all(store.read(ReadRequest.of("n", "o" + i).withRange(0, Long.MAX_VALUE)));
                for (int k = 0; k < track.size(); k++) {
                    assertThat(track.get(k).timestampMicros()).isEqualTo(k);
                }
            }
            Seen.all(store.recover());
            Seen.all(store.scan(ScanRequest.of("n", Region.EVERYWHERE).withRange(0, 1_000)));
        }
        return null;
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void cancelledTasksHarmNothing(Durability sync) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try (MvTrajectoryStore store = MvStores.open(directory, sync)) {
            for (int i = 0; i < 500; i++) {
                int time = i;
                Future<Long> task =
                        callers.submit(() -> StoreAppends.position(store, "n", "o", time, 1, 1, 1, Event.NO_METADATA));
                Future<?> reading = callers.submit(() -> Seen.all(store.recover()));
                task.cancel(true);
                reading.cancel(true);
            }
            callers.shutdown();
            assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            store.sync();
            assertThat(store.health()).isEqualTo(Health.OPEN);
        }
    }
}
