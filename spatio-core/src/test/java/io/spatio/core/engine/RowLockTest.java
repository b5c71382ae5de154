package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.Stats;
import io.spatio.core.memory.MemoryTrajectoryStoreProvider;
import io.spatio.spi.Meter;
import io.spatio.spi.Option;
import io.spatio.spi.Options;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.TrajectoryStoreProvider;
import io.spatio.testkit.ForwardingTrajectoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Writers of one object queue, each parked until the row is free, and none is forgotten. */
class RowLockTest {
    private static final Position HERE = Position.of(1, 1);

    /** A store in memory whose disk answers when the test lets it. */
    private static final class SlowDisk implements TrajectoryStoreProvider {
        private final TrajectoryStoreProvider memory = new MemoryTrajectoryStoreProvider();
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch forced = new CountDownLatch(1);

        @Override
        public String name() {
            return "slow-disk";
        }

        @Override
        public List<Option> options() {
            return memory.options();
        }

        @Override
        public boolean persistent() {
            return false;
        }

        @Override
        public TrajectoryStore open(Options options, StoreContext context) {
            return new ForwardingTrajectoryStore(memory.open(options, context)) {
                @Override
                public void awaitDurable(long sequence) {
                    reached.countDown();
                    await(forced);
                }
            };
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Thread started(Runnable work) {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static Thread.State stateOnceItWaits(Thread thread) {
        Thread.State state = thread.getState();
        while (state == Thread.State.NEW || state == Thread.State.RUNNABLE || state == Thread.State.BLOCKED) {
            Thread.onSpinWait();
            state = thread.getState();
        }
        return state;
    }

    @Test
    void whoWaitsForARowWhoseWriteWaitsForTheDiskIsParkedUntilItIsWoken() throws InterruptedException {
        SlowDisk disk = new SlowDisk();
        try (Spatio db = Spatio.builder().index("rstar").store(disk).build()) {
            Thread writing = started(() -> db.upsert("fleet", "a", HERE, Metadata.NONE));
            await(disk.reached);
            List<Thread> waiting = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                waiting.add(started(() -> db.namespace("fleet").delete("a")));
            }
            try {
                for (Thread thread : waiting) {
                    assertThat(stateOnceItWaits(thread))
                            .as("not to wake up by itself")
                            .isEqualTo(Thread.State.WAITING);
                    assertThat(LockSupport.getBlocker(thread)).isInstanceOf(RowWaiters.class);
                }
                waiting.get(1).interrupt();
            } finally {
                disk.forced.countDown();
            }
            writing.join();
            for (Thread thread : waiting) {
                thread.join();
            }
            assertThat(db.stats().count(Stats.Operation.DELETED)).isEqualTo(1);
        }
    }

    private static ObjectTable tableOfOneRow() {
        ObjectTable rows = new ObjectTable(Meter.NONE);
        rows.extendTo(0);
        return rows;
    }

    @Test
    void oneAtATimeHoldsARowAndEachGetsIt() throws InterruptedException {
        ObjectTable rows = tableOfOneRow();
        int[] count = new int[1];
        List<Thread> threads = new ArrayList<>();
        int each = 5_000;
        for (int i = 0; i < 4; i++) {
            threads.add(started(() -> {
                for (int n = 0; n < each; n++) {
                    rows.lock(0);
                    int before = count[0];
                    if (n % 16 == 0) {
                        Thread.yield();
                    }
                    count[0] = before + 1;
                    rows.unlock(0);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(count[0]).isEqualTo(threads.size() * each);
    }

    @Test
    void whoTakesARowAgainAndAgainKeepsNobodyOutForever() throws InterruptedException {
        ObjectTable rows = tableOfOneRow();
        AtomicBoolean got = new AtomicBoolean();
        rows.lock(0);
        Thread other = started(() -> {
            rows.lock(0);
            got.set(true);
            rows.unlock(0);
        });
        assertThat(stateOnceItWaits(other)).isEqualTo(Thread.State.WAITING);
        while (!got.get()) {
            rows.unlock(0);
            rows.lock(0);
        }
        rows.unlock(0);
        other.join();
    }

    @Test
    void anInterruptNeitherWakesAWriterNorGetsLost() throws InterruptedException {
        ObjectTable rows = tableOfOneRow();
        AtomicBoolean interrupted = new AtomicBoolean();
        rows.lock(0);
        Thread other = started(() -> {
            rows.lock(0);
            rows.unlock(0);
            interrupted.set(Thread.interrupted());
        });
        assertThat(stateOnceItWaits(other)).isEqualTo(Thread.State.WAITING);
        other.interrupt();
        while (other.isInterrupted()) {
            Thread.onSpinWait(); // until it has taken notice
        }
        assertThat(stateOnceItWaits(other)).isEqualTo(Thread.State.WAITING);
        rows.unlock(0);
        other.join();
        assertThat(interrupted).isTrue();
    }
}
