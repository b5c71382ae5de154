package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.TrackOrder;
import io.spatio.error.StoreBusyException;
import io.spatio.error.StoreFullException;
import io.spatio.store.log.io.Io;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What the store says when the disk is full, slow, or fails in the background; reads go on. */
final class HealthTest {
    private static final byte[] NONE = {};
    private static final int MORE_THAN_TWO_HEADS = 3000;

    private final SimulatedIo disk = new SimulatedIo();

    private static LogTrajectoryStoreOptions options(Duration busyTimeout) {
        return new LogTrajectoryStoreOptions(
                Durability.NEVER,
                64 << 10,
                32 << 10,
                Optional.empty(),
                Long.MAX_VALUE,
                busyTimeout,
                Duration.ofHours(24));
    }

    private static void append(LogTrajectoryStore store, long timestampMicros) {
        StoreAppends.position(store, "n", "o", timestampMicros, 1, 2, 3, NONE);
    }

    private static void fill(LogTrajectoryStore store) {
        for (int i = 0; i < MORE_THAN_TWO_HEADS; i++) {
            append(store, i);
        }
    }

    private static void firstCanBeRead(LogTrajectoryStore store) {
        assertThat(Model.read(store, "n", "o", 0, 0, TrackOrder.OLDEST_FIRST)).hasSize(1);
    }

    /** A disk on which no segment can be begun. */
    private static final class NoSegments extends IoDecorator {
        NoSegments(Io disk) {
            super(disk);
        }

        @Override
        public WritableFile create(Path file) throws IOException {
            if (file.getFileName().toString().startsWith("seg-")) {
                throw new IOException("no such luck");
            }
            return super.create(file);
        }
    }

    @Test
    void aFailedFlushOnAFullDiskPasses() throws IOException {
        try (LogTrajectoryStore store = Stores.open(new NoSegments(disk), options(Duration.ofMinutes(1)), false)) {
            append(store, 0);
            disk.usableSpace(1);
            assertThatThrownBy(() -> fill(store)).isInstanceOf(StoreFullException.class);
            assertThat(store.health().state()).isEqualTo(Health.State.READ_ONLY_FULL);
            firstCanBeRead(store);
        }
    }

    @Test
    void aFullDiskRefusesWritesUntilThereIsSpace() {
        try (LogTrajectoryStore store = Stores.open(disk, options(Duration.ofSeconds(10)), false)) {
            append(store, 0);
            for (int round = 0; round < 2; round++) {
                disk.usableSpace((256L << 20) - 1);
                lookAtTheDisk(store);
                assertThat(store.health().state()).isEqualTo(Health.State.READ_ONLY_FULL);
                assertThatThrownBy(() -> append(store, 1))
                        .isInstanceOf(StoreFullException.class)
                        .hasMessageContaining("writing resumes by itself");
                assertThatThrownBy(() -> StoreAppends.delete(store, "n", "o", 1, 1))
                        .isInstanceOf(StoreFullException.class);
                firstCanBeRead(store);
                store.sync();
                disk.usableSpace(256L << 20);
                lookAtTheDisk(store);
                assertThat(store.health()).isEqualTo(Health.OPEN);
                append(store, 2 + round);
            }
        }
        disk.usableSpace(1);
        try (LogTrajectoryStore store = Stores.open(disk, options(Duration.ofSeconds(10)), false)) {
            assertThat(store.health().state()).isEqualTo(Health.State.READ_ONLY_FULL);
            assertThat(Model.read(store, "n", "o", 0, 9, TrackOrder.OLDEST_FIRST))
                    .hasSize(3);
        }
    }

    /** The log looks how much is free after each new file; when the second exists, it has looked. */
    private static void lookAtTheDisk(LogTrajectoryStore store) {
        store.verify();
        store.verify();
    }

    /** A disk whose forces wait once that is wanted. */
    private static final class SlowDisk extends IoDecorator {
        private final CountDownLatch free = new CountDownLatch(1);
        private volatile boolean slow;

        SlowDisk(Io disk) {
            super(disk);
        }

        @Override
        public WritableFile create(Path file) throws IOException {
            return new File(super.create(file)) {
                @Override
                public void force() throws IOException {
                    try {
                        if (slow) {
                            free.await();
                        }
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    super.force();
                }
            };
        }
    }

    @Test
    void aDiskThatLagsRefusesWritesUntilItHasCaughtUp() throws IOException {
        SlowDisk slow = new SlowDisk(disk);
        try (LogTrajectoryStore store = Stores.open(slow, options(Duration.ofMillis(1)), false)) {
            append(store, 0);
            slow.slow = true;
            assertThatThrownBy(() -> fill(store))
                    .isInstanceOf(StoreBusyException.class)
                    .hasMessageContaining("busy-timeout");
            firstCanBeRead(store);
            assertThat(store.health()).isEqualTo(Health.OPEN);
            slow.free.countDown();
            store.flush();
            append(store, MORE_THAN_TWO_HEADS);
        }
        try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER)) {
            firstCanBeRead(store);
        }
    }
}
