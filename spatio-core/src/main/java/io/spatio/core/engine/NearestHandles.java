package io.spatio.core.engine;

import io.spatio.Identifiers;
import io.spatio.geometry.CenterMetric;
import io.spatio.spi.NearestVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The objects found so far by a nearest search, by the places the index told: few rows are ever read, and those at the end,
 * one after the other, so that the misses of the caches overlap.
 *
 * <p>A place the index tells is one the object had during the search. If the rows still have these places at the end, the
 * answer is what reading them at once would have been; if one has moved on, the search is made again. One thread.
 */
final class NearestHandles implements NearestVisitor {
    private static final int SLACK = 64;
    /** Up to this many are put in order by insertion; the index finds them nearly in order. */
    private static final int FEW = 32;

    private final CenterMetric metric;
    private final int k;
    private final FoundPlaces found;
    private final LeastValues least;
    private int keepAtMost;
    private double cutOff = Double.POSITIVE_INFINITY;

    /** Begins a search for the k nearest, in memory that nobody else uses meanwhile. */
    NearestHandles(CenterMetric metric, int k, FoundPlaces found, LeastValues least) {
        this.metric = metric;
        this.k = k;
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
     * @return the rows, or null where not all were where the index had told
     */
    @Nullable
    Hits take(ObjectTable rows, long began) {
        found.keepWithin(cutOff);
        if (found.countPresent(rows) < found.count()) {
            return null;
        }
        return found.count() <= FEW ? takeFew(rows, began) : takeMany(rows, began);
    }

    /** Puts few in order by their places and ids, and reads the rows of the first k alone. */
    private @Nullable Hits takeFew(ObjectTable rows, long began) {
        int[] order = order(rows);
        Hits hits = new Hits(Hits.Order.NONE, k);
        hits.reserve(order.length);
        RowState row = new RowState();
        for (int i = 0; i < order.length && i < k; i++) {
            if (!read(rows, order[i], row, began)) {
                return null;
            }
            hits.offer(row, found.value(order[i]));
        }
        return hits;
    }

    /** What was found, by metres and, where these are equal, by id; metres take the place of the values. */
    private int[] order(ObjectTable rows) {
        int[] order = new int[found.count()];
        for (int place = 0; place < order.length; place++) {
            double meters = metric.meters(found.lon(place), found.lat(place), found.alt(place));
            found.setValue(place, meters);
            int at = place;
            for (; at > 0 && isBehind(rows, order[at - 1], place, meters); at--) {
                order[at] = order[at - 1];
            }
            order[at] = place;
        }
        return order;
    }

    private boolean isBehind(ObjectTable rows, int before, int place, double meters) {
        double metersBefore = found.value(before);
        if (metersBefore != meters) {
            return metersBefore > meters;
        }
        // A row that another object has got meanwhile may stand anywhere: if it is taken, it is found to be too young.
        String idBefore = rows.id(found.handle(before));
        String id = rows.id(found.handle(place));
        return idBefore != null && id != null && Identifiers.compare(idBefore, id) > 0;
    }

    private @Nullable Hits takeMany(ObjectTable rows, long began) {
        Hits hits = new Hits(Hits.Order.DISTANCE, k);
        hits.reserve(found.count());
        RowState row = new RowState();
        for (int place = 0; place < found.count(); place++) {
            if (!read(rows, place, row, began)) {
                return null;
            }
            hits.offer(row, metric.meters(row.lon, row.lat, row.alt));
        }
        return hits;
    }

    /** Reads a row; whether it is where the index told, and no younger than the search. */
    private boolean read(ObjectTable rows, int place, RowState row, long began) {
        rows.read(found.handle(place), row);
        return row.isPresent() && row.birth <= began && found.isAt(place, row);
    }
}
