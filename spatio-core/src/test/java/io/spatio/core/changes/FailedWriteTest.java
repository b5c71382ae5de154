package io.spatio.core.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.Change;
import io.spatio.ChangeToken;
import io.spatio.Changes;
import io.spatio.ChangesRequest;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.Update;
import io.spatio.error.ChangesLostException;
import io.spatio.index.geohash.GeohashIndexProvider;
import io.spatio.spi.IndexContext;
import io.spatio.spi.Metric;
import io.spatio.spi.NearestVisitor;
import io.spatio.spi.Option;
import io.spatio.spi.Options;
import io.spatio.spi.PositionBlock;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.SpatialIndexProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A write that the store has taken and an index of somebody else then refuses: what nobody can tell any more is told to be lost. */
@DisplayName("A write that fails between the store and its row")
class FailedWriteTest {
    private static final Position HERE = Position.of(10, 10);
    private static final Position THERE = Position.of(20, 10);

    private final FailingProvider provider = new FailingProvider();
    private final Spatio database =
            Spatio.builder().index(provider).set("feed-window", "1MiB").build();
    private final Namespace fleet = database.namespace("fleet");

    @AfterEach
    void close() {
        database.close();
    }

    /** How subscribers are told. */
    private enum Policy {
        ALL(ChangesRequest.ALL),
        LATEST(ChangesRequest.ALL.latestPerObject());

        final ChangesRequest request;

        Policy(ChangesRequest request) {
            this.request = request;
        }
    }

    @ParameterizedTest
    @EnumSource(Policy.class)
    void isALossToThoseWhoFollow(Policy policy) {
        fleet.upsert("a", HERE);
        try (Changes changes = database.changes(policy.request)) {
            fleet.upsert("a", THERE);
            assertThat(changes.poll(Duration.ZERO)).hasSize(1);

            provider.fails = true;
            assertThatThrownBy(() -> fleet.upsert("a", HERE)).hasMessage("injected");
            provider.fails = false;
            fleet.upsert("b", HERE);

            assertThatThrownBy(() -> changes.poll(Duration.ZERO))
                    .isInstanceOf(ChangesLostException.class)
                    .hasMessageContaining("failed after the store had taken it")
                    .hasMessageContaining("fromCurrentState");
        }
        assertThat(database.stats().changes().lost()).isEqualTo(1);
    }

    @Test
    void isALossOfTheWindow() {
        ChangeToken before;
        try (Changes changes = database.changes(ChangesRequest.ALL)) {
            before = changes.token();
        }
        fleet.upsert("a", HERE);
        database.changes(ChangesRequest.ALL.after(before)).close();
        provider.fails = true;
        assertThatThrownBy(() -> fleet.upsertAll(List.of(Update.of("b", HERE), Update.of("c", HERE))))
                .hasMessage("injected");
        provider.fails = false;

        assertThatThrownBy(() -> database.changes(ChangesRequest.ALL.after(before)))
                .isInstanceOf(ChangesLostException.class)
                .hasMessageContaining("before the start of the window");
        try (Changes changes = database.changes(ChangesRequest.ALL)) {
            ChangeToken after = changes.token();
            fleet.upsert("d", HERE);
            try (Changes again = database.changes(ChangesRequest.ALL.after(after))) {
                assertThat(again.poll(Duration.ZERO))
                        .extracting(Change::objectId)
                        .extracting(id -> id.orElse(""))
                        .containsExactly("d");
            }
        }
    }

    @Test
    void isNoneWhereTheStoreTookNothing() {
        try (Changes changes = database.changes(ChangesRequest.ALL)) {
            fleet.upsert("a", HERE);
            assertThatThrownBy(() -> fleet.upsert("", HERE)).isInstanceOf(IllegalArgumentException.class);
            fleet.upsert("a", HERE, Metadata.NONE, Instant.EPOCH);
            fleet.delete("nobody");

            assertThat(changes.poll(Duration.ZERO)).hasSize(1);
        }
    }

    /** A geohash index that refuses changes while it is told to. */
    private static final class FailingProvider implements SpatialIndexProvider {
        private final GeohashIndexProvider sound = new GeohashIndexProvider();
        private volatile boolean fails;

        @Override
        public String name() {
            return "failing";
        }

        @Override
        public List<Option> options() {
            return sound.options();
        }

        @Override
        public SpatialIndex create(Options options, IndexContext context) {
            return new FailingIndex(sound.create(options, context), this);
        }
    }

    private record FailingIndex(SpatialIndex sound, FailingProvider provider) implements SpatialIndex {
        private void fail() {
            if (provider.fails) {
                throw new IllegalStateException("injected");
            }
        }

        @Override
        public void insert(int handle, double lon, double lat, double alt) {
            fail();
            sound.insert(handle, lon, lat, alt);
        }

        @Override
        public void move(int handle, double oldLon, double oldLat, double oldAlt, double lon, double lat, double alt) {
            fail();
            sound.move(handle, oldLon, oldLat, oldAlt, lon, lat, alt);
        }

        @Override
        public void remove(int handle, double lon, double lat, double alt) {
            sound.remove(handle, lon, lat, alt);
        }

        @Override
        public boolean search(Region region, SearchVisitor visitor) {
            return sound.search(region, visitor);
        }

        @Override
        public boolean nearest(Metric metric, NearestVisitor visitor) {
            return sound.nearest(metric, visitor);
        }

        @Override
        public void bulkLoad(PositionBlock block) {
            sound.bulkLoad(block);
        }

        @Override
        public int size() {
            return sound.size();
        }

        @Override
        public void clear() {
            sound.clear();
        }

        @Override
        public Map<String, Object> stats() {
            return sound.stats();
        }
    }
}
