package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Area;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Neighbor;
import io.spatio.ObjectHandle;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Results;
import io.spatio.Spatio;
import io.spatio.UpsertOutcome;
import io.spatio.spi.ConcurrentSpatialIndex;
import io.spatio.spi.IndexContext;
import io.spatio.spi.Options;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.SpatialIndexProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** An object that goes and comes again while a query runs, often in the row of another, is in its answer once. */
class ComesAgainTest {
    private static final Position HERE = Position.of(1, 1);

    /** Visits handles in ascending order, each as it stands then, and lets something happen behind the first visit. */
    private static final class Interrupted implements ConcurrentSpatialIndex, SpatialIndexProvider {
        private final List<double[]> points = new ArrayList<>();
        private Runnable behindFirst = () -> {};

        @Override
        public void insert(int handle, double lon, double lat, double alt, Publication publication) {
            while (points.size() <= handle) {
                points.add(new double[0]);
            }
            points.set(handle, new double[] {lon, lat, alt});
            publication.publish();
        }

        @Override
        public void move(
                int handle,
                double oldLon,
                double oldLat,
                double oldAlt,
                double lon,
                double lat,
                double alt,
                Publication publication) {
            insert(handle, lon, lat, alt, publication);
        }

        @Override
        public void remove(int handle, double lon, double lat, double alt, Publication publication) {
            publication.publish();
            points.set(handle, new double[0]);
        }

        @Override
        public boolean search(Region region, SearchVisitor visitor) {
            for (int handle = 0; handle < points.size(); handle++) {
                double[] at = points.get(handle);
                if (at.length > 0 && !visitor.visit(handle, at[0], at[1], at[2])) {
                    return true;
                }
                Runnable once = behindFirst;
                behindFirst = () -> {};
                once.run();
            }
            return true;
        }

        @Override
        public int size() {
            return (int) points.stream().filter(at -> at.length > 0).count();
        }

        @Override
        public void clear() {
            points.clear();
        }

        @Override
        public String name() {
            return "interrupted";
        }

        @Override
        public SpatialIndex create(Options options, IndexContext context) {
            return this;
        }
    }

    private final Interrupted index = new Interrupted();
    private final Spatio db = Spatio.builder().index(index).build();
    private final Namespace fleet = db.namespace("fleet");

    private void fill() {
        for (String id : List.of("a", "b", "c")) {
            fleet.upsert(id, HERE, Metadata.NONE, Instant.EPOCH);
        }
    }

    /** "a", whose row was seen, gets the row of "b", which gets that of "a"; "c" goes and comes again in its own. */
    private void exchange() {
        fleet.erase("b");
        fleet.erase("a");
        fleet.upsert("b", HERE);
        fleet.upsert("a", HERE);
        fleet.delete("c");
        fleet.upsert("c", HERE);
    }

    @Test
    void aSearchShowsItOnce() {
        fill();
        index.behindFirst = this::exchange;
        assertThat(fleet.queryBbox(Area.Box.WORLD, QueryOptions.ALL))
                .extracting(Location::objectId)
                .doesNotHaveDuplicates()
                .isSubsetOf("a", "b", "c");
        assertThat(fleet.queryBbox(Area.Box.WORLD, QueryOptions.ALL))
                .extracting(Location::objectId)
                .containsExactly("a", "b", "c");
    }

    @Test
    void aNearestSearchShowsItOnce() {
        fill();
        index.behindFirst = this::exchange;
        assertThat(fleet.knn(HERE, 10))
                .extracting(Neighbor::objectId)
                .doesNotHaveDuplicates()
                .isSubsetOf("a", "b", "c");
        assertThat(fleet.knn(HERE, 10)).extracting(Neighbor::objectId).containsExactly("a", "b", "c");
    }

    @Test
    void aNeighborThatGoesDuringTheSearchHidesNoOther() {
        fill();
        index.behindFirst = () -> fleet.delete("a");
        Results<Neighbor> nearest =
                fleet.knnNearObject("b", QueryOptions.limit(1).excludeSelf());
        assertThat(nearest).extracting(Neighbor::objectId).containsExactly("a");
        assertThat(nearest.truncated()).as("\"c\" was there all the time").isTrue();
        assertThat(fleet.knnNearObject("b", QueryOptions.limit(1).excludeSelf()).truncated())
                .as("\"c\" is the only one now")
                .isFalse();
    }

    @Test
    void aWalkOverAllShowsItOnceAlsoAfterADrop() {
        fill();
        List<String> seen = new ArrayList<>();
        fleet.forEach(row -> {
            if (seen.isEmpty()) {
                exchange();
            }
            return seen.add(row.objectId());
        });
        assertThat(seen).containsExactly("a");
        seen.clear();
        fleet.forEach(row -> {
            if (seen.isEmpty()) {
                fleet.drop();
                fill();
            }
            return seen.add(row.objectId());
        });
        assertThat(seen).hasSize(1);
        assertThat(fleet.count()).isEqualTo(3);
    }

    @Test
    void aHandleFollowsItsObjectIntoAnotherRow() {
        fill();
        ObjectHandle a = fleet.object("a");
        assertThat(a.get()).isPresent();
        exchange();
        Position there = Position.of(2, 2);
        assertThat(a.upsert(there, Metadata.NONE).outcome()).isEqualTo(UpsertOutcome.APPLIED);
        assertThat(a.get().orElseThrow().position()).isEqualTo(there);
        assertThat(fleet.get("b").orElseThrow().position()).isEqualTo(HERE);
        assertThat(fleet.erase("a")).isPositive();
        assertThat(a.get()).isEmpty();
        assertThat(a.upsert(HERE, Metadata.NONE).outcome()).isEqualTo(UpsertOutcome.CREATED);
        assertThat(fleet.get("a").orElseThrow().position()).isEqualTo(HERE);
    }

    @Test
    void aHandleFollowsItsObjectBeyondTheHorizon() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        try (Spatio aging = Spatio.builder().index("rstar").clock(now::get).build()) {
            Namespace old = aging.namespace("old");
            ObjectHandle gone = old.object("gone");
            gone.upsert(HERE, Metadata.NONE);
            assertThat(gone.delete().ended()).isTrue();
            now.set(Instant.EPOCH.plus(Duration.ofDays(31)));
            aging.maintenance().compact(); // the row is forgotten
            old.upsert("other", HERE);
            assertThat(gone.get()).isEmpty();
            assertThat(gone.upsert(HERE, Metadata.NONE, Instant.EPOCH).outcome())
                    .isEqualTo(UpsertOutcome.CREATED);
            assertThat(old.count()).isEqualTo(2);
            assertThat(gone.get().orElseThrow().timestamp()).isEqualTo(Instant.EPOCH);
        }
    }
}
