package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.TrackOrder;
import io.spatio.core.memory.MemoryTrajectoryStoreProvider;
import io.spatio.index.rstar.RStarIndexProvider;
import io.spatio.spi.EventCursor;
import io.spatio.spi.IndexContext;
import io.spatio.spi.Meter;
import io.spatio.spi.Options;
import io.spatio.spi.PositionBlock;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.ForwardingTrajectoryStore;
import io.spatio.testkit.store.StoreAppends;
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
    private static final EngineSettings SETTINGS = EngineSettings.of(Instant::now);

    @TempDir
    private Path directory;

    private static TrajectoryStore filled() {
        MemoryTrajectoryStoreProvider memory = new MemoryTrajectoryStoreProvider();
        TrajectoryStore store = memory.open(Options.defaults(memory.options()), StoreContext.inMemory());
        for (int i = 0; i < OBJECTS; i++) {
            StoreAppends.position(store, "fleet", "o" + i, i, 1, 1, Double.NaN, new byte[0]);
        }
        return store;
    }

    /** A store in whose recovery the heap ends; it is closed or not. */
    private static final class HeapEnds extends ForwardingTrajectoryStore {
        private boolean closed;

        HeapEnds() {
            super(filled());
        }

        @Override
        public EventCursor recover() {
            throw new OutOfMemoryError("Java heap space");
        }

        @Override
        public void close() {
            closed = true;
            super.close();
        }
    }

    @Test
    void whereTheHeapEndsTheStoreIsClosed() {
        HeapEnds store = new HeapEnds();
        assertThatThrownBy(() ->
                        new EmbeddedSpatio(store, new Indexes(), SETTINGS, (directory, copy) -> copy.accept(directory)))
                .isInstanceOf(OutOfMemoryError.class);
        assertThat(store.closed).isTrue();
    }

    /** A store that gives more than it must, and in the other order. */
    private static final class WholeHistory extends ForwardingTrajectoryStore {
        WholeHistory() {
            super(filled());
            StoreAppends.position(this, "fleet", "o7", 100, 1, 7, Double.NaN, new byte[0]);
            StoreAppends.position(this, "fleet", "o7", 50, 2, 7, Double.NaN, new byte[0]);
            StoreAppends.position(this, "fleet", "o7", 100, 3, 7, Double.NaN, new byte[0]);
        }

        @Override
        public EventCursor recover() {
            return read(ReadRequest.of("fleet", "o7").withOrder(TrackOrder.NEWEST_FIRST));
        }
    }

    @Test
    void theGreatestOfSeveralEventsIsTheState() {
        try (EmbeddedSpatio db = new EmbeddedSpatio(
                new WholeHistory(), new Indexes(), SETTINGS, (directory, copy) -> copy.accept(directory))) {
            assertThat(db.namespace("fleet").get("o7").orElseThrow().position()).isEqualTo(Position.of(3, 7));
            assertThat(db.namespace("fleet").count()).isEqualTo(1);
            assertThat(db.queryRadius("fleet", Position.of(3, 7), 1, 5)).hasSize(1);
        }
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
            return rstar.create(Options.defaults(rstar.options()), IndexContext.of(namespace));
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
        ObjectTable rows = new ObjectTable(Meter.NONE);
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
