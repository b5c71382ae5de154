package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.TrackOrder;
import io.spatio.store.log.io.Io;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A copy has all that was there when it was asked for, whatever the background was about to do. */
final class SnapshotTest {
    private static final int MORE_THAN_A_HEAD = 1000;

    private final SimulatedIo disk = new SimulatedIo();

    /** Lets the background come to sealing a head, and when it is told to go on, has no room on the disk for it. */
    private static final class HeldFlush extends IoDecorator {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);

        HeldFlush(Io disk) {
            super(disk);
        }

        private static boolean isBackground() {
            return Thread.currentThread().getName().equals("spatio-log-flush");
        }

        @Override
        public WritableFile create(Path file) throws IOException {
            if (isBackground() && file.getFileName().toString().startsWith("seg-")) {
                reached.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                throw new IOException("no space left");
            }
            return super.create(file);
        }

        @Override
        public long usableSpace(Path directory) throws IOException {
            return isBackground() ? 0 : super.usableSpace(directory);
        }
    }

    @Test
    @Timeout(60)
    void anOlderHeadThatStillWaitsToBeSealedIsInIt() throws InterruptedException {
        HeldFlush held = new HeldFlush(disk);
        Path copy = Path.of("/simulated/copy");
        try (LogTrajectoryStore store = Stores.open(held, Durability.NEVER)) {
            for (int i = 0; i < MORE_THAN_A_HEAD; i++) {
                StoreAppends.position(store, "n", "o", i, i % 90, 2, 3, new byte[0]);
            }
            held.reached.await();
            StoreAppends.position(store, "n", "o", MORE_THAN_A_HEAD, 1, 2, 3, new byte[0]);
            held.goOn.countDown();
            store.snapshot(copy);
            assertThat(Model.read(store, "n", "o", 0, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST))
                    .hasSize(MORE_THAN_A_HEAD + 1);
        }
        try (LogTrajectoryStore copied = Stores.open(disk, Durability.NEVER, copy)) {
            assertThat(Model.read(copied, "n", "o", 0, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST))
                    .hasSize(MORE_THAN_A_HEAD + 1);
            assertThat(copied.verify().problems()).isEmpty();
        }
    }
}
