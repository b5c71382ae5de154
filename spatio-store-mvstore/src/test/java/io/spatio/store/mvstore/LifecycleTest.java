package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import io.spatio.error.DatabaseClosedException;
import io.spatio.error.StoreFullException;
import io.spatio.error.StoreLockedException;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Options;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.TrajectoryStoreProvider;
import io.spatio.testkit.store.StoreAppends;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {
    @TempDir
    Path directory;

    private static long append(MvTrajectoryStore store, String id, long micros, double lon, String metadata) {
        return StoreAppends.position(store, "n", id, micros, lon, 1, Double.NaN, MvStores.bytes(metadata));
    }

    private static List<Seen> track(MvTrajectoryStore store, String id) {
        return Seen.all(store.read(ReadRequest.of("n", id)));
    }

    @Test
    void theServiceLoaderFindsItAndItsOptionsWork() {
        TrajectoryStoreProvider provider = ServiceLoader.load(TrajectoryStoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(p -> p.name().equals("mvstore"))
                .findAny()
                .orElseThrow();
        Options options = Options.of(provider.options(), Map.of("sync", "always", "retention", "90d"));
        assertThat(MvTrajectoryStoreOptions.from(options))
                .isEqualTo(new MvTrajectoryStoreOptions(Durability.ALWAYS, Optional.of(Duration.ofDays(90))));
        assertThat(MvTrajectoryStoreOptions.from(Options.defaults(provider.options())))
                .isEqualTo(MvTrajectoryStoreOptions.DEFAULTS);
        try (TrajectoryStore store = provider.open(options, StoreContext.in(directory))) {
            assertThat(store.health()).isEqualTo(Health.OPEN);
            assertThat(store.stats().type()).isEqualTo("mvstore");
        }
    }

    @Test
    void closeTwiceIsFineAndEveryCallAfterwardsSaysSo() {
        MvTrajectoryStore store = MvStores.open(directory);
        append(store, "o", 1, 1, "");
        append(store, "o", 2, 1, "");
        EventCursor cursor = store.read(ReadRequest.of("n", "o").withRange(0, 9));
        assertThat(cursor.next()).isTrue();
        store.close();
        store.close();
        List<Runnable> calls = List.of(
                cursor::next,
                () -> StoreAppends.position(store, "n", "o", 1, 1, 1, 1, Event.NO_METADATA),
                () -> store.append(MvStores.batch(List.of())),
                () -> StoreAppends.delete(store, "n", "o", 1, 1),
                () -> store.erase("n", "o"),
                () -> store.erase("n"),
                () -> store.read(ReadRequest.of("n", "o").withRange(0, 9)),
                () -> store.scan(ScanRequest.of("n", Region.EVERYWHERE).withRange(0, 9)),
                store::recover,
                () -> store.awaitDurable(1),
                store::sync,
                store::health,
                store::stats,
                store::compact,
                store::verify,
                () -> store.snapshot(directory));
        for (Runnable call : calls) {
            assertThatThrownBy(call::run).isInstanceOf(DatabaseClosedException.class);
        }
        cursor.close();
    }

    @Test
    void aClosedCursorSaysSoAndAnUnusedOneHasNoEvent() {
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            append(store, "o", 1, 1, "");
            EventCursor cursor = store.recover();
            assertThatThrownBy(cursor::lon).isInstanceOf(IllegalStateException.class);
            cursor.close();
            assertThatThrownBy(cursor::next).isInstanceOf(DatabaseClosedException.class);
        }
    }

    @Test
    void aSecondOpeningInThisProcessIsRefusedAndHarmsNothing() {
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            assertThatThrownBy(() -> MvStores.open(directory))
                    .isInstanceOf(StoreLockedException.class)
                    .hasMessageContaining("pid=" + ProcessHandle.current().pid());
            assertThatThrownBy(() -> MvStores.open(directory.resolve("..").resolve(directory.getFileName())))
                    .isInstanceOf(StoreLockedException.class);
            append(store, "o", 1, 1, "");
        }
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            assertThat(track(store, "o")).hasSize(1);
        }
    }

    @Test
    void manyEventsOfOneTimestampAndManyStepsKeepTheirOrder() {
        int count = 3 * TrackReader.MAX_STEP + 5;
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            for (int i = 0; i < count; i++) {
                StoreAppends.position(store, "n", "o", 7, i % (count - 3), 1, Double.NaN, Event.NO_METADATA);
            }
            for (int i = 0; i < count; i++) {
                StoreAppends.position(store, "n", "o", 8 + i, i % 180, 1, Double.NaN, Event.NO_METADATA);
            }
            List<Seen> up = track(store, "o");
            List<Seen> down = Seen.all(store.read(ReadRequest.of("n", "o").withOrder(TrackOrder.NEWEST_FIRST)));
            assertThat(up.stream().map(Seen::sequence).toList())
                    .isEqualTo(LongStream.rangeClosed(4, 2L * count).boxed().toList());
            java.util.Collections.reverse(down);
            assertThat(down).isEqualTo(up);
            assertThat(Seen.all(store.scan(ScanRequest.of("n", Region.EVERYWHERE))))
                    .isEqualTo(up);
        }
    }

    @Test
    void erasedBytesLeaveEveryFileWithTheNextCompaction() throws Exception {
        byte[] secret = "kept-from-everybody".getBytes(StandardCharsets.UTF_8);
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            append(store, "o", 1, 1, "");
            append(store, "kept-from-everybody", 1, 1, "{\"a\":\"kept-from-everybody\"}");
            store.sync();
            assertThat(holds(secret)).isTrue();
            store.erase("n", "kept-from-everybody");
            store.compact();
            assertThat(holds(secret)).isFalse();
            assertThat(track(store, "o")).hasSize(1);
            append(store, "o", 2, 1, "");
            assertThat(track(store, "o")).hasSize(2);
        }
        assertThat(holds(secret)).isFalse();
    }

    private boolean holds(byte[] secret) throws Exception {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (content.contains(new String(secret, StandardCharsets.ISO_8859_1))) {
                    return true;
                }
            }
            return false;
        }
    }

    @Test
    void aCursorGoesOnOverACompaction() {
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            for (int i = 0; i < 20_000; i++) {
                append(store, "o", i, 1, "");
            }
            try (EventCursor cursor = store.read(ReadRequest.of("n", "o").withRange(0, 99_999))) {
                for (int i = 0; i < 20_000; i++) {
                    assertThat(cursor.next()).isTrue();
                    assertThat(cursor.timestampMicros()).isEqualTo(i);
                    if (i == 5_000) {
                        store.compact();
                    }
                }
                assertThat(cursor.next()).isFalse();
            }
        }
    }

    @Test
    void aSnapshotOpensWithAllThatWasAccepted() throws Exception {
        Path home = Files.createDirectory(directory.resolve("home"));
        Path copy = Files.createDirectory(directory.resolve("copy"));
        List<Seen> before;
        try (MvTrajectoryStore store = MvStores.open(home, Durability.NEVER)) {
            for (int i = 0; i < 500; i++) {
                append(store, "o" + i % 7, i, i % 180, "{}");
            }
            before = Seen.all(store.recover());
            store.snapshot(copy);
            append(store, "o1", 9_999, 1, "");
        }
        try (MvTrajectoryStore store = MvStores.open(copy)) {
            assertThat(Seen.all(store.recover())).isEqualTo(before);
            assertThat(append(store, "o1", 9_999, 1, "")).isEqualTo(501);
        }
    }

    @Test
    void deletesAreForgottenAHorizonAfterTheyWereMade() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        StoreContext context = StoreContext.in(directory).withClock(now::get);
        MvTrajectoryStoreOptions options = new MvTrajectoryStoreOptions(Durability.EVERY_SECOND, Optional.empty());
        try (MvTrajectoryStore store = MvTrajectoryStore.open(options, context)) {
            append(store, "gone", 1, 1, "");
            append(store, "here", 1, 1, "");
            long made = Timestamps.toMicros(now.get());
            StoreAppends.delete(store, "n", "gone", Long.MIN_VALUE + 5, made); // late: changes nothing
            StoreAppends.delete(store, "n", "gone", 2, made);
        }
        now.set(Instant.parse("2026-01-30T00:00:00Z"));
        try (MvTrajectoryStore store = MvTrajectoryStore.open(options, context)) {
            assertThat(Seen.all(store.recover())).extracting(Seen::objectId).containsExactlyInAnyOrder("gone", "here");
            store.compact(); // keeps when it was made
        }
        now.set(Instant.parse("2026-02-01T00:00:00Z"));
        try (MvTrajectoryStore store = MvTrajectoryStore.open(options, context)) {
            assertThat(Seen.all(store.recover())).extracting(Seen::objectId).containsExactly("here");
            assertThat(track(store, "gone")).hasSize(3);
        }
    }

    @Test
    void afterAForgottenDeleteAnObjectBeginsAgain() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
        StoreContext context = StoreContext.in(directory).withClock(now::get);
        try (MvTrajectoryStore store = MvTrajectoryStore.open(MvTrajectoryStoreOptions.DEFAULTS, context)) {
            append(store, "o", 100, 1, "");
            StoreAppends.delete(store, "n", "o", 200, Timestamps.toMicros(now.get()));
        }
        now.set(Instant.parse("2026-02-10T00:00:00Z"));
        try (MvTrajectoryStore store = MvTrajectoryStore.open(MvTrajectoryStoreOptions.DEFAULTS, context)) {
            StoreAppends.position(store, "n", "o", 50, 7, 0, Double.NaN, new byte[0], true);
        }
        try (MvTrajectoryStore store = MvTrajectoryStore.open(MvTrajectoryStoreOptions.DEFAULTS, context)) {
            assertThat(Seen.all(store.recover())).extracting(Seen::lon).containsExactly(7.0);
        }
    }

    @Test
    void retentionDropsOldDaysButNoGreatestEvent() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
        StoreContext context = StoreContext.in(directory).withClock(now::get);
        MvTrajectoryStoreOptions options =
                new MvTrajectoryStoreOptions(Durability.EVERY_SECOND, Optional.of(Duration.ofDays(10)));
        long day = 86_400_000_000L;
        long today = Instant.parse("2026-03-01T00:00:00Z").getEpochSecond() * 1_000_000;
        try (MvTrajectoryStore store = MvTrajectoryStore.open(options, context)) {
            for (int back = 20; back >= 0; back--) {
                append(store, "o", today - back * day, back, "");
            }
            for (int i = 0; i < 10_000; i++) {
                append(store, "old", i, 1, "{\"i\":" + i + "}");
            }
            store.compact();
            assertThat(track(store, "o"))
                    .hasSize(11)
                    .first()
                    .extracting(Seen::lon)
                    .isEqualTo(10.0);
            assertThat(track(store, "old")).hasSize(1);
            assertThat(store.stats().historyDropped()).isEqualTo(10 + 9_999);
            assertThat(Seen.all(store.recover())).hasSize(2);
        }
        try (MvTrajectoryStore store = MvStores.open(directory)) {
            assertThat(track(store, "old")).extracting(Seen::timestampMicros).containsExactly(9_999L);
        }
    }

    @Test
    void aFullDiskRefusesWritesAndTakesThemAgain() {
        AtomicLong free = new AtomicLong(Long.MAX_VALUE);
        try (MvTrajectoryStore store = MvTrajectoryStore.open(
                MvTrajectoryStoreOptions.DEFAULTS,
                StoreContext.in(directory),
                Seams.of(directory).withFreeBytes(free::get))) {
            append(store, "o", 1, 1, "");
            free.set(StoreState.MIN_FREE_BYTES - 1);
            store.sync();
            assertThatThrownBy(() -> append(store, "o", 2, 1, ""))
                    .isInstanceOf(StoreFullException.class)
                    .hasMessageContaining("freeBytes=");
            assertThat(store.health().state()).isEqualTo(Health.State.READ_ONLY_FULL);
            assertThat(track(store, "o")).hasSize(1);
            free.set(Long.MAX_VALUE);
            append(store, "o", 3, 1, "");
            assertThat(store.health()).isEqualTo(Health.OPEN);
            assertThat(track(store, "o")).hasSize(2);
        }
    }
}
