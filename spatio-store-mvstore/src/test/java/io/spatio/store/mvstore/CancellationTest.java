package io.spatio.store.mvstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.CancelToken;
import io.spatio.Deadline;
import io.spatio.Durability;
import io.spatio.TrackOrder;
import io.spatio.error.CancelledException;
import io.spatio.error.DeadlineExceededException;
import io.spatio.spi.Cancellation;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.LonLatBox;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.StoreContext;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cursors that are to end early: they do within a block or 1,024 events, delivered or not. */
class CancellationTest {
    private static final int CHECK_EVERY = 1_024;
    private static final int EVENTS = 12_000;

    @TempDir
    Path directory;

    /** Reads of one object both ways, and a scan, of the same events. */
    private static List<Function<Cancellation, EventCursor>> cursors(MvTrajectoryStore store) {
        ReadRequest read = ReadRequest.of("n", "o");
        ScanRequest scan = ScanRequest.of("n", Region.EVERYWHERE);
        return List.of(
                cancellation -> store.read(read.withCancellation(cancellation)),
                cancellation ->
                        store.read(read.withOrder(TrackOrder.NEWEST_FIRST).withCancellation(cancellation)),
                cancellation -> store.scan(scan.withCancellation(cancellation)));
    }

    private static void write(MvTrajectoryStore store, String id, int events, boolean oneTime) {
        EventBatch batch = new EventBatch(events).clear("n");
        int object = batch.addObject(id, EventBatch.NO_NUMBER, false);
        for (int i = 0; i < events; i++) {
            double lon = i % 180 + Math.sqrt(i) % 1; // all bits, so that blocks are large
            batch.addPosition(object, oneTime ? 0 : i, lon, i % 89, Double.NaN, Event.NO_METADATA);
        }
        store.append(batch);
    }

    private static Cancellation cancellation(CancelToken token) {
        return Cancellation.of(Deadline.NONE, token);
    }

    private static void isCancelled(EventCursor cursor) {
        assertThatThrownBy(cursor::next).isInstanceOf(CancelledException.class);
        assertThatThrownBy(cursor::next).as("once more").isInstanceOf(CancelledException.class);
        cursor.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatHasEndedBeforeShowsNothing(boolean compacted) {
        try (MvTrajectoryStore store = MvStores.open(directory, Durability.NEVER)) {
            write(store, "o", 3, false);
            if (compacted) {
                store.compact();
            }
            CancelToken token = CancelToken.create();
            token.cancel();
            for (Function<Cancellation, EventCursor> cursor : cursors(store)) {
                isCancelled(cursor.apply(cancellation(token)));
                try (EventCursor late =
                        cursor.apply(Cancellation.of(Deadline.after(Duration.ZERO), CancelToken.NONE))) {
                    assertThatThrownBy(late::next).isInstanceOf(DeadlineExceededException.class);
                }
                assertThat(Seen.all(cursor.apply(cancellation(CancelToken.create()))))
                        .hasSize(3);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCursorEndsWithinBoundedWork(boolean compacted) {
        try (MvTrajectoryStore store = MvStores.open(directory, Durability.NEVER)) {
            write(store, "o", EVENTS, false);
            if (compacted) {
                store.compact();
            }
            endsAnywhere(store);
        }
    }

    @Test
    void manyEventsOfOneTimeEndLikeOthers() {
        try (MvTrajectoryStore store = MvStores.open(directory, Durability.NEVER)) {
            write(store, "o", EVENTS, true);
            endsAnywhere(store);
        }
    }

    private static void endsAnywhere(MvTrajectoryStore store) {
        for (Function<Cancellation, EventCursor> cursors : cursors(store)) {
            for (int before : new int[] {0, 1, 31, 32, 33, 1_000, 1_024, 1_025, 5_000, EVENTS - 2_000}) {
                CancelToken token = CancelToken.create();
                EventCursor cursor = cursors.apply(cancellation(token));
                for (int i = 0; i < before; i++) {
                    assertThat(cursor.next()).isTrue();
                }
                token.cancel();
                assertThatThrownBy(() -> {
                            for (int i = 0; i <= CHECK_EVERY; i++) {
                                assertThat(cursor.next()).isTrue();
                            }
                        })
                        .as("before=%s", before)
                        .isInstanceOf(CancelledException.class);
                isCancelled(cursor);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aReadOfManyBlocksEndsAtTheNextOne(boolean oneTime) {
        int events = 10 * EVENTS;
        MvFile.Naming disk = FaultyDisk.install();
        try (MvTrajectoryStore store = MvStores.open(directory, Durability.NEVER)) {
            write(store, "o", events, oneTime);
            store.compact();
        }
        for (int which = 0; which < 3; which++) {
            for (int at : new int[] {1, 2, 7, 20}) {
                AtomicInteger reads = new AtomicInteger();
                CancelToken token = CancelToken.create();
                StoreContext context = StoreContext.in(directory);
                try (MvTrajectoryStore store = MvTrajectoryStore.open(
                        MvTrajectoryStoreOptions.DEFAULTS, context, MvStores.seams(disk))) { // nothing is cached
                    FaultyDisk.observeReads(() -> {
                        if (reads.incrementAndGet() == at) {
                            token.cancel();
                        }
                    });
                    EventCursor cursor = cursors(store).get(which).apply(cancellation(token));
                    assertThatThrownBy(() -> Seen.all(cursor)).isInstanceOf(CancelledException.class);
                    assertThat(reads.get()).as("cursor %s: reads", which).isBetween(at, at + 2);
                } finally {
                    FaultyDisk.observeReads(() -> {});
                }
            }
        }
    }

    @Test
    void aScanThatLeavesEverythingOutEndsAtTheNextBlock() {
        int others = 40;
        try (MvTrajectoryStore store = MvStores.open(directory, Durability.NEVER)) {
            write(store, "o", EVENTS, false);
            for (int i = 0; i < others; i++) {
                write(store, "other" + i, 1, false);
            }
            store.compact();
            Nowhere all = new Nowhere(Integer.MAX_VALUE);
            assertThat(Seen.all(store.scan(ScanRequest.of("n", all)))).isEmpty();
            assertThat(all.asked).isGreaterThan(EVENTS / Block.MAX_EVENTS).isGreaterThan(others);
            for (int at = 1; at <= all.asked; at++) {
                Nowhere region = new Nowhere(at);
                ScanRequest request = ScanRequest.of("n", region).withCancellation(cancellation(region.token));
                if (at < all.asked) {
                    isCancelled(store.scan(request));
                } else { // there is no other block
                    assertThatThrownBy(() -> Seen.all(store.scan(request))).isInstanceOf(CancelledException.class);
                }
                assertThat(region.asked).as("blocks looked at").isEqualTo(at);
            }
        }
    }

    /** Contains nothing, and cancels when it is asked for the n-th time. */
    private static final class Nowhere implements Region {
        private final CancelToken token = CancelToken.create();
        private final int at;
        private int asked;

        Nowhere(int at) {
            this.at = at;
        }

        @Override
        public int boxCount() {
            return 1;
        }

        @Override
        public LonLatBox box(int i) {
            return LonLatBox.WORLD;
        }

        @Override
        public boolean mayIntersect(double minLon, double minLat, double maxLon, double maxLat) {
            if (++asked == at) {
                token.cancel();
            }
            return false;
        }

        @Override
        public boolean covers(double minLon, double minLat, double maxLon, double maxLat) {
            return false;
        }

        @Override
        public boolean contains(double lon, double lat, double alt) {
            return false;
        }
    }
}
