package io.spatio.core.engine;

import io.spatio.Position;
import io.spatio.geometry.CenterMetric;
import io.spatio.geometry.LonLat;
import io.spatio.geometry.Metrics;
import java.util.Arrays;

/**
 * The objects found so far by a nearest search, by the places the index told: few rows are ever read, and those at the end,
 * one after the other, so that the misses of the caches overlap.
 *
 * <p>A place the index tells is one the object had during the search. If the rows still have these places at the end, the
 * answer is what reading them at once would have been; if one has moved on, the search is made again. One thread; used
 * again from search to search.
 */
final class NearestHandles {
    private static final int SLACK = 64;
    private static final int FIRST_CAPACITY = 64;

    private final LeastValues least = new LeastValues();
    private CenterMetric metric = Metrics.of(Position.of(0, 0));
    private int k;
    private int keepAtMost;
    private double cutOff;
    private int[] handles = new int[FIRST_CAPACITY];
    /** Longitude, latitude, altitude and value of the metric. */
    private double[] places = new double[FIRST_CAPACITY * 4];

    private int count;

    /** Begins a search for the k nearest. */
    void begin(CenterMetric by, int nearest) {
        metric = by;
        k = nearest;
        least.reset(nearest);
        keepAtMost = (int) Math.min(Integer.MAX_VALUE, SLACK + (long) nearest);
        cutOff = Double.POSITIVE_INFINITY;
        count = 0;
    }

    /** How many objects there is room for without growing. */
    int capacity() {
        return handles.length;
    }

    /** Takes an object at the place the index tells, and returns the value beyond which nothing matters. */
    double offer(int handle, double lon, double lat, double alt) {
        double value = metric.distance(lon, lat, alt);
        if (value > cutOff) {
            return cutOff;
        }
        if (count == handles.length) {
            handles = Arrays.copyOf(handles, count * 2);
            places = Arrays.copyOf(places, count * 8);
        }
        store(count++, handle, lon, lat, alt, value);
        if (least.offer(value) && least.isFull()) {
            cutOff = metric.tieCutOff(least.greatest());
            if (count > keepAtMost) {
                keepWithinCutOff();
            }
        }
        return cutOff;
    }

    private void store(int slot, int handle, double lon, double lat, double alt, double value) {
        handles[slot] = handle;
        int at = slot * 4;
        places[at] = lon;
        places[at + 1] = lat;
        places[at + 2] = alt;
        places[at + 3] = value;
    }

    private void keepWithinCutOff() {
        int kept = 0;
        for (int slot = 0; slot < count; slot++) {
            int at = slot * 4;
            if (places[at + 3] <= cutOff) {
                store(kept++, handles[slot], places[at], places[at + 1], places[at + 2], places[at + 3]);
            }
        }
        count = kept;
        keepAtMost = (int) Math.min(Integer.MAX_VALUE, 2L * count + SLACK);
    }

    /**
     * The k nearest rows, measured and ordered in metres.
     *
     * @param began {@link HotState#began} of the search: a younger row is not its
     * @return whether all rows were where the index had told; if not, the hits are of no use
     */
    boolean fill(Hits hits, ObjectTable rows, long began) {
        keepWithinCutOff();
        if (rows.countPresent(handles, count) < count) {
            return false;
        }
        hits.reserve(Math.min(k, count));
        RowState row = new RowState();
        for (int slot = 0; slot < count; slot++) {
            rows.read(handles[slot], row);
            if (row.birth > began || !isAt(row, slot * 4)) {
                return false;
            }
            hits.offer(row, metric.meters(row.lon, row.lat, row.alt));
        }
        return true;
    }

    private boolean isAt(RowState row, int place) {
        return row.isPresent()
                && LonLat.canonicalLon(row.lon, row.lat) == places[place]
                && LonLat.canonicalLat(row.lat) == places[place + 1]
                && Double.doubleToLongBits(row.alt) == Double.doubleToLongBits(places[place + 2]);
    }
}
