package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.TrackOrder;
import io.spatio.spi.LonLatBox;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.StoreContext;
import io.spatio.testkit.store.StoreAppends;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When events are forced, and which of them are to be seen. */
class DurabilityTest {
    @TempDir
    Path directory;

    private final MvFile.Naming disk = FaultyDisk.install();

    private MvTrajectoryStore open(Durability sync) {
        return MvTrajectoryStore.open(MvStores.options(sync), StoreContext.in(directory), MvStores.seams(disk));
    }

    private static long append(MvTrajectoryStore store, long micros) {
        return StoreAppends.position(store, "n", "o", micros, 1, 1, 1, Event.NO_METADATA);
    }

    private static List<Long> track(MvTrajectoryStore store, TrackOrder order) {
        return Seen.all(store.read(ReadRequest.of("n", "o").withOrder(order))).stream()
                .map(Seen::timestampMicros)
                .toList();
    }

    private static List<Long> recovered(MvTrajectoryStore store) {
        return Seen.all(store.recover()).stream().map(Seen::timestampMicros).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void underAlwaysAnEventIsSeenOnlyWhenItIsForced() throws Exception {
        CountDownLatch forcing = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (MvTrajectoryStore store = open(Durability.ALWAYS)) {
            store.awaitDurable(append(store, 10));
            store.awaitDurable(append(store, 10)); // a repeat
            FaultyDisk.observe(call -> {
                if (call == FaultyDisk.Call.FORCE) {
                    forcing.countDown();
                    await(release);
                }
            });
            append(store, 20);
            long repeat = append(store, 10);
            CompletableFuture<Void> waiter = CompletableFuture.runAsync(() -> store.awaitDurable(repeat));
            await(forcing); // both or the first are in the maps and committed now, none is forced
            assertThat(track(store, TrackOrder.NEWEST_FIRST)).containsExactly(10L);
            assertThat(track(store, TrackOrder.OLDEST_FIRST)).containsExactly(10L);
            assertThat(recovered(store)).containsExactly(10L);
            assertThat(Seen.all(store.scan(ScanRequest.of("n", Region.EVERYWHERE))))
                    .extracting(Seen::sequence)
                    .containsExactly(2L);
            assertThat(waiter).isNotDone();
            release.countDown();
            waiter.get(60, TimeUnit.SECONDS);
            assertThat(track(store, TrackOrder.NEWEST_FIRST)).containsExactly(20L, 10L);
            assertThat(recovered(store)).containsExactly(20L);
        }
    }

    @Test
    void underEverySecondATimerForcesTheLastBurstBeforeSilence() {
        CountDownLatch forced = new CountDownLatch(1);
        try (MvTrajectoryStore store = open(Durability.EVERY_SECOND)) {
            FaultyDisk.observe(call -> {
                if (call == FaultyDisk.Call.FORCE) {
                    forced.countDown();
                }
            });
            store.awaitDurable(append(store, 1));
            assertThat(track(store, TrackOrder.OLDEST_FIRST)).containsExactly(1L);
            await(forced);
        }
    }

    @Test
    void underNeverATimerWritesButOnlySyncForces() {
        CountDownLatch written = new CountDownLatch(1);
        AtomicBoolean forced = new AtomicBoolean();
        try (MvTrajectoryStore store = open(Durability.NEVER)) {
            FaultyDisk.observe(call -> {
                forced.compareAndSet(false, call == FaultyDisk.Call.FORCE);
                written.countDown();
            });
            long sequence = append(store, 1);
            await(written);
            assertThat(forced).isFalse();
            assertThat(store.sync()).isEqualTo(sequence);
            assertThat(forced).isTrue();
        }
    }

    @Test
    void syncOfNothingNewReturnsAndAnUnknownSequenceIsAMistake() {
        try (MvTrajectoryStore store = open(Durability.ALWAYS)) {
            assertThat(store.sync()).isZero();
            store.awaitDurable(0);
            assertThatThrownBy(() -> store.awaitDurable(1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aRegionThatThrowsHarmsNobody() {
        Region broken = new Region() {
            @Override
            public int boxCount() {
                throw new IllegalStateException("broken region");
            }

            @Override
            public LonLatBox box(int i) {
                return LonLatBox.WORLD;
            }

            @Override
            public boolean mayIntersect(double minLon, double minLat, double maxLon, double maxLat) {
                return true;
            }

            @Override
            public boolean covers(double minLon, double minLat, double maxLon, double maxLat) {
                return true;
            }

            @Override
            public boolean contains(double lon, double lat, double alt) {
                return true;
            }
        };
        try (MvTrajectoryStore store = open(Durability.NEVER)) {
            append(store, 1);
            store.compact(); // a block, which has a box
            assertThatThrownBy(() ->
                            Seen.all(store.scan(ScanRequest.of("n", broken).withRange(0, 9))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("broken region");
            assertThat(store.health()).isEqualTo(Health.OPEN);
        }
    }
}
