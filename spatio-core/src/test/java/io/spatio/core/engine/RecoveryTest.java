package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.core.memory.MemoryTrajectoryStoreProvider;
import io.spatio.error.StoreException;
import io.spatio.index.rstar.RStarIndexProvider;
import io.spatio.spi.EventCursor;
import io.spatio.spi.IndexContext;
import io.spatio.spi.Options;
import io.spatio.spi.PositionBlock;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.ForwardingTrajectoryStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecoveryTest {
    private static final int OBJECTS = 40;

    @TempDir
    private Path directory;

    private static TrajectoryStore filled() {
        MemoryTrajectoryStoreProvider memory = new MemoryTrajectoryStoreProvider();
        TrajectoryStore store = memory.open(Options.defaults(memory.options()), StoreContext.inMemory());
        for (int i = 0; i < OBJECTS; i++) {
            store.append(store.register("fleet", "o" + i), i, 1, 1, Double.NaN, new byte[0], true);
        }
        return store;
    }

    /** A store in whose recovery the heap ends after so many objects; it is closed or not. */
    private static final class HeapEnds extends ForwardingTrajectoryStore {
        private final int after;
        private boolean closed;

        HeapEnds(int after) {
            super(filled());
            this.after = after;
        }

        @Override
        public EventCursor recover() {
            return new ForwardingCursor(super.recover()) {
                private int left = after;

                @Override
                public boolean next() {
                    if (left-- == 0) {
                        throw new OutOfMemoryError("Java heap space");
                    }
                    return super.next();
                }
            };
        }

        @Override
        public void close() {
            closed = true;
            super.close();
        }
    }

    private static class ForwardingCursor implements EventCursor {
        private final EventCursor cursor;

        ForwardingCursor(EventCursor cursor) {
            this.cursor = cursor;
        }

        @Override
        public boolean next() {
            return cursor.next();
        }

        @Override
        public int object() {
            return cursor.object();
        }

        @Override
        public String namespace() {
            return cursor.namespace();
        }

        @Override
        public String objectId() {
            return cursor.objectId();
        }

        @Override
        public boolean isDelete() {
            return cursor.isDelete();
        }

        @Override
        public long madeAtMicros() {
            return cursor.madeAtMicros();
        }

        @Override
        public long timestampMicros() {
            return cursor.timestampMicros();
        }

        @Override
        public long sequence() {
            return cursor.sequence();
        }

        @Override
        public double lon() {
            return cursor.lon();
        }

        @Override
        public double lat() {
            return cursor.lat();
        }

        @Override
        public double alt() {
            return cursor.alt();
        }

        @Override
        public byte[] metadata() {
            return cursor.metadata();
        }

        @Override
        public void close() {
            cursor.close();
        }
    }

    @ParameterizedTest(name = "after {0} objects")
    @ValueSource(ints = {0, 1, 20, 40})
    void tooSmallAHeapIsToldWithWhatIsNeeded(int after) {
        HeapEnds store = new HeapEnds(after);
        EngineSettings settings = new EngineSettings(
                Instant::now, EngineSettings.DEFAULT_MAX_METADATA_BYTES, null, StoreContext.DEFAULT_TOMBSTONE_HORIZON);
        long mebibytes = Runtime.getRuntime().maxMemory() >> 20;
        assertThatThrownBy(() -> new EmbeddedSpatio(store, new Indexes(), settings, copy -> {}))
                .isInstanceOf(StoreException.class)
                .hasCauseInstanceOf(OutOfMemoryError.class)
                .hasMessageContaining("maximum=%d MiB, objects read=%d of %d", mebibytes, after, OBJECTS)
                .hasMessageContaining(
                        after < 4
                                ? "give it several times as much (-Xmx)"
                                : "about " + mebibytes * 5 / 4 * OBJECTS / after + " MiB are needed");
        assertThat(store.closed).isTrue();
    }

    /** As they are configured by default. */
    private static final class Indexes implements IndexFactory {
        @Override
        public String typeFor(String namespace) {
            return "none";
        }

        @Override
        public SpatialIndex create(String namespace) {
            RStarIndexProvider rstar = new RStarIndexProvider();
            return rstar.create(Options.defaults(rstar.options()), new IndexContext(namespace));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"log", "mvstore"})
    void whatWasDeletedIsBetweenTheOthers(String store) {
        List<Integer> left = new ArrayList<>();
        try (Spatio db = open(store)) {
            for (int i = 0; i < 200; i++) {
                db.upsert("fleet", "o" + i, Position.of(i * 0.5, 10), Metadata.NONE);
            }
            for (int i = 0; i < 200; i++) {
                if (i % 3 == 0) {
                    db.delete("fleet", "o" + i);
                } else {
                    left.add(i);
                }
            }
        }
        try (Spatio db = open(store)) {
            for (int i = 0; i < 200; i++) {
                assertThat(db.queryRadius("fleet", Position.of(i * 0.5, 10), 1, 5))
                        .hasSize(left.contains(i) ? 1 : 0);
            }
        }
    }

    private Spatio open(String store) {
        return Spatio.builder().path(directory).store(store).index("rstar").build();
    }

    @Test
    void aBlockOfRowsIsWhatTheRowsHold() {
        ObjectTable rows = new ObjectTable();
        RowState row = new RowState();
        for (int handle = 0; handle < 40; handle++) {
            rows.extendTo(handle);
            rows.assign(handle, "o" + handle);
            rows.write(
                    handle,
                    handle % 4 == 0
                            ? row.deletion(handle, 1, 1)
                            : row.position(180, handle, handle, handle, 1, Metadata.NONE));
        }
        PositionBlock block = new PresentRows(rows, 30);
        assertThat(block.size()).isEqualTo(30);
        for (int i = block.size() - 1; i >= 0; i--) {
            int handle = i / 3 * 4 + i % 3 + 1;
            assertThat(block.handle(i)).isEqualTo(handle);
            assertThat(block.lon(i)).as("canonical").isEqualTo(-180);
            assertThat(block.lat(i)).isEqualTo(handle);
            assertThat(block.alt(i)).isEqualTo(handle);
        }
    }
}
