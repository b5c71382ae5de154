package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.TrackOrder;
import io.spatio.error.SpatioException;
import io.spatio.error.StoreException;
import io.spatio.error.StoreFailedException;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.StoreContext;
import io.spatio.testkit.store.StoreAppends;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes and forces that fail: the first failure is the last, and nothing acknowledged is lost. */
class FaultTest {
    @TempDir
    Path directory;

    private final MvFile.Naming disk = FaultyDisk.install();

    private MvTrajectoryStore open(Path home) {
        return open(home, Durability.ALWAYS);
    }

    private MvTrajectoryStore open(Path home, Durability sync) {
        return MvTrajectoryStore.open(MvStores.options(sync), StoreContext.in(home), MvStores.seams(disk));
    }

    private static List<Seen> track(MvTrajectoryStore store) {
        return Seen.all(store.read(ReadRequest.of("n", "o")));
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
        FaultyDisk.failFrom(call, n, once);
        SpatioException failure = null;
        while (failure == null && acknowledged < 100) {
            try {
                long sequence = StoreAppends.position(store, "n", "o", acknowledged + 1, 1, 1, 1, Event.NO_METADATA);
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
        assertThatThrownBy(() -> StoreAppends.position(store, "n", "o", 999, 1, 1, 1, Event.NO_METADATA))
                .isInstanceOf(StoreFailedException.class);
        assertThatThrownBy(store::sync).isInstanceOf(StoreFailedException.class);
        assertThatThrownBy(store::compact).isInstanceOf(StoreFailedException.class);
        assertThat(prefix(track(store))).isEqualTo(acknowledged);
        store.close();
        try (MvTrajectoryStore reopened = open(home)) {
            assertThat(prefix(track(reopened))).isGreaterThanOrEqualTo(acknowledged);
            reopened.awaitDurable(StoreAppends.position(reopened, "n", "o", 1_000, 1, 1, 1, Event.NO_METADATA));
        }
    }

    /** Random work until a random call fails: reads then answer with all that was accepted, and a prefix of it comes back. */
    @ParameterizedTest
    @EnumSource(names = {"EVERY_SECOND", "NEVER"})
    void whatWasVisibleStaysVisible(Durability sync) throws Exception {
        Budget budget = Budget.share("FaultTest " + sync, 0.5);
        int rounds = 0;
        while (budget.isLeft() || rounds == 0) {
            Path home = Files.createDirectory(directory.resolve("visible" + rounds++));
            try {
                untilItFails(home, sync, budget);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(budget.seed(), e);
            }
        }
        budget.tell();
    }

    private void untilItFails(Path home, Durability sync, Budget budget) {
        Random random = budget.random();
        FaultyDisk.heal();
        Model model = new Model();
        long durable = 0;
        MvTrajectoryStore store = open(home, sync);
        FaultyDisk.failFrom(FaultyDisk.Call.values()[random.nextInt(2)], random.nextInt(12), random.nextBoolean());
        try {
            for (int i = 0; i < 400; i++) {
                if (random.nextInt(20) == 0) {
                    store.sync();
                    durable = model.lastSequence();
                }
                step(store, model, random);
            }
            store.sync();
        } catch (StoreFailedException e) {
            assertThat(store.health().state()).isEqualTo(Health.State.FAILED);
            answersAre(store, model);
            budget.count("failures", 1);
        }
        try {
            store.close();
        } catch (StoreException e) {
            assertThat(e).hasStackTraceContaining("injected failure"); // only the last commit failed, and close says so
        }
        FaultyDisk.heal();
        try (MvTrajectoryStore reopened = open(home, sync)) {
            long last = (Long) reopened.stats().details().get("last-sequence");
            assertThat(last).isGreaterThanOrEqualTo(durable);
            assertThat(reopened.verify().problems()).isEmpty();
            answersAre(reopened, model.prefix(last));
            budget.count("acknowledged-checked", durable);
        }
    }

    private static void step(MvTrajectoryStore store, Model model, Random random) {
        String id = "o" + random.nextInt(4);
        long micros = random.nextInt(50);
        if (random.nextInt(8) == 0) {
            model.delete("n", id, micros, StoreAppends.delete(store, "n", id, micros, Long.MAX_VALUE));
        } else {
            Seen event = MvStores.position("n", id, micros, random.nextInt(3), 1, Double.NaN, "");
            long sequence =
                    StoreAppends.position(store, "n", id, micros, event.lon(), 1, Double.NaN, Event.NO_METADATA);
            model.add(MvStores.numbered(event, sequence));
        }
    }

    private static void answersAre(MvTrajectoryStore store, Model model) {
        List<Seen> lasts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            String id = "o" + i;
            List<Seen> expected = model.history("n", id, Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST);
            assertThat(Seen.all(store.read(ReadRequest.of("n", id)))).isEqualTo(expected);
            if (!expected.isEmpty()) {
                lasts.add(expected.get(expected.size() - 1));
            }
        }
        assertThat(Seen.all(store.recover())).containsExactlyInAnyOrderElementsOf(lasts);
    }

    private static long prefix(List<Seen> events) {
        for (int i = 0; i < events.size(); i++) {
            assertThat(events.get(i).timestampMicros()).isEqualTo(i + 1);
        }
        return events.size();
    }

    @Test
    void whatCannotBeReadIsAnErrorAndNeitherAnEmptyStoreNorAShorterAnswer() throws Exception {
        Path home = Files.createDirectory(directory.resolve("unreadable"));
        int events = 400;
        try (MvTrajectoryStore store = open(home)) {
            for (int i = 1; i <= events; i++) {
                StoreAppends.position(store, "n", "o", i, 1, 1, 1, new byte[100_000]);
            }
        }
        FaultyDisk.failReads();
        assertThatThrownBy(() -> open(home))
                .isInstanceOf(StoreException.class)
                .hasStackTraceContaining("injected failure of READ");
        FaultyDisk.heal();
        try (MvTrajectoryStore store = open(home)) {
            FaultyDisk.failReads(); // more than H2 keeps in its cache
            assertThatThrownBy(() -> track(store))
                    .isInstanceOf(StoreException.class)
                    .hasStackTraceContaining("injected failure of READ");
        } finally {
            FaultyDisk.heal();
        }
        try (MvTrajectoryStore store = open(home)) {
            assertThat(prefix(track(store))).isEqualTo(events);
        }
    }

    /** Whether another record becomes durable. The committer may find only now that a write to the live file has failed. */
    private static boolean takesAnother(MvTrajectoryStore store) {
        try {
            store.awaitDurable(StoreAppends.position(store, "n", "o", 2, 1, 1, 1, Event.NO_METADATA));
            assertThat(store.health()).isEqualTo(Health.OPEN);
            return true;
        } catch (StoreFailedException e) {
            assertThat(store.health().state()).isEqualTo(Health.State.FAILED);
            return false;
        }
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
                store.awaitDurable(StoreAppends.position(store, "n", "o", 1, 1, 1, 1, Event.NO_METADATA));
                FaultyDisk.failFrom(call, n, false);
                try {
                    store.compact();
                } catch (SpatioException e) {
                    failed++;
                }
                FaultyDisk.heal();
                stillOpen += takesAnother(store) ? 1 : 0;
                assertThat(prefix(track(store))).isPositive();
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
