package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.Timestamps;
import io.spatio.error.StoreException;
import io.spatio.store.log.io.Io;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A compaction that carries erases out fails at each of its calls in turn: nothing that was erased comes back, and when it
 * has been tried again nothing of it is in any file.
 */
final class FailedErasesTest {
    private static final List<String> IDS = List.of("erased-1", "kept", "erased-2", "erased-3");
    private static final double[] PLACE = {1, 2, 3};

    /** Who compacts. */
    private enum By {
        CALLER,
        BACKGROUND;

        void compact(LogTrajectoryStore store, TestClock clock) {
            if (this == CALLER) {
                store.compact();
            } else {
                clock.advance(Duration.ofHours(13)); // more than half of what an erase may wait
                store.keep();
            }
        }
    }

    /** A disk on which one call fails, before it is done or, where it renames, after it; none of the log's writer. */
    private static final class OneFailure extends IoDecorator {
        private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);
        private volatile boolean merges = true;

        OneFailure(Io disk) {
            super(disk);
        }

        private void call() throws IOException {
            if (!Thread.currentThread().getName().equals("spatio-log-writer") && left.decrementAndGet() == 0) {
                throw new IOException("an injected failure that passes");
            }
        }

        @Override
        public WritableFile create(Path file) throws IOException {
            call();
            if (!merges && file.toString().matches(".*seg-[0-9]+-[0-9]+-[1-9][0-9]*\\.sps\\.tmp")) {
                throw new IOException("no merges for now");
            }
            return new File(super.create(file)) {
                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    call();
                    super.write(bytes, offset, length);
                }

                @Override
                public void force() throws IOException {
                    call();
                    super.force();
                }
            };
        }

        @Override
        public ReadableFile open(Path file) throws IOException {
            call();
            return super.open(file);
        }

        @Override
        public void forceDirectory(Path directory) throws IOException {
            call();
            super.forceDirectory(directory);
        }

        @Override
        public void rename(Path from, Path to) throws IOException {
            call();
            super.rename(from, to);
            call();
        }

        @Override
        public void delete(Path file) throws IOException {
            call();
            super.delete(file);
        }

        @Override
        public List<Path> list(Path directory) throws IOException {
            call();
            return super.list(directory);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingComesBackAndNothingStays(By by) throws IOException {
        long calls = 1;
        while (attempt(by, calls)) {
            calls += by == By.CALLER ? 1 : 3;
        }
        System.out.println("FailedErasesTest " + by + " calls=" + calls);
        assertThat(calls).isGreaterThan(50);
    }

    /** The same for some of the calls of a caller's compaction. */
    static void attemptSome() throws IOException {
        for (long call = 1; attempt(By.CALLER, call); call += 3) {
            continue;
        }
    }

    /** Whether the compaction had a given number of calls. */
    private static boolean attempt(By by, long call) throws IOException {
        SimulatedIo disk = new SimulatedIo();
        OneFailure failing = new OneFailure(disk);
        TestClock clock = new TestClock();
        Model model = new Model();
        String when = by + ", call " + call;
        try (LogTrajectoryStore store = Stores.open(failing, Durability.NEVER, clock)) {
            prepare(store, model);
            failing.left.set(call);
            attempt(by, store, clock);
            boolean reached = failing.left.get() <= 0;
            failing.left.set(Long.MAX_VALUE);
            assertThat(store.health().acceptsWrites()).as(when).isTrue();
            model.erase(store, "n", "erased-3"); // which a file that was left may still show
            store.sync();
            reopens(disk, model, when);

            failing.merges = false;
            attempt(by, store, clock);
            reopens(disk, model, when + ", tried again without merging");

            failing.merges = true;
            attempt(by, store, clock);
            by.compact(store, clock);
            assertThat(store.health()).as(when).isEqualTo(Health.OPEN);
            assertThat(pending(store)).as(when).isZero();
            nothingStays(disk, when);
            model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
            reopens(disk, model, when + ", compacted");
            return reached;
        }
    }

    private static long pending(LogTrajectoryStore store) {
        return ((Number) store.stats().details().get("pending-erases")).longValue();
    }

    private static void attempt(By by, LogTrajectoryStore store, TestClock clock) {
        try {
            by.compact(store, clock);
        } catch (StoreException e) {
            assertThat(e).hasRootCauseInstanceOf(IOException.class);
        }
    }

    /** A table written again forgets a delete that has become old; the erase that comes then must look into segments. */
    @Test
    void aForgottenDeleteIsErasedWhenTheTableThatForgotItWasNotNamed() {
        long calls = 1;
        while (forgets(calls)) {
            calls++;
        }
        assertThat(calls).isGreaterThan(1);
    }

    private static boolean forgets(long call) {
        SimulatedIo disk = new SimulatedIo();
        TestClock clock = new TestClock();
        long now = Timestamps.toMicros(clock.instant());
        LogTrajectoryStore store = Stores.open(disk, Durability.ALWAYS, clock);
        StoreAppends.position(store, "n", "erased-1", now, 1, 2, 3, new byte[0]);
        StoreAppends.delete(store, "n", "erased-1", now, now);
        store.compact();
        clock.advance(Duration.ofDays(31));
        disk.powerCutAt(disk.calls() + call, false);
        try (store) {
            store.compact();
        } catch (StoreException e) {
            assertThat(disk.isOff()).isTrue();
        }
        SimulatedIo after = disk.after(SimulatedIo.Survival.EVERYTHING, new Random(call));
        try (LogTrajectoryStore reopened = Stores.open(after, Durability.ALWAYS, clock)) {
            StoreAppends.position(reopened, "n", "erased-1", now + 1, 1, 2, 3, new byte[0], true);
            reopened.erase("n", "erased-1");
            reopened.compact();
            nothingStays(after, "call " + call);
        }
        return disk.isOff();
    }

    /** A compacted store, with newer segments, and then a head, in which objects of all of them are erased. */
    private static void prepare(LogTrajectoryStore store, Model model) throws IOException {
        for (int i = 0; i < 3; i++) {
            for (String id : IDS) {
                model.position(store, "n", id, i, PLACE, new byte[0]);
                model.position(store, "erased-space", id, i, PLACE, new byte[0]);
            }
            if (i == 0) {
                store.compact();
            } else {
                store.flush();
            }
        }
        model.erase(store, "n", "erased-1");
        store.flush();
        model.position(store, "n", "kept", 10, PLACE, new byte[0]);
        model.erase(store, "n", "erased-2");
        model.eraseNamespace(store, "erased-space");
        store.sync();
    }

    private static void reopens(SimulatedIo disk, Model model, String when) {
        for (SimulatedIo.Survival survival : List.of(SimulatedIo.Survival.NOTHING, SimulatedIo.Survival.EVERYTHING)) {
            SimulatedIo after = disk.after(survival, new Random(1));
            try (LogTrajectoryStore store = Stores.open(after, Durability.NEVER)) {
                model.check(store, Long.MIN_VALUE, Long.MAX_VALUE);
            } catch (AssertionError | StoreException e) {
                throw new AssertionError(when + ", power cut, " + survival + ": " + e, e);
            }
        }
    }

    private static void nothingStays(SimulatedIo disk, String when) {
        for (Path path : disk.files()) {
            assertThat(new String(disk.bytes(path), StandardCharsets.ISO_8859_1))
                    .as("%s, %s", when, path)
                    .doesNotContain("erased-");
        }
    }
}
