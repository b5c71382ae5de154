package io.spatio.core.engine;

import io.spatio.geometry.CenterMetric;

/**
 * The rows found so far by a nearest search that keeps every row as it was when it was found: for searches that options
 * restrict, and where rows move too fast for {@link NearestHandles}.
 *
 * <p>The distance in metres decides the order but costs several times the metric's cheap scale, which agrees with it but
 * for a margin. So the k least values of that scale give the cut-off, all rows within it and its margin are kept, and only
 * those are measured in metres, once, at the end. One thread.
 */
final class NearestHits {
    private static final int SLACK = 64;

    final CenterMetric metric;
    private final int k;
    private final Hits candidates;
    private int keepAtMost = SLACK;
    private final LeastValues least = new LeastValues();
    private double cutOff = Double.POSITIVE_INFINITY;

    /** Begins a search. */
    NearestHits(CenterMetric metric, int k) {
        this.candidates = new Hits(Hits.Order.NONE, Integer.MAX_VALUE);
        this.metric = metric;
        this.k = k;
        least.reset(k);
    }

    /** Beyond this value of the metric nothing matters. */
    double cutOff() {
        return cutOff;
    }

    /** Forgets all, to begin again. */
    void reset() {
        candidates.reset();
        least.reset(k);
        cutOff = Double.POSITIVE_INFINITY;
        keepAtMost = SLACK;
    }

    /** Takes a row with its value of the metric. */
    void offer(RowState row, double value) {
        if (value > cutOff) {
            return;
        }
        candidates.offer(row, value);
        if (least.offer(value) && least.isFull()) {
            cutOff = metric.tieCutOff(least.greatest());
            if (candidates.size() > keepAtMost) {
                candidates.keepWithin(cutOff);
                keepAtMost = 2 * candidates.size() + SLACK;
            }
        }
    }

    /** The k nearest rows, measured and ordered in metres. */
    Hits toHits() {
        Hits hits = new Hits(Hits.Order.DISTANCE, k);
        RowState row = new RowState();
        for (int slot = 0; slot < candidates.size(); slot++) {
            if (candidates.copy(slot, row) <= cutOff) {
                hits.offer(row, metric.meters(row.lon, row.lat, row.alt));
            }
        }
        return hits;
    }
}
