package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.store.log.io.Io;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A compaction that carries out erases and the sealing of heads do not wait for each other, nor do they lose an erase. */
@Timeout(60)
final class EraseBesideFlushTest {
    private static final int MORE_THAN_TWO_HEADS = 2500;

    private final SimulatedIo disk = new SimulatedIo();
    private final Held held = new Held(disk);
    private final Model model = new Model();

    /** A disk on which the next file of a kind is begun only when it is let. */
    private static final class Held extends IoDecorator {
        private final CountDownLatch reached = new CountDownLatch(1);
        private final Semaphore let = new Semaphore(0);
        private volatile String pattern = "nothing";

        Held(Io disk) {
            super(disk);
        }

        @Override
        public WritableFile create(Path file) throws IOException {
            if (file.getFileName().toString().matches(pattern)) {
                pattern = "nothing";
                reached.countDown();
                let.acquireUninterruptibly();
            }
            return super.create(file);
        }
    }

    private void position(LogTrajectoryStore store, String id, long timestampMicros) {
        model.position(store, "n", id, timestampMicros, new double[] {1, 2, 3}, new byte[0]);
    }

    private static void flush(LogTrajectoryStore store) {
        try {
            store.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void sealingAndWritersGoOnWhileACompactionCarriesOutErases() throws InterruptedException {
        try (LogTrajectoryStore store = Stores.open(held, Durability.NEVER)) {
            position(store, "erased", 1);
            position(store, "other", 1);
            flush(store);
            model.erase(store, "n", "erased");
            held.pattern = "seg-.*-1\\.sps\\.tmp"; // a merge, which leaves the erased out
            Thread compaction = new Thread(store::compact);
            compaction.start();
            held.reached.await();
            for (int i = 0; i < MORE_THAN_TWO_HEADS; i++) {
                position(store, "erased", 10 + i);
            }
            flush(store);
            model.erase(store, "n", "other");
            flush(store);
            held.let.release();
            compaction.join();
            model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
            store.compact();
            assertNoFileHolds("other");
        }
        reopened();
    }

    /** The cause of records that came back: such a flush named its segment when the erase was forgotten. */
    @Test
    void aFlushThatBeganBeforeAnEraseDoesNotOutliveItsCompaction() throws InterruptedException {
        try (LogTrajectoryStore store = Stores.open(held, Durability.NEVER)) {
            position(store, "erased", 1);
            position(store, "other", 1);
            held.pattern = "seg-.*";
            Thread flush = new Thread(() -> flush(store));
            flush.start();
            held.reached.await(); // its rows are chosen
            model.erase(store, "n", "erased");
            Thread compaction = new Thread(store::compact);
            compaction.start();
            position(store, "third", 1); // writers do not wait for either
            held.let.release();
            flush.join();
            compaction.join();
            store.compact();
            assertNoFileHolds("erased");
            model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
        }
        reopened();
    }

    private void reopened() {
        for (int opening = 0; opening < 2; opening++) {
            try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER)) {
                model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
                position(store, "erased", 100_000 + opening);
                position(store, "other", 100_000 + opening);
            }
        }
    }

    private void assertNoFileHolds(String text) {
        for (Path path : disk.files()) {
            assertThat(new String(disk.bytes(path), StandardCharsets.ISO_8859_1))
                    .as("%s", path)
                    .doesNotContain(text);
        }
    }
}
