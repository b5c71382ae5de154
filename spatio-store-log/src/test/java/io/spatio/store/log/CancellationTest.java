package io.spatio.store.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.CancelToken;
import io.spatio.Deadline;
import io.spatio.Durability;
import io.spatio.error.CancelledException;
import io.spatio.error.DeadlineExceededException;
import io.spatio.spi.Cancellation;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.LonLatBox;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanRequest;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.segment.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every cursor looks within bounded work whether to end, also while it passes over what it does not deliver. */
final class CancellationTest {
    private static final int ROWS = 5_000;
    private static final int CHECKED_EVERY = 1_024;
    private static final byte[] NONE = {};

    /** Where the events are. */
    private enum Kept {
        IN_MEMORY,
        IN_SEGMENTS
    }

    /** What is asked for. */
    private enum Walk {
        READ,
        SCAN;

        EventCursor open(LogTrajectoryStore store, Cancellation cancellation) {
            return this == READ
                    ? store.read(ReadRequest.of("n", "o").withCancellation(cancellation))
                    : store.scan(ScanRequest.of("n", Region.EVERYWHERE).withCancellation(cancellation));
        }
    }

    /** Reads of segments, of which one may cancel a token. */
    private static final class CancellingDisk extends IoDecorator {
        private final CancelToken token = CancelToken.create();
        private int cancelAt = -1;
        private int reads;

        CancellingDisk(Io disk) {
            super(disk);
        }

        @Override
        public ReadableFile open(Path file) throws IOException {
            ReadableFile opened = super.open(file);
            return file.getFileName().toString().startsWith("seg-") ? new Counted(opened) : opened;
        }

        /** A file whose reads count. */
        private final class Counted implements ReadableFile {
            private final ReadableFile file;

            Counted(ReadableFile file) {
                this.file = file;
            }

            @Override
            public long size() throws IOException {
                return file.size();
            }

            @Override
            public int read(long position, byte[] bytes, int offset, int length) throws IOException {
                reads++;
                if (reads == cancelAt) {
                    token.cancel();
                }
                return file.read(position, bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        }
    }

    private final SimulatedIo disk = new SimulatedIo();

    private static LogTrajectoryStore open(Io io) {
        LogTrajectoryStoreOptions options = new LogTrajectoryStoreOptions(
                Durability.NEVER,
                64 << 20,
                64 << 20,
                java.util.Optional.empty(),
                Long.MAX_VALUE,
                Duration.ofSeconds(10),
                Duration.ofDays(1));
        return Stores.open(io, options, false);
    }

    private static void keep(LogTrajectoryStore store, Kept kept) throws IOException {
        if (kept == Kept.IN_SEGMENTS) {
            store.flush();
        }
    }

    private static void rows(LogTrajectoryStore store, Kept kept) throws IOException {
        EventBatch batch = new EventBatch(ROWS).clear("n");
        int object = batch.addObject("o", EventBatch.NO_NUMBER, false);
        for (int i = 0; i < ROWS; i++) {
            batch.addPosition(object, i, i % 2 == 0 ? -170 : 170, i % 90, 3, NONE);
        }
        store.append(batch);
        keep(store, kept);
    }

    /** All of it; runs on classes that are changed. */
    static void attemptAll() throws IOException {
        for (Kept kept : Kept.values()) {
            new CancellationTest().whatWasCancelledBeforeDeliversNothing(kept);
            new CancellationTest().whatIsCancelledMeanwhileEndsSoon(kept);
            new CancellationTest().aScanThatPassesOverRowsEndsSoon(kept);
        }
        new CancellationTest().aScanThatPassesOverPagesEndsBeforeTheNextOne();
        new CancellationTest().aScanThatLooksThroughTheMemtableEndsSoon();
    }

    @ParameterizedTest
    @EnumSource
    void whatWasCancelledBeforeDeliversNothing(Kept kept) throws IOException {
        try (LogTrajectoryStore store = open(disk)) {
            rows(store, kept);
            CancelToken token = CancelToken.create();
            token.cancel();
            List<Function<Cancellation, EventCursor>> walks = List.of(
                    cancellation -> Walk.READ.open(store, cancellation),
                    cancellation -> Walk.SCAN.open(store, cancellation),
                    cancellation -> store.read(ReadRequest.of("n", "unknown").withCancellation(cancellation)),
                    cancellation -> store.scan(ScanRequest.of("n", Region.EVERYWHERE)
                            .withRange(1, 0)
                            .withCancellation(cancellation)));
            for (Function<Cancellation, EventCursor> walk : walks) {
                endsAtOnce(walk.apply(Cancellation.of(Deadline.NONE, token)), CancelledException.class);
                endsAtOnce(
                        walk.apply(Cancellation.of(Deadline.after(Duration.ZERO), CancelToken.NONE)),
                        DeadlineExceededException.class);
            }
        }
    }

    /** A second call is told the same, and not given what came after. */
    private static void endsAtOnce(EventCursor cursor, Class<? extends Throwable> how) {
        try (cursor) {
            for (int call = 0; call < 2; call++) {
                assertThatThrownBy(cursor::next).isInstanceOf(how);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCancelledMeanwhileEndsSoon(Kept kept) throws IOException {
        try (LogTrajectoryStore store = open(disk)) {
            rows(store, kept);
            for (Walk walk : Walk.values()) {
                CancelToken token = CancelToken.create();
                try (EventCursor cursor = walk.open(store, Cancellation.of(Deadline.NONE, token))) {
                    assertThat(rowsUntilCancelled(cursor, 100)).isEqualTo(-1);
                    token.cancel();
                    assertThat(rowsUntilCancelled(cursor, ROWS)).isBetween(0, CHECKED_EVERY);
                    assertThatThrownBy(cursor::next).isInstanceOf(CancelledException.class);
                }
            }
        }
    }

    /** How many rows a cursor delivers until it says that it was cancelled; −1 where it says so too late. */
    private static int rowsUntilCancelled(EventCursor cursor, int most) {
        for (int row = 0; row < most; row++) {
            try {
                assertThat(cursor.next()).isTrue();
            } catch (CancelledException e) {
                return row;
            }
        }
        return -1;
    }

    /** Pages that the index does not rule out, in which nothing is: one call passes over all of them. */
    @Test
    void aScanThatPassesOverPagesEndsBeforeTheNextOne() throws IOException {
        CancellingDisk cancelling = new CancellingDisk(disk);
        try (LogTrajectoryStore store = open(cancelling)) {
            rows(store, Kept.IN_SEGMENTS);
            ScanRequest elsewhere = ScanRequest.of("n", box(-1, 0, 1, 90));
            int before = cancelling.reads;
            try (EventCursor cursor = store.scan(elsewhere)) {
                assertThat(cursor.next()).isFalse();
            }
            assertThat(cancelling.reads - before).isGreaterThan(ROWS / 1_024);
            before = cancelling.reads;
            cancelling.cancelAt = before + 3;
            try (EventCursor cursor =
                    store.scan(elsewhere.withCancellation(Cancellation.of(Deadline.NONE, cancelling.token)))) {
                endsAtOnce(cursor, CancelledException.class);
            }
            assertThat(cancelling.reads - before).isEqualTo(3);
        }
    }

    /** Rows that are not delivered: deletes, and positions outside of the region. */
    @ParameterizedTest
    @EnumSource
    void aScanThatPassesOverRowsEndsSoon(Kept kept) throws IOException {
        for (boolean deletes : new boolean[] {true, false}) {
            SimulatedIo fresh = new SimulatedIo();
            try (LogTrajectoryStore store = open(fresh)) {
                EventBatch batch = new EventBatch(ROWS).clear("n");
                int object = batch.addObject("o", EventBatch.NO_NUMBER, false);
                for (int i = 0; i < ROWS; i++) {
                    boolean inside = i == 0 || i == ROWS - 1;
                    if (deletes && !inside) {
                        batch.addDelete(object, i, Long.MAX_VALUE);
                    } else {
                        batch.addPosition(object, i, inside ? 0 : 170, i % 90, 3, NONE);
                    }
                }
                store.append(batch);
                keep(store, kept);
                CancelToken token = CancelToken.create();
                ScanRequest request =
                        ScanRequest.of("n", box(-1, 0, 1, 90)).withCancellation(Cancellation.of(Deadline.NONE, token));
                try (EventCursor cursor = store.scan(request)) {
                    assertThat(cursor.next()).isTrue();
                    token.cancel();
                    endsAtOnce(cursor, CancelledException.class);
                }
            }
        }
    }

    /** What is in memory is looked through at the first step, not when the scan is asked for. */
    @Test
    void aScanThatLooksThroughTheMemtableEndsSoon() {
        ObjectTable objects = new ObjectTable();
        Head head = new Head();
        for (int i = 0; i < ROWS; i++) {
            head.open(objects.add("n", "o" + i)).position(i + 1, i, 170, 0, Double.NaN, NONE);
        }
        head.appended(ROWS, 0);
        CancelToken token = CancelToken.create();
        token.cancel();
        Region region = box(-1, 0, 1, 90);
        ScanRequest request = ScanRequest.of("n", region).withCancellation(Cancellation.of(Deadline.NONE, token));
        HeadScan scan = new HeadScan(objects, head, request, new Place(region), ROWS);
        assertThatThrownBy(scan::nextObject).isInstanceOf(CancelledException.class);
        assertThat(new HeadScan(objects, head, request.withCancellation(Cancellation.NONE), new Place(region), ROWS)
                        .nextObject())
                .isFalse();
    }

    private static Region box(double minLon, double minLat, double maxLon, double maxLat) {
        LonLatBox box = new LonLatBox(minLon, minLat, maxLon, maxLat);
        return new Region() {
            @Override
            public int boxCount() {
                return 1;
            }

            @Override
            public LonLatBox box(int i) {
                return box;
            }

            @Override
            public boolean mayIntersect(double west, double south, double east, double north) {
                return box.intersects(west, south, east, north);
            }

            @Override
            public boolean covers(double west, double south, double east, double north) {
                return box.covers(west, south, east, north);
            }

            @Override
            public boolean contains(double lon, double lat, double alt) {
                return box.contains(lon, lat);
            }
        };
    }
}
