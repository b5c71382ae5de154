package io.spatio.core.engine;

import io.spatio.Position;
import io.spatio.geometry.LonLat;
import io.spatio.spi.Cancellation;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import org.jspecify.annotations.Nullable;

/**
 * One search of an area: takes the candidates that the index brings, and decides on them by their rows. One thread.
 *
 * <p>Where the index tells of a place outside, the object was there during the search: its row need not be read. The rows
 * of the others are read some at a time, so that the misses of the caches overlap.
 */
final class AreaSearch implements SearchVisitor {
    private static final int MOST_WAITING = 256;

    private final HotState hot;
    private final long began;
    private final Region region;
    private final @Nullable Position center;
    private final RowFilter filter;
    private final Hits hits;
    private final FoundPlaces waiting;
    private final RowState row = new RowState();

    /** Begins a search around a centre, or null, in memory that nobody else uses meanwhile. */
    AreaSearch(
            HotState hot, Region region, @Nullable Position center, RowFilter filter, Hits hits, FoundPlaces waiting) {
        this.hot = hot;
        this.began = hot.began();
        this.region = region;
        this.center = center;
        this.filter = filter;
        this.hits = hits;
        this.waiting = waiting;
        waiting.clear();
    }

    /** Searches. */
    void run(Cancellation cancellation) {
        if (hot.index.search(region, CancellableVisitors.search(this, cancellation))) {
            decideWaiting();
            return;
        }
        hits.reset();
        filter.reset();
        hot.forEachPresent(row, CancellableVisitors.rows(found -> decide(), cancellation));
    }

    @Override
    public boolean visit(int handle, double lon, double lat, double alt) {
        if (!region.contains(lon, lat, alt)) {
            return true;
        }
        if (waiting.count() == MOST_WAITING) {
            decideWaiting();
        }
        waiting.add(handle, lon, lat, alt, 0);
        return !hits.wantsNoMoreThan(waiting.count()) || decideWaiting();
    }

    /** Reads the rows of those that wait; whether further ones can matter. */
    private boolean decideWaiting() {
        hits.reserve(waiting.countPresent(hot.rows));
        boolean goOn = true;
        for (int i = 0; i < waiting.count() && goOn; i++) {
            goOn = !hot.readPresent(waiting.handle(i), row, began) || (waiting.isAt(i, row) ? take() : decide());
        }
        waiting.clear();
        return goOn;
    }

    private boolean decide() {
        double lon = LonLat.canonicalLon(row.lon, row.lat);
        return !region.contains(lon, LonLat.canonicalLat(row.lat), row.alt) || take();
    }

    private boolean take() {
        double distance = center == null ? Double.NaN : RowFilter.distance(center, row);
        return !filter.passes(row, distance) || hits.offer(row, distance);
    }
}
