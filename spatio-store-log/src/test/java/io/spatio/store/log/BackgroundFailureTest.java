package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.TrackOrder;
import io.spatio.error.StoreBusyException;
import io.spatio.error.StoreCorruptException;
import io.spatio.testkit.store.StoreAppends;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What fails in the background is told, tried again and over when it succeeds; writes and reads go on meanwhile. */
@Timeout(60)
final class BackgroundFailureTest {
    private static final byte[] NONE = {};
    private static final int FAN_IN = 8;
    private static final int ROWS_OF_A_HEAD = 700;
    private static final Predicate<String> MERGED =
            Pattern.compile("seg-[0-9]+-[0-9]+-[1-9][0-9]*\\.sps(\\.tmp)?").asMatchPredicate();
    private static final Predicate<String> SEGMENT =
            Pattern.compile("seg-.*\\.sps(\\.tmp)?").asMatchPredicate();

    private static final Predicate<String> TABLE = name -> name.startsWith("last-");

    private final SimulatedIo disk = new SimulatedIo();

    /** How a file cannot be written. */
    private enum Fault {
        IO_EXCEPTION,
        OUT_OF_MEMORY,
        RUNTIME_EXCEPTION;

        void raise() throws IOException {
            switch (this) {
                case IO_EXCEPTION -> throw new IOException("too many open files");
                case OUT_OF_MEMORY -> throw new OutOfMemoryError("no memory");
                default -> throw new IllegalStateException("a mistake");
            }
        }
    }

    /** A disk on which files of some names cannot be begun while something ails it. */
    private static final class AilingDisk extends IoDecorator {
        private final Predicate<String> files;
        private final AtomicInteger attempts = new AtomicInteger();
        private final CountDownLatch failed = new CountDownLatch(1);
        private final CountDownLatch triedAgain = new CountDownLatch(2);
        private volatile @Nullable Fault fault;

        AilingDisk(SimulatedIo disk, Predicate<String> files, @Nullable Fault fault) {
            super(disk);
            this.files = files;
            this.fault = fault;
        }

        @Override
        public WritableFile create(Path file) throws IOException {
            if (files.test(String.valueOf(file.getFileName()))) {
                attempts.incrementAndGet();
                failed.countDown();
                triedAgain.countDown();
                Fault present = fault;
                if (present != null) {
                    present.raise();
                }
            }
            return super.create(file);
        }
    }

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

    private static void append(LogTrajectoryStore store, int from, int to) {
        for (int i = from; i < to; i++) {
            StoreAppends.position(store, "n", "o", i, i % 90, 2, 3, NONE);
        }
    }

    private static void seal(LogTrajectoryStore store, int segments) throws IOException {
        for (int i = 0; i < segments; i++) {
            append(store, 10 * i, 10 * i + 10);
            store.flush();
        }
    }

    private static void holds(LogTrajectoryStore store, int rows) {
        assertThat(Model.read(store, "n", "o", 0, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST))
                .hasSize(rows);
    }

    private static void awaitHealth(LogTrajectoryStore store, Health.State state) {
        while (store.health().state() != state) {
            assertThat(Thread.currentThread().isInterrupted())
                    .as("waiting for %s", state)
                    .isFalse();
            Thread.onSpinWait();
        }
    }

    private List<String> names(Predicate<String> which) {
        return disk.files().stream()
                .map(file -> String.valueOf(file.getFileName()))
                .filter(which)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void aFailedMergeIsToldAndOverWhenItSucceeds(Fault fault) throws IOException {
        AilingDisk ailing = new AilingDisk(disk, MERGED, null);
        try (LogTrajectoryStore store = Stores.open(ailing, Durability.ALWAYS)) {
            seal(store, FAN_IN - 1);
            ailing.fault = fault;
            seal(store, 1);
            store.keep();
            assertThat(store.health().state()).isEqualTo(Health.State.DEGRADED);
            assertThat(store.health().acceptsWrites()).isTrue();
            assertThat(store.health().toString()).contains("merg");
            assertThat(store.stats().details()).containsKey("background-problem");
            append(store, 1000, 1010);
            store.sync();
            holds(store, 10 * (FAN_IN - 1) + 10); // the last head repeats the first
            assertThat(names(name -> name.endsWith(".tmp"))).isEmpty();
            ailing.fault = null;
            store.keep();
            assertThat(store.health()).isEqualTo(Health.OPEN);
            assertThat(names(MERGED)).hasSize(1);
        }
    }

    @Test
    void aFailedMergeIsTriedAgainByItself() throws Exception {
        AilingDisk ailing = new AilingDisk(disk, MERGED, Fault.IO_EXCEPTION);
        try (LogTrajectoryStore store = Stores.open(ailing, options(Duration.ofMinutes(1)), false)) {
            append(
                    store,
                    0,
                    (FAN_IN + 1) * ROWS_OF_A_HEAD); // full heads wake the thread that seals, that the one that merges
            assertThat(ailing.failed.await(30, TimeUnit.SECONDS)).isTrue();
            ailing.fault = null;
            append(store, 0, 10);
            assertThat(ailing.triedAgain.await(30, TimeUnit.SECONDS)).isTrue();
            store.keep();
            assertThat(store.health()).isEqualTo(Health.OPEN);
            append(store, 0, 10);
            holds(store, (FAN_IN + 1) * ROWS_OF_A_HEAD);
        }
    }

    /** It is over when the table is there, not when there is no head left to seal. */
    @Test
    void aTableThatCannotBeWrittenIsToldUntilItIs() {
        AilingDisk ailing = new AilingDisk(disk, TABLE, Fault.IO_EXCEPTION);
        try (LogTrajectoryStore store = Stores.open(ailing, options(Duration.ofMinutes(1)), false)) {
            append(store, 0, 10);
            assertThatThrownBy(store::compact).hasRootCauseInstanceOf(IOException.class);
            int rows = ROWS_OF_A_HEAD + ROWS_OF_A_HEAD / 2;
            append(store, 10, rows); // one full head is sealed in the background, with the table owed
            awaitHealth(store, Health.State.DEGRADED);
            assertThat(store.health().state()).isEqualTo(Health.State.DEGRADED);
            assertThat(names(TABLE)).isEmpty();
            ailing.fault = null;
            awaitHealth(store, Health.State.OPEN);
            assertThat(names(TABLE)).hasSize(1);
            holds(store, rows);
        }
    }

    @Test
    void aReadErrorOfAMergePasses() throws IOException {
        SimulatedIo flaky = disk;
        try (LogTrajectoryStore store = Stores.open(new IoDecorator(flaky), Durability.NEVER)) {
            seal(store, FAN_IN);
            flaky.failAt(flaky.calls() + 1, true);
            store.keep();
            flaky.heal();
            assertThat(store.health().state()).isNotEqualTo(Health.State.FAILED);
            append(store, 1000, 1010);
            store.keep();
            assertThat(store.health()).isEqualTo(Health.OPEN);
            assertThat(names(MERGED)).hasSize(1);
        }
    }

    @Test
    void aCorruptPageIsToldAndNotMergedUntilVerified() throws IOException {
        AilingDisk counting = new AilingDisk(disk, MERGED, null);
        try (LogTrajectoryStore store = Stores.open(counting, Durability.NEVER)) {
            seal(store, FAN_IN);
            Path segment = disk.files().stream()
                    .filter(file -> SEGMENT.test(String.valueOf(file.getFileName())))
                    .findFirst()
                    .orElseThrow();
            byte[] whole = disk.bytes(segment);
            byte[] damaged = whole.clone();
            damaged[100] ^= 1;
            disk.bytes(segment, damaged);
            store.keep();
            assertThat(store.health().state()).isEqualTo(Health.State.DEGRADED);
            assertThat(store.health().cause()).containsInstanceOf(StoreCorruptException.class);
            int attempts = counting.attempts.get();
            store.keep();
            assertThat(counting.attempts).as("not tried again").hasValue(attempts);
            assertThat(store.health().state()).isEqualTo(Health.State.DEGRADED);
            append(store, 1000, 1010);

            assertThat(store.verify().problems()).isNotEmpty();
            store.keep();
            assertThat(store.health().state()).as("still damaged").isEqualTo(Health.State.DEGRADED);

            disk.bytes(segment, whole);
            assertThat(store.verify().problems()).isEmpty();
            store.keep();
            assertThat(store.health()).isEqualTo(Health.OPEN);
            assertThat(names(MERGED)).hasSize(1);
        }
    }

    /** The log holds what a flush fails to seal, so nothing is lost, and writing resumes when it succeeds. */
    @ParameterizedTest
    @EnumSource
    void aFailedFlushIsToldAndWritingResumes(Fault fault) throws IOException {
        AilingDisk ailing = new AilingDisk(disk, SEGMENT, fault);
        int heads = 3 * ROWS_OF_A_HEAD;
        try (LogTrajectoryStore store = Stores.open(ailing, options(Duration.ofMillis(1)), false)) {
            assertThatThrownBy(() -> append(store, 0, heads)).isInstanceOf(StoreBusyException.class);
            awaitHealth(store, Health.State.DEGRADED);
            assertThatThrownBy(() -> append(store, 0, 1))
                    .isInstanceOf(StoreBusyException.class)
                    .hasMessageContaining("sealing it fails");
            assertThat(store.health().state()).isEqualTo(Health.State.DEGRADED);
            assertThat(store.health().acceptsWrites()).isTrue();
            long accepted = Model.lastSequence(store);
            holds(store, (int) accepted);
            ailing.fault = null;
            store.flush();
            append(store, (int) accepted, heads);
            store.keep();
            assertThat(store.health()).isEqualTo(Health.OPEN);
        }
        try (LogTrajectoryStore store = Stores.open(disk, Durability.NEVER)) {
            holds(store, heads);
        }
    }
}
