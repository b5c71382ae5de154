package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.TrackOrder;
import io.spatio.error.StoreFailedException;
import io.spatio.store.log.io.Io;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The thread that writes the log: it needs no next call to go on, keeps nobody waiting, and fails once. */
final class WriterThreadTest {
    private static final byte[] NONE = {};

    private final SimulatedIo disk = new SimulatedIo();

    /** A disk that tells of what is done to log files once it is {@link #watched}. */
    private static class WatchedDisk extends IoDecorator {
        volatile boolean watched;

        WatchedDisk(Io disk) {
            super(disk);
        }

        void written() {}

        void beforeForce() throws IOException {}

        void forced() {}

        @Override
        public WritableFile create(Path path) throws IOException {
            WritableFile file = super.create(path);
            return !path.getFileName().toString().startsWith("wal-")
                    ? file
                    : new File(file) {
                        @Override
                        public void write(byte[] bytes, int offset, int length) throws IOException {
                            super.write(bytes, offset, length);
                            if (watched) {
                                written();
                            }
                        }

                        @Override
                        public void force() throws IOException {
                            if (watched) {
                                beforeForce();
                            }
                            super.force();
                            if (watched) {
                                forced();
                            }
                        }
                    };
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int records(LogTrajectoryStore store) {
        return Model.read(store, "n", "o", 0, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST)
                .size();
    }

    private static void holdsOne(SimulatedIo left) {
        try (LogTrajectoryStore store = Stores.open(left, Durability.NEVER)) {
            assertThat(records(store)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"EVERY_SECOND", "NEVER"})
    void theLastRecordBeforeSilenceIsWrittenAndForcedWithoutAnotherCall(Durability sync) {
        CountDownLatch written = new CountDownLatch(1);
        CountDownLatch forced = new CountDownLatch(1);
        WatchedDisk watching = new WatchedDisk(disk) {
            @Override
            void written() {
                written.countDown();
            }

            @Override
            void forced() {
                forced.countDown();
            }
        };
        try (LogTrajectoryStore store = Stores.open(watching, sync)) {
            watching.watched = true;
            StoreAppends.position(store, "n", "o", 1, 1, 1, 1, NONE);
            await(written);
            holdsOne(disk.copy()); // what a killed process leaves
            if (sync == Durability.EVERY_SECOND) {
                await(forced);
                holdsOne(disk.after(SimulatedIo.Survival.NOTHING, new Random(1)));
            }
        }
    }

    @Test
    void whileAForceHangsWritesAndReadsGoOn() {
        CountDownLatch forcing = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        WatchedDisk slow = new WatchedDisk(disk) {
            @Override
            void beforeForce() {
                forcing.countDown();
                await(free);
            }
        };
        try (LogTrajectoryStore store = Stores.open(slow, Durability.EVERY_SECOND)) {
            slow.watched = true;
            StoreAppends.position(store, "n", "o", 0, 1, 1, 1, NONE);
            await(forcing);
            for (int i = 1; i < 200; i++) {
                StoreAppends.position(store, "n", "o", i, 1, 1, 1, NONE);
                assertThat(records(store)).isEqualTo(i + 1);
            }
            assertThat(store.health()).isEqualTo(Health.OPEN);
            free.countDown();
            store.sync();
        } finally {
            free.countDown();
        }
    }

    @Test
    void aFailedForceIsNeverTriedAgain() {
        AtomicInteger forces = new AtomicInteger();
        WatchedDisk failing = new WatchedDisk(disk) {
            @Override
            void beforeForce() throws IOException {
                if (forces.getAndIncrement() == 0) {
                    throw new IOException("injected failure");
                }
            }
        };
        try (LogTrajectoryStore store = Stores.open(failing, Durability.ALWAYS)) {
            failing.watched = true;
            long sequence = StoreAppends.position(store, "n", "o", 1, 1, 1, 1, NONE);
            assertThatThrownBy(() -> store.awaitDurable(sequence)).isInstanceOf(StoreFailedException.class);
            assertThatThrownBy(store::sync).isInstanceOf(StoreFailedException.class);
            assertThatThrownBy(() -> StoreAppends.position(store, "n", "o", 2, 1, 1, 1, NONE))
                    .isInstanceOf(StoreFailedException.class);
            assertThat(store.health().state()).isEqualTo(Health.State.FAILED);
            assertThat(records(store)).as("what was never safe is never seen").isZero();
        }
        assertThat(forces).hasValue(1);
    }
}
