package io.spatio.core.engine;

import io.spatio.geometry.CenterMetric;
import io.spatio.spi.NearestVisitor;

/**
 * The objects found so far by a nearest search, by the places the index told: few rows are ever read, and those at the end,
 * one after the other, so that the misses of the caches overlap.
 *
 * <p>A place the index tells is one the object had during the search. If the rows still have these places at the end, the
 * answer is what reading them at once would have been; if one has moved on, the search is made again. One thread.
 */
final class NearestHandles implements NearestVisitor {
    private static final int SLACK = 64;

    private final CenterMetric metric;
    private final FoundPlaces found;
    private final LeastValues least;
    private int keepAtMost;
    private double cutOff = Double.POSITIVE_INFINITY;

    /** Begins a search for the k nearest, in memory that nobody else uses meanwhile. */
    NearestHandles(CenterMetric metric, int k, FoundPlaces found, LeastValues least) {
        this.metric = metric;
        this.found = found;
        this.least = least;
        found.clear();
        least.reset(k);
        keepAtMost = (int) Math.min(Integer.MAX_VALUE, SLACK + (long) k);
    }

    @Override
    public double offer(int handle, double lon, double lat, double alt) {
        double value = metric.distance(lon, lat, alt);
        if (value > cutOff) {
            return cutOff;
        }
        found.add(handle, lon, lat, alt, value);
        if (least.offer(value) && least.isFull()) {
            cutOff = metric.tieCutOff(least.greatest());
            if (found.count() > keepAtMost) {
                found.keepWithin(cutOff);
                keepAtMost = (int) Math.min(Integer.MAX_VALUE, 2L * found.count() + SLACK);
            }
        }
        return cutOff;
    }

    /**
     * The k nearest rows, measured and ordered in metres.
     *
     * @param began {@link HotState#began} of the search: a younger row is not its
     * @return whether all rows were where the index had told; if not, the hits are of no use
     */
    boolean fill(Hits hits, ObjectTable rows, long began) {
        found.keepWithin(cutOff);
        if (found.countPresent(rows) < found.count()) {
            return false;
        }
        hits.reserve(found.count());
        RowState row = new RowState();
        for (int place = 0; place < found.count(); place++) {
            rows.read(found.handle(place), row);
            if (row.birth > began || !row.isPresent() || !found.isAt(place, row)) {
                return false;
            }
            hits.offer(row, metric.meters(row.lon, row.lat, row.alt));
        }
        return true;
    }
}
