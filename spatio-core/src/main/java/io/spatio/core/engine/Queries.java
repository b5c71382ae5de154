package io.spatio.core.engine;

import io.spatio.Area;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.error.ObjectNotFoundException;
import io.spatio.geometry.CenterMetric;
import io.spatio.geometry.LonLat;
import io.spatio.geometry.Metrics;
import io.spatio.geometry.Regions;
import java.util.Set;
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

    /** What a query gets that continues after an object without a current position. */
    static ObjectNotFoundException missingAfter(String after, String namespace) {
        return new ObjectNotFoundException("after=\"" + after + "\" has no current position in namespace \"" + namespace
                + "\": start the query again");
    }

    /** The objects in an area; {@code self} is left out where the options exclude it. */
    Hits search(Area area, QueryOptions options, @Nullable String self) {
        Position center = centerOf(area);
        Hits.Order order = center == null ? Hits.Order.ID : Hits.Order.DISTANCE;
        Hits hits = new Hits(options.inAnyOrder() ? Hits.Order.NONE : order, options.limit());
        RowFilter filter = RowFilter.of(options, self, center, hot);
        new AreaSearch(
                        hot,
                        Regions.of(area),
                        center,
                        filter,
                        hits,
                        engine.searchScratch().found())
                .run();
        return hits;
    }

    /** The nearest objects to a centre; the limit is k. */
    Hits nearest(Position center, QueryOptions options, @Nullable String self) {
        RowFilter filter = RowFilter.of(options, self, center, hot);
        if (options.limit() == 0) {
            return nothingOf(center, filter);
        }
        CenterMetric metric = Metrics.of(center);
        Hits hits = filter.passesAll() ? nearestOfAll(metric, options.limit()) : null;
        if (hits == null) {
            hits = nearestOfPassing(metric, center, options.limit(), filter);
        }
        if (hits.isFull() && isAnyLeftOut(hits, center, filter)) {
            hits.setTruncated();
        }
        return hits;
    }

    /**
     * Whether there is an object beside those of a full answer; the cut-off spares the index most of what lies beyond the
     * last row. The count is off by the changes that are being made now, so unless it says a lot, a walk looks for one.
     */
    private boolean isAnyLeftOut(Hits hits, Position center, RowFilter filter) {
        if (hot.count() - filter.skipped() - hits.size() > MOST_CHANGES_AT_ONCE) {
            return true;
        }
        Set<String> taken = hits.objectIds();
        return !hot.forEachPresent(
                new RowState(), row -> taken.contains(row.objectId()) || !passes(row, center, filter));
    }

    /** The nearest of all objects, or null where rows keep moving meanwhile or the index gave up. */
    private @Nullable Hits nearestOfAll(CenterMetric metric, int k) {
        SearchScratch scratch = engine.searchScratch();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long began = hot.began();
            NearestHandles nearest = new NearestHandles(metric, k, scratch.found(), scratch.least());
            if (!hot.index.nearest(metric, nearest)) {
                return null;
            }
            Hits hits = nearest.take(hot.rows, began);
            if (hits != null) {
                return hits;
            }
        }
        return null;
    }

    private Hits nearestOfPassing(CenterMetric metric, Position center, int k, RowFilter filter) {
        NearestHits nearest = new NearestHits(metric, k);
        RowState row = new RowState();
        long began = hot.began();
        boolean done = hot.index.nearest(metric, (handle, lon, lat, alt) -> {
            if (hot.readPresent(handle, row, began)) {
                decide(row, center, filter, nearest);
            }
            return nearest.cutOff();
        });
        if (!done) {
            nearest.reset();
            filter.reset();
            hot.forEachPresent(row, found -> {
                decide(found, center, filter, nearest);
                return true;
            });
        }
        return nearest.toHits();
    }

    /** The answer to a limit of 0, which only tells whether there is any row. */
    private Hits nothingOf(Position center, RowFilter filter) {
        Hits hits = new Hits(Hits.Order.DISTANCE, 0);
        boolean none = hot.forEachPresent(new RowState(), row -> !passes(row, center, filter));
        if (!none) {
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
