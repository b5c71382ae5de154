package io.spatio.core.engine;

import io.spatio.Area;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.RowVisitor;
import io.spatio.geometry.CenterMetric;
import io.spatio.geometry.LonLat;
import io.spatio.geometry.Metrics;
import io.spatio.geometry.Regions;
import io.spatio.spi.Cancellation;
import io.spatio.spi.NearestVisitor;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Queries on the current positions of one namespace. The index brings candidates; whether one is in the answer, and
 * where, its row decides, read once, by the exact test and the one distance function.
 */
final class Queries {
    /** How often a nearest search is repeated because a row moved, before every row is kept as it was found. */
    private static final int ATTEMPTS = 2;

    /** More threads than this are not inside a write at once. */
    private static final int MOST_CHANGES_AT_ONCE = 1024;

    private final Engine engine;
    private final HotState hot;

    Queries(Engine engine, HotState hot) {
        this.engine = engine;
        this.hot = hot;
    }

    /** The centre that orders an area's answer, or null where it is ordered by id. */
    static @Nullable Position centerOf(Area area) {
        if (area instanceof Area.Circle circle) {
            return circle.center();
        }
        return area instanceof Area.Cylinder cylinder ? cylinder.center().withoutAlt() : null;
    }

    /** When a query is to end early; refuses to begin one that is over. */
    static Cancellation cancellation(QueryOptions options) {
        Cancellation cancellation = Cancellation.of(options.deadline(), options.cancelToken());
        cancellation.check();
        return cancellation;
    }

    /** The objects in an area; {@code self} is left out where the options exclude it. */
    Hits search(Area area, QueryOptions options, @Nullable String self) {
        Position center = centerOf(area);
        Hits.Order order = center == null ? Hits.Order.ID : Hits.Order.DISTANCE;
        Hits hits = new Hits(options.inAnyOrder() ? Hits.Order.NONE : order, options.limit());
        RowFilter filter = RowFilter.of(options, self, center != null);
        new AreaSearch(
                        hot,
                        Regions.of(area),
                        center,
                        filter,
                        hits,
                        engine.searchScratch().found())
                .run(cancellation(options));
        return hits;
    }

    /** Shows all that an area holds, in any order: a handle of each is kept, and rows are read when no lock is held. */
    boolean visitAll(Area area, QueryOptions options, RowVisitor visitor) {
        new AreaWalk(hot, Regions.of(area), centerOf(area), cancellation(options)).show(visitor);
        return false;
    }

    /** The nearest objects to a centre; the limit is k. */
    Hits nearest(Position center, QueryOptions options, @Nullable String self) {
        RowFilter filter = RowFilter.of(options, self, true);
        Cancellation cancellation = cancellation(options);
        if (options.limit() == 0) {
            return nothingOf(center, filter, cancellation);
        }
        CenterMetric metric = Metrics.of(center);
        Hits hits = filter.passesAll() ? nearestOfAll(metric, options.limit(), cancellation) : null;
        if (hits == null) {
            hits = nearestOfPassing(metric, center, options.limit(), filter, cancellation);
        }
        if (hits.isFull() && isAnyLeftOut(hits, center, filter, cancellation)) {
            hits.setTruncated();
        }
        return hits;
    }

    /**
     * Whether there is an object beside those of a full answer; the cut-off spares the index most of what lies beyond the
     * last row. The count is off by the changes that are being made now, so unless it says a lot, a walk looks for one.
     */
    private boolean isAnyLeftOut(Hits hits, Position center, RowFilter filter, Cancellation cancellation) {
        if (hot.count() - filter.skipped() - hits.size() > MOST_CHANGES_AT_ONCE) {
            return true;
        }
        return isAnyBeside(hits.objectIds(), center, filter, cancellation);
    }

    /** Whether the filter lets another object pass than those that are taken. */
    private boolean isAnyBeside(Set<String> taken, Position center, RowFilter filter, Cancellation cancellation) {
        Predicate<RowState> goesOn = row -> taken.contains(row.objectId()) || !passes(row, center, filter);
        return !hot.forEachPresent(new RowState(), CancellableVisitors.rows(goesOn, cancellation));
    }

    /** The nearest of all objects, or null where rows keep moving meanwhile or the index gave up. */
    private @Nullable Hits nearestOfAll(CenterMetric metric, int k, Cancellation cancellation) {
        SearchScratch scratch = engine.searchScratch();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long began = hot.began();
            NearestHandles nearest = new NearestHandles(metric, k, scratch.found(), scratch.least());
            if (!hot.index.nearest(metric, CancellableVisitors.nearest(nearest, cancellation))) {
                return null;
            }
            Hits hits = nearest.take(hot.rows, began);
            if (hits != null) {
                return hits;
            }
        }
        return null;
    }

    private Hits nearestOfPassing(
            CenterMetric metric, Position center, int k, RowFilter filter, Cancellation cancellation) {
        NearestHits nearest = new NearestHits(metric, k);
        RowState row = new RowState();
        long began = hot.began();
        NearestVisitor visitor = (handle, lon, lat, alt) -> {
            if (hot.readPresent(handle, row, began)) {
                decide(row, center, filter, nearest);
            }
            return nearest.cutOff();
        };
        if (!hot.index.nearest(metric, CancellableVisitors.nearest(visitor, cancellation))) {
            nearest.reset();
            filter.reset();
            hot.forEachPresent(
                    row,
                    CancellableVisitors.rows(
                            found -> {
                                decide(found, center, filter, nearest);
                                return true;
                            },
                            cancellation));
        }
        return nearest.toHits();
    }

    /** The answer to a limit of 0, which only tells whether there is any row. */
    private Hits nothingOf(Position center, RowFilter filter, Cancellation cancellation) {
        Hits hits = new Hits(Hits.Order.DISTANCE, 0);
        if (isAnyBeside(Set.of(), center, filter, cancellation)) {
            hits.setTruncated();
        }
        return hits;
    }

    private static boolean passes(RowState row, Position center, RowFilter filter) {
        return filter.passes(row, filter.needsDistance() ? RowFilter.distance(center, row) : 0);
    }

    private static void decide(RowState row, Position center, RowFilter filter, NearestHits nearest) {
        if (passes(row, center, filter)) {
            double lon = LonLat.canonicalLon(row.lon, row.lat);
            nearest.offer(row, nearest.metric.distance(lon, LonLat.canonicalLat(row.lat), row.alt));
        }
    }
}
