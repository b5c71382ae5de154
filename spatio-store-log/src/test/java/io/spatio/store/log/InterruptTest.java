package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.error.StoreBusyException;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Options;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.StoreContext;
import io.spatio.testkit.store.StoreAppends;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sixteen readers, writers and keepers that are interrupted all the time: no answer is wrong and no file is closed. */
final class InterruptTest {
    private static final int WRITERS = 6;
    private static final int READERS = 8;
    private static final long MOST_POSITIONS = 100_000;

    @TempDir
    private Path directory;

    private final AtomicBoolean done = new AtomicBoolean();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final long[] accepted = new long[WRITERS];

    private LogTrajectoryStore open(Durability sync) {
        String name = sync.name().toLowerCase(Locale.ROOT).replace('_', '-');
        Options options = Options.of(
                LogTrajectoryStoreOptions.DECLARED,
                Map.of("sync", name, "wal-bytes", "256KiB", "head-bytes", "256KiB"));
        return (LogTrajectoryStore) new LogTrajectoryStoreProvider().open(options, StoreContext.in(directory));
    }

    @ParameterizedTest
    @EnumSource(Durability.class)
    void anInterruptStormHarmsNothing(Durability sync) throws Exception {
        try (Loop loop = Loop.begin("InterruptTest " + sync, 0.3)) {
            Thread.currentThread().interrupt();
            LogTrajectoryStore store = open(sync);
            assertThat(Thread.interrupted()).isTrue();
            try (store) {
                List<Thread> threads = start(store);
                while (loop.goesOn()) {
                    threads.forEach(Thread::interrupt);
                    loop.count("interrupts", threads.size());
                    Thread.yield();
                }
                done.set(true);
                for (Thread thread : threads) {
                    thread.join(60_000);
                    assertThat(thread.isAlive())
                            .as(thread.getName() + " is stuck")
                            .isFalse();
                }
                assertThat(failures).isEmpty();
                assertThat(store.health()).isEqualTo(Health.OPEN);
                cancelled(store, loop);
                assertThat(store.health()).isEqualTo(Health.OPEN);
            }
            verify(sync, loop);
        }
    }

    private List<Thread> start(LogTrajectoryStore store) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            int number = i;
            threads.add(new Thread(() -> work(() -> write(store, number)), "writer " + i));
        }
        for (int i = 0; i < READERS; i++) {
            threads.add(new Thread(() -> work(() -> read(store)), "reader " + i));
        }
        threads.add(new Thread(() -> work(() -> keep(store)), "keeper"));
        threads.add(new Thread(() -> work(() -> synchronize(store)), "synchronizer"));
        threads.forEach(Thread::start);
        return threads;
    }

    private void work(Callable<?> work) {
        try {
            while (!done.get()) {
                work.call();
            }
        } catch (Throwable e) {
            failures.add(e);
        }
    }

    private Object write(LogTrajectoryStore store, int number) {
        if (accepted[number] >= MOST_POSITIONS) {
            store.awaitDurable(1);
            Thread.yield();
            return store;
        }
        long sequence;
        try {
            sequence = StoreAppends.position(store, "n", "o" + number, accepted[number], 1, 1, 1, new byte[100]);
        } catch (StoreBusyException e) {
            return store; // the machine lags, which is told and changes nothing
        }
        accepted[number]++;
        if (accepted[number] % 64 == 0) {
            store.awaitDurable(sequence);
        }
        return store;
    }

    private static Object read(LogTrajectoryStore store) {
        for (int i = 0; i < WRITERS; i++) {
            long next = 0;
            try (EventCursor cursor = store.read(ReadRequest.of("n", "o" + i).withRange(0, 5_000))) {
                while (cursor.next()) {
                    assertThat(cursor.timestampMicros()).isEqualTo(next++);
                }
            }
        }
        try (ScanCursor cursor =
                store.scan(ScanRequest.of("n", Region.EVERYWHERE).withRange(0, 500))) {
            while (cursor.next()) {
                assertThat(cursor.lon()).isEqualTo(1.0);
            }
        }
        return store;
    }

    private static Object keep(LogTrajectoryStore store) throws Exception {
        store.flush();
        store.compact();
        assertThat(store.verify().problems()).isEmpty();
        return store;
    }

    private static Object synchronize(LogTrajectoryStore store) {
        store.sync();
        store.recover().close();
        return store;
    }

    private static void cancelled(LogTrajectoryStore store, Loop loop) throws InterruptedException {
        ExecutorService callers = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 200; i++) {
            int time = i;
            Future<?> writing = callers.submit(() ->
                    store.awaitDurable(StoreAppends.position(store, "n", "cancelled", time, 1, 1, 1, new byte[0])));
            Future<?> reading = callers.submit(() -> read(store));
            writing.cancel(true);
            reading.cancel(true);
        }
        callers.shutdown();
        assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        loop.count("cancelled", 400);
    }

    private void verify(Durability sync, Loop loop) {
        try (LogTrajectoryStore store = open(sync)) {
            for (int i = 0; i < WRITERS; i++) {
                long found = 0;
                try (EventCursor cursor =
                        store.read(ReadRequest.of("n", "o" + i).withRange(0, Long.MAX_VALUE))) {
                    while (cursor.next()) {
                        assertThat(cursor.timestampMicros()).isEqualTo(found++);
                    }
                }
                assertThat(found).isEqualTo(accepted[i]);
                loop.count("accepted-checked", found);
            }
        }
    }
}
