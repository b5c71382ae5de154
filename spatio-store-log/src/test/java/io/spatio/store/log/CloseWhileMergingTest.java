package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.TrackOrder;
import io.spatio.store.log.io.Io;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A close gives up a merge of the background, and waits for what a caller asked for or an erase is owed. */
@Timeout(60)
final class CloseWhileMergingTest {
    private static final byte[] NONE = {};
    private static final int HEADS = 9;
    private static final int ROWS_OF_A_HEAD = 700;
    private static final LogTrajectoryStoreOptions ERASE_AT_ONCE = new LogTrajectoryStoreOptions(
            Durability.NEVER,
            64 << 10,
            32 << 10,
            Optional.empty(),
            Long.MAX_VALUE,
            Duration.ofSeconds(60),
            Duration.ZERO);

    private final SimulatedIo disk = new SimulatedIo();
    private final HeldMerge held = new HeldMerge(disk);

    /** Holds the write of a merge's first page until it is told to go on, and counts those that come after it. */
    private static final class HeldMerge extends IoDecorator {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final AtomicInteger writes = new AtomicInteger();

        HeldMerge(Io disk) {
            super(disk);
        }

        @Override
        public WritableFile create(Path file) throws IOException {
            WritableFile created = super.create(file);
            return !isMerged(file)
                    ? created
                    : new File(created) {
                        @Override
                        public void write(byte[] bytes, int offset, int length) throws IOException {
                            if (writes.incrementAndGet() == 2) { // behind the header
                                hold();
                            }
                            super.write(bytes, offset, length);
                        }
                    };
        }

        private void hold() {
            reached.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        /** Begins a close, and lets the held write go on when the close waits for somebody. */
        void closeMeanwhile(LogTrajectoryStore store) throws Exception {
            reached.await();
            FutureTask<Void> closed = new FutureTask<>(store::close, null);
            Thread closer = new Thread(closed);
            closer.start();
            while (closer.getState() != Thread.State.WAITING && closer.isAlive()) {
                Thread.onSpinWait();
            }
            assertThat(closer.isAlive()).as("close waits").isTrue();
            goOn.countDown();
            closed.get();
        }
    }

    private static boolean isMerged(Path file) {
        return file.getFileName().toString().matches("seg-[0-9]+-[0-9]+-[1-9][0-9]*\\.sps(\\.tmp)?");
    }

    private static void append(LogTrajectoryStore store, String id, int rows) {
        for (int i = 0; i < rows; i++) {
            StoreAppends.position(store, "n", id, i, i % 90, 2, 3, NONE);
        }
    }

    private static void holdsAll(LogTrajectoryStore store, String id, int rows) {
        assertThat(Model.read(store, "n", id, 0, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST))
                .hasSize(rows);
    }

    private List<String> names(String pattern) {
        return disk.files().stream()
                .map(file -> file.getFileName().toString())
                .filter(name -> name.matches(pattern))
                .toList();
    }

    @Test
    void aMergeInTheBackgroundIsGivenUpAtTheNextRow() throws Exception {
        LogTrajectoryStore store = Stores.open(held, Durability.NEVER);
        append(store, "o", HEADS * ROWS_OF_A_HEAD);
        held.closeMeanwhile(store);
        assertThat(held.writes).as("writes of the merge").hasValue(2);
        assertThat(disk.files()).noneMatch(CloseWhileMergingTest::isMerged);
        assertThat(names(".*\\.tmp")).isEmpty();
        assertThat(names("seg-.*-0\\.sps")).hasSizeGreaterThanOrEqualTo(8);
        try (LogTrajectoryStore reopened = Stores.open(disk, Durability.NEVER)) {
            assertThat(reopened.stats().details().get("cleanly-closed-before")).isEqualTo(true);
            reopened.keep();
            assertThat(disk.files()).as("the next opening merges").anyMatch(CloseWhileMergingTest::isMerged);
            holdsAll(reopened, "o", HEADS * ROWS_OF_A_HEAD);
        }
    }

    @Test
    void aCompactionThatACallerAskedForIsWaitedFor() throws Exception {
        LogTrajectoryStore store = Stores.open(held, Durability.NEVER);
        for (int i = 0; i < 3; i++) {
            append(store, "o" + i, 600);
            store.flush();
        }
        FutureTask<Void> compaction = new FutureTask<>(store::compact, null);
        new Thread(compaction).start();
        held.closeMeanwhile(store);
        assertThat(names("seg-.*")).as("what the compaction left").hasSize(1);
        compaction.get();
        try (LogTrajectoryStore reopened = Stores.open(disk, Durability.NEVER)) {
            holdsAll(reopened, "o2", 600);
        }
    }

    @Test
    void anEraseThatTheBackgroundCarriesOutIsWaitedFor() throws Exception {
        LogTrajectoryStore store = Stores.open(held, ERASE_AT_ONCE, false);
        append(store, "to-be-erased", 600);
        append(store, "o", 600);
        store.flush();
        store.erase("n", "to-be-erased");
        append(store, "other", 2 * ROWS_OF_A_HEAD); // wakes the background
        held.closeMeanwhile(store);
        for (Path file : disk.files()) {
            assertThat(new String(disk.bytes(file), StandardCharsets.ISO_8859_1))
                    .as("%s", file)
                    .doesNotContain("to-be-erased");
        }
        try (LogTrajectoryStore reopened = Stores.open(disk, Durability.NEVER)) {
            holdsAll(reopened, "o", 600);
            holdsAll(reopened, "other", 2 * ROWS_OF_A_HEAD);
        }
    }
}
