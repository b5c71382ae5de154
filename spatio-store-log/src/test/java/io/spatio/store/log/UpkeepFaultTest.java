package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.error.StoreException;
import io.spatio.store.log.io.Io;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A flush, compaction or close that is thrown out of at any allocation loses nothing: the next try ends its work, or the
 * store has failed and the next opening has all that was accepted.
 */
final class UpkeepFaultTest {
    private static final double[] PLACE = {1, 2, 3};
    private static final LogTrajectoryStoreOptions LARGE_HEADS = new LogTrajectoryStoreOptions(
            Durability.NEVER,
            1 << 20,
            1 << 20,
            Optional.empty(),
            Long.MAX_VALUE,
            Duration.ofSeconds(10),
            Duration.ofHours(24));

    /** What is asked of the store. */
    private enum Upkeep {
        FLUSH,
        COMPACT,
        CLOSE;

        void run(LogTrajectoryStore store) throws IOException {
            switch (this) {
                case FLUSH -> store.flush();
                case COMPACT -> store.compact();
                case CLOSE -> store.close();
            }
        }
    }

    /** What became of it. */
    private enum Outcome {
        DONE,
        THROWN,
        FAILED,
        NOT_REACHED
    }

    /** Counts the files that are open for writing when the store gives its lock back. */
    private static final class OpenFiles extends IoDecorator {
        private final AtomicInteger open = new AtomicInteger();
        private final AtomicInteger openAtUnlock = new AtomicInteger(-1);

        OpenFiles(Io disk) {
            super(disk);
        }

        @Override
        public WritableFile create(Path file) throws IOException {
            WritableFile created = super.create(file);
            open.incrementAndGet();
            return new File(created) {
                private boolean closed;

                @Override
                public void close() throws IOException {
                    if (!closed) {
                        closed = true;
                        open.decrementAndGet();
                    }
                    super.close();
                }
            };
        }

        @Override
        public LockAttempt lock(Path file, String holder) throws IOException {
            LockAttempt attempt = super.lock(file, holder);
            AutoCloseable held = attempt.lock();
            return new LockAttempt(held == null ? null : () -> release(held), attempt.holder(), attempt.shared());
        }

        private void release(AutoCloseable held) throws Exception {
            openAtUnlock.set(open.get());
            held.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void upkeepThatIsThrownOutOfLosesNothing(Upkeep upkeep) {
        Object outcomes =
                new ChangedStore(FaultPoints::inUpkeep).call(UpkeepFaultTest.class, "attempts", upkeep.name());
        System.out.println("UpkeepFaultTest " + upkeep + " " + outcomes);
        assertThat(String.valueOf(outcomes)).contains(Outcome.THROWN + "=");
    }

    /** Tries it with a fault at one point after the other, until none is left. */
    static String attempts(String upkeep) {
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        Outcome outcome = attempt(Upkeep.valueOf(upkeep), 1);
        for (long point = 2; outcome != Outcome.NOT_REACHED; point++) {
            outcomes.merge(outcome, 1, Integer::sum);
            outcome = attempt(Upkeep.valueOf(upkeep), point);
        }
        return outcomes.toString();
    }

    private static Outcome attempt(Upkeep upkeep, long point) {
        String when = upkeep + " at point " + point;
        SimulatedIo disk = new SimulatedIo();
        OpenFiles files = new OpenFiles(disk);
        Model model = new Model();
        LogTrajectoryStore store = Stores.open(files, LARGE_HEADS, false);
        prepare(store, model);
        boolean thrown = false;
        FaultPoints.arm(point, new OutOfMemoryError("injected"), 1);
        try {
            upkeep.run(store);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            thrown = true;
        }
        boolean reached = FaultPoints.disarm();
        Outcome outcome = thrown ? Outcome.THROWN : reached ? Outcome.DONE : Outcome.NOT_REACHED;
        if (upkeep != Upkeep.CLOSE) {
            outcome = goOn(store, model, outcome, when);
        }
        assertThat(files.openAtUnlock.get())
                .as(when + ", files open when the lock was given back")
                .isZero();
        try (LogTrajectoryStore again = Stores.open(disk, Durability.NEVER)) {
            assertThat(Model.lastSequence(again)).as(when).isEqualTo(Model.last(model));
            model.check(again, Long.MIN_VALUE, Long.MAX_VALUE);
            assertThat(again.verify().problems()).as(when).isEmpty();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(when + " " + outcome + ", opened again: " + e, e);
        }
        return outcome;
    }

    /** Reads, writes and tries again, where the store takes writes, and closes it. */
    private static Outcome goOn(LogTrajectoryStore store, Model model, Outcome outcome, String when) {
        boolean failed = store.health().state() == Health.State.FAILED;
        try (store) {
            model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
            if (!failed) {
                model.position(store, "a", "b-after", 7, PLACE, new byte[0]);
                model.putDocument(store, "after", new byte[5]);
                store.compact(); // which deletes the log up to there
                model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
            }
        } catch (AssertionError | StoreException e) {
            throw new AssertionError(when + " " + outcome + ": " + e, e);
        }
        return failed ? Outcome.FAILED : outcome;
    }

    /** Sealed objects, new ones between them, one that was erased, and more log than a close leaves unsealed. */
    private static void prepare(LogTrajectoryStore store, Model model) {
        model.position(store, "a", "a", 1, PLACE, new byte[0]);
        model.position(store, "a", "c", 1, PLACE, new byte[0]);
        model.position(store, "b", "a", 1, PLACE, new byte[0]);
        model.putDocument(store, "fences", new byte[30]);
        model.putDocument(store, "watch", new byte[3]);
        try {
            store.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        for (int i = 0; i < 40; i++) {
            model.position(store, "a", "b", 2 + i, PLACE, new byte[1024]);
        }
        model.position(store, "a", "c", 3, PLACE, new byte[0]);
        model.position(store, "c", "new", 3, PLACE, new byte[0]);
        model.erase(store, "b", "a");
        model.delete(store, "a", "a", 4);
        model.putDocument(store, "fences", new byte[40]);
        model.putDocument(store, "new", new byte[0]);
        model.removeDocument(store, "watch");
    }
}
