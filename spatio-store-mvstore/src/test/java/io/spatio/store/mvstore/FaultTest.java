package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.TrackOrder;
import io.spatio.error.SpatioException;
import io.spatio.error.StoreFailedException;
import io.spatio.spi.StoreContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes and forces that fail: the first failure is the last, and nothing acknowledged is lost. */
class FaultTest {
    @TempDir
    Path directory;

    private final MvFile.Naming disk = FaultyDisk.install();

    private MvTrajectoryStore open(Path home) {
        return MvTrajectoryStore.open(
                MvStores.options(Durability.ALWAYS), StoreContext.in(home), disk, () -> Long.MAX_VALUE);
    }

    private static List<Seen> track(MvTrajectoryStore store) {
        return Seen.all(store.read(store.register("n", "o"), Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST));
    }

    @ParameterizedTest
    @EnumSource(FaultyDisk.Call.class)
    void afterTheFirstFailureNothingIsAcknowledged(FaultyDisk.Call call) throws Exception {
        for (int n = 0; n < 12; n++) {
            for (boolean once : new boolean[] {true, false}) {
                failsAt(Files.createDirectory(directory.resolve(n + "-" + once)), call, n, once);
            }
        }
    }

    private void failsAt(Path home, FaultyDisk.Call call, int n, boolean once) {
        FaultyDisk.heal();
        long acknowledged = 0;
        MvTrajectoryStore store = open(home);
        int object = store.register("n", "o");
        FaultyDisk.failFrom(call, n, once);
        SpatioException failure = null;
        while (failure == null && acknowledged < 100) {
            try {
                long sequence = store.append(object, acknowledged + 1, 1, 1, 1, Event.NO_METADATA);
                store.awaitDurable(sequence);
                acknowledged = sequence;
            } catch (SpatioException e) {
                failure = e;
            }
        }
        assertThat(failure).isInstanceOf(StoreFailedException.class);
        assertThat(failure).hasStackTraceContaining("injected failure");
        assertThat(FaultyDisk.hasFailed()).isTrue();
        assertThat(store.health().state()).isEqualTo(Health.State.FAILED);
        FaultyDisk.heal();
        assertThatThrownBy(() -> store.append(object, 999, 1, 1, 1, Event.NO_METADATA))
                .isInstanceOf(StoreFailedException.class);
        assertThatThrownBy(store::sync).isInstanceOf(StoreFailedException.class);
        assertThatThrownBy(store::compact).isInstanceOf(StoreFailedException.class);
        assertThat(prefix(answers(store))).isEqualTo(acknowledged);
        store.close();
        try (MvTrajectoryStore reopened = open(home)) {
            assertThat(prefix(track(reopened))).isGreaterThanOrEqualTo(acknowledged);
            reopened.awaitDurable(reopened.append(reopened.register("n", "o"), 1_000, 1, 1, 1, Event.NO_METADATA));
        }
    }

    /** Reads go on; in the moment in which the file is opened anew a read may be refused instead. */
    private static List<Seen> answers(MvTrajectoryStore store) {
        for (int i = 0; i < 100_000; i++) {
            try {
                return track(store);
            } catch (StoreFailedException e) {
                Thread.onSpinWait();
            }
        }
        throw new AssertionError("reads do not go on");
    }

    private static long prefix(List<Seen> events) {
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).timestampMicros()).isEqualTo(i + 1);
        }
        return events.size();
    }

    @ParameterizedTest
    @EnumSource(FaultyDisk.Call.class)
    void aFailingCompactionHarmsNothing(FaultyDisk.Call call) throws Exception {
        int failed = 0;
        int stillOpen = 0;
        for (int n = 0; n < 12; n++) {
            Path home = Files.createDirectory(directory.resolve("compact" + n));
            FaultyDisk.heal();
            try (MvTrajectoryStore store = open(home)) {
                int object = store.register("n", "o");
                store.awaitDurable(store.append(object, 1, 1, 1, 1, Event.NO_METADATA));
                FaultyDisk.failFrom(call, n, false);
                try {
                    store.compact();
                } catch (SpatioException e) {
                    failed++;
                }
                FaultyDisk.heal();
                if (store.health().equals(Health.OPEN)) {
                    stillOpen++;
                    store.awaitDurable(store.append(object, 2, 1, 1, 1, Event.NO_METADATA));
                }
                assertThat(prefix(answers(store))).isPositive();
            }
            try (MvTrajectoryStore reopened = open(home)) {
                assertThat(prefix(track(reopened))).isPositive();
                assertThat(reopened.verify().problems()).isEmpty();
            }
        }
        assertThat(failed).isBetween(2, 12);
        assertThat(stillOpen)
                .as("a failure of the new file is not one of the live file")
                .isGreaterThan(12 - failed);
    }
}
