package io.spatio.core.engine;

import io.spatio.Area;
import io.spatio.Identifiers;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.error.ObjectNotFoundException;
import io.spatio.geometry.CenterMetric;
import io.spatio.geometry.Haversine;
import io.spatio.geometry.LonLat;
import io.spatio.geometry.Metrics;
import io.spatio.geometry.Regions;
import io.spatio.spi.Region;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Queries on the current positions of one namespace. The index brings candidates; whether one is in the answer, and
 * where, its row decides, read once, by the exact test and the one distance function.
 */
final class Queries {
    /** How often a nearest search is made anew because a row moved, before every row is kept as it was found. */
    private static final int ATTEMPTS = 2;

    private static final int FIRST_WAITING = 16;
    private static final int MOST_WAITING = 256;

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

    /** The objects in an area; {@code self} is left out where the options exclude it. */
    Hits search(Area area, QueryOptions options, @Nullable String self) {
        Position center = centerOf(area);
        Hits.Order order = center == null ? Hits.Order.ID : Hits.Order.DISTANCE;
        Hits hits = Hits.begin(options.inAnyOrder() ? Hits.Order.NONE : order, options.limit());
        Candidate candidate = new Candidate(Regions.of(area), center, filter(options, self, center), hits);
        if (hot.index.search(candidate.region, candidate::visit)) {
            candidate.decideWaiting();
        } else {
            candidate.forget();
            hot.forEachPresent(candidate.row, row -> candidate.decide());
        }
        return hits;
    }

    /** The nearest objects to a centre; the limit is k. */
    Hits nearest(Position center, QueryOptions options, @Nullable String self) {
        Filter filter = filter(options, self, center);
        if (options.limit() == 0) {
            return nothingOf(center, filter);
        }
        CenterMetric metric = Metrics.of(center);
        Hits hits = filter.passesAll() ? nearestOfAll(metric, options.limit()) : null;
        if (hits == null) {
            hits = nearestOfPassing(metric, center, options.limit(), filter);
        }
        // The cut-off spares the index most of what lies behind the last row, so the count says whether there is more.
        if (hits.isFull() && hot.count() - filter.skipped > hits.size()) {
            hits.setTruncated();
        }
        return hits;
    }

    /** The nearest of all objects, or null where rows keep moving meanwhile or the index gave up. */
    private @Nullable Hits nearestOfAll(CenterMetric metric, int k) {
        NearestHandles nearest = engine.nearestHandles();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            long began = hot.began();
            nearest.begin(metric, k);
            if (!hot.index.nearest(metric, nearest::offer)) {
                return null;
            }
            Hits hits = Hits.begin(Hits.Order.DISTANCE, k);
            if (nearest.fill(hits, hot.rows, began)) {
                return hits;
            }
            hits.end();
        }
        return null;
    }

    private Hits nearestOfPassing(CenterMetric metric, Position center, int k, Filter filter) {
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
            filter.skipped = 0;
            hot.forEachPresent(row, found -> {
                decide(found, center, filter, nearest);
                return true;
            });
        }
        return nearest.toHits();
    }

    /** The answer to a limit of 0, which only tells whether there is any row. */
    private Hits nothingOf(Position center, Filter filter) {
        Hits hits = Hits.begin(Hits.Order.DISTANCE, 0);
        boolean none = hot.forEachPresent(new RowState(), row -> !passes(row, center, filter));
        if (!none) {
            hits.setTruncated();
        }
        return hits;
    }

    private static boolean passes(RowState row, Position center, Filter filter) {
        return filter.passes(row, filter.needsDistance() ? distance(center, row) : 0);
    }

    private static void decide(RowState row, Position center, Filter filter, NearestHits nearest) {
        if (passes(row, center, filter)) {
            double lon = LonLat.canonicalLon(row.lon, row.lat);
            nearest.offer(row, nearest.metric.distance(lon, LonLat.canonicalLat(row.lat), row.alt));
        }
    }

    private Filter filter(QueryOptions options, @Nullable String self, @Nullable Position center) {
        Filter filter = new Filter();
        filter.excluded = options.excludingSelf() ? self : null;
        filter.after = options.afterObjectId();
        if (filter.after != null && center != null) {
            RowState row = new RowState();
            if (!hot.readPresent(filter.after, row)) {
                throw missingAfter(filter.after, hot.namespace);
            }
            filter.afterDistance = distance(center, row);
        }
        return filter;
    }

    /** What a query gets that continues behind an object without a current position. */
    static ObjectNotFoundException missingAfter(String after, String namespace) {
        return new ObjectNotFoundException("after=\"" + after + "\" has no current position in namespace \"" + namespace
                + "\": start the query anew");
    }

    private static double distance(Position center, RowState row) {
        return Haversine.meters(center.lon(), center.lat(), center.altOrNaN(), row.lon, row.lat, row.alt);
    }

    /** What options leave out. */
    private static final class Filter {
        @Nullable
        String excluded;

        @Nullable
        String after;

        double afterDistance = Double.NaN;
        int skipped;

        boolean passesAll() {
            return excluded == null && after == null;
        }

        /** Whether rows are told apart by their distance in metres. */
        boolean needsDistance() {
            return after != null && !Double.isNaN(afterDistance);
        }

        boolean passes(RowState row, double distance) {
            boolean passes = !row.objectId().equals(excluded) && isAfter(row, distance);
            if (!passes) {
                skipped++;
            }
            return passes;
        }

        private boolean isAfter(RowState row, double distance) {
            String id = after;
            if (id == null) {
                return true;
            }
            int byDistance = Double.isNaN(afterDistance) ? 0 : Double.compare(distance, afterDistance);
            return byDistance > 0 || (byDistance == 0 && Identifiers.compare(row.objectId(), id) > 0);
        }
    }

    /** Decides on the candidates of a search. */
    private final class Candidate {
        final RowState row = new RowState();
        final long began = hot.began();
        final Region region;
        private final @Nullable Position center;
        private final Filter filter;
        private final Hits hits;
        /** Those whose rows are not read yet: a few at a time, so that the misses of the caches overlap. */
        private int[] handles = new int[FIRST_WAITING];

        private double[] places = new double[FIRST_WAITING * 3];
        private int count;

        Candidate(Region region, @Nullable Position center, Filter filter, Hits hits) {
            this.region = region;
            this.center = center;
            this.filter = filter;
            this.hits = hits;
        }

        /** Where the index tells of a place outside, the object was there during the search: its row need not be read. */
        boolean visit(int handle, double lon, double lat, double alt) {
            if (!region.contains(lon, lat, alt)) {
                return true;
            }
            if (count == handles.length) {
                makeRoom();
            }
            handles[count] = handle;
            places[count * 3] = lon;
            places[count * 3 + 1] = lat;
            places[count * 3 + 2] = alt;
            count++;
            return !hits.wantsNoMoreThan(count) || decideWaiting();
        }

        private void makeRoom() {
            if (count == MOST_WAITING) {
                decideWaiting();
            } else {
                handles = Arrays.copyOf(handles, count * 4);
                places = Arrays.copyOf(places, count * 12);
            }
        }

        /** Reads the rows of those that wait; whether further ones can matter. */
        boolean decideWaiting() {
            hits.reserveMore(hot.rows.countPresent(handles, count));
            boolean goOn = true;
            for (int i = 0; i < count && goOn; i++) {
                goOn = !hot.readPresent(handles[i], row, began) || (isAt(i * 3) ? take() : decide());
            }
            count = 0;
            return goOn;
        }

        private boolean isAt(int place) {
            return LonLat.canonicalLon(row.lon, row.lat) == places[place]
                    && LonLat.canonicalLat(row.lat) == places[place + 1]
                    && Double.doubleToLongBits(row.alt) == Double.doubleToLongBits(places[place + 2]);
        }

        /** Begins anew. */
        void forget() {
            hits.reset();
            count = 0;
        }

        boolean decide() {
            double lon = LonLat.canonicalLon(row.lon, row.lat);
            if (!region.contains(lon, LonLat.canonicalLat(row.lat), row.alt)) {
                return true;
            }
            return take();
        }

        private boolean take() {
            double distance = center == null ? Double.NaN : distance(center, row);
            return !filter.passes(row, distance) || hits.offer(row, distance);
        }
    }
}
