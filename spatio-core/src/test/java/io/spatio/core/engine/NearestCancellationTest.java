package io.spatio.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spatio.CancelToken;
import io.spatio.Namespace;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Results;
import io.spatio.Spatio;
import io.spatio.error.CancelledException;
import io.spatio.spi.IndexContext;
import io.spatio.spi.Metric;
import io.spatio.spi.NearestVisitor;
import io.spatio.spi.Options;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.SpatialIndexProvider;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whether a full answer leaves out a row is looked for after the index is done: a walk that can be cancelled, too. */
class NearestCancellationTest {
    private static final int OBJECTS = 5_000;
    private static final int PAGE = 5;
    private static final Position CENTER = Position.of(0, 0);

    /** Offers every handle, and then lets something happen. */
    private static final class Index implements SpatialIndex, SpatialIndexProvider {
        private final Map<Integer, double[]> points = new TreeMap<>();
        private Runnable afterNearest = () -> {};

        @Override
        public void insert(int handle, double lon, double lat, double alt) {
            points.put(handle, new double[] {lon, lat, alt});
        }

        @Override
        public void move(int handle, double oldLon, double oldLat, double oldAlt, double lon, double lat, double alt) {
            insert(handle, lon, lat, alt);
        }

        @Override
        public void remove(int handle, double lon, double lat, double alt) {
            points.remove(handle);
        }

        @Override
        public boolean search(Region region, SearchVisitor visitor) {
            for (Map.Entry<Integer, double[]> point : points.entrySet()) {
                double[] at = point.getValue();
                if (!visitor.visit(point.getKey(), at[0], at[1], at[2])) {
                    break;
                }
            }
            return true;
        }

        @Override
        public boolean nearest(Metric metric, NearestVisitor visitor) {
            boolean done = SpatialIndex.super.nearest(metric, visitor);
            afterNearest.run();
            return done;
        }

        @Override
        public int size() {
            return points.size();
        }

        @Override
        public void clear() {
            points.clear();
        }

        @Override
        public String name() {
            return "told";
        }

        @Override
        public SpatialIndex create(Options options, IndexContext context) {
            return this;
        }
    }

    private final Index index = new Index();
    private final Spatio db = Spatio.builder().index(index).build();
    private final Namespace fleet = db.namespace("fleet");

    @AfterEach
    void close() {
        db.close();
    }

    /** The last page of all: every row but its own has come before. */
    private QueryOptions lastPage() {
        for (int i = 0; i < OBJECTS; i++) {
            fleet.upsert("truck-" + i, Position.of(i * 0.01, 0));
        }
        Results<Neighbor> all = fleet.knn(CENTER, OBJECTS);
        return QueryOptions.limit(PAGE).after(all.get(OBJECTS - PAGE - 1));
    }

    @Test
    void theLookForOneMoreRowEndsWhenItIsCancelled() {
        QueryOptions last = lastPage();
        CancelToken token = CancelToken.create();
        index.afterNearest = token::cancel;
        assertThatThrownBy(() -> fleet.knn(CENTER, last.withCancelToken(token))).isInstanceOf(CancelledException.class);
    }

    @Test
    void theLastPageIsNotTruncatedAndAPageOfNothingTellsWhetherThereIsARow() {
        QueryOptions last = lastPage();
        CancelToken token = CancelToken.create();
        Results<Neighbor> page = fleet.knn(CENTER, last.withCancelToken(token));
        assertThat(page).hasSize(PAGE);
        assertThat(page.truncated()).isFalse();
        QueryOptions none = last.withLimit(0).withCancelToken(token);
        assertThat(fleet.knn(CENTER, none).truncated()).isTrue();
        assertThat(fleet.knn(CENTER, none.after(page.get(PAGE - 1))).truncated())
                .isFalse();
    }
}
