package io.spatio.core.engine;

import io.spatio.Position;
import io.spatio.geometry.CenterMetric;
import io.spatio.geometry.Metrics;
import java.util.Arrays;

/**
 * The rows found so far by a nearest search.
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
    /** The k least values, the greatest on top, once there are k. */
    private double[] least = {};

    private int leastCount;
    private double cutOff = Double.POSITIVE_INFINITY;

    /**
     * Begins a search.
     *
     * @param candidates where to keep rows, unlimited and in any order; reused from search to search, because new memory
     *     for each costs more than the search itself
     */
    NearestHits(Position center, int k, Hits candidates) {
        this.candidates = candidates;
        candidates.reset();
        this.metric = Metrics.of(center);
        this.k = k;
    }

    /** Beyond this value of the metric nothing matters. */
    double cutOff() {
        return cutOff;
    }

    /** Forgets all, to begin again. */
    void reset() {
        candidates.reset();
        leastCount = 0;
        cutOff = Double.POSITIVE_INFINITY;
        keepAtMost = SLACK;
    }

    /** Takes a row with its value of the metric. */
    void offer(RowState row, double value) {
        if (value > cutOff) {
            return;
        }
        candidates.offer(row, value);
        if (leastCount < k) {
            add(value);
        } else if (value < least[0]) {
            least[0] = value;
            siftDown(0);
        }
        if (leastCount == k) {
            cutOff = metric.tieCutOff(least[0]);
            if (candidates.size() > keepAtMost) {
                candidates.keepWithin(cutOff);
                keepAtMost = 2 * candidates.size() + SLACK;
            }
        }
    }

    private void add(double value) {
        if (leastCount == least.length) {
            least = Arrays.copyOf(least, (int) Math.min(k, Math.max(16, leastCount * 2L)));
        }
        least[leastCount++] = value;
        if (leastCount == k) {
            for (int i = k / 2 - 1; i >= 0; i--) {
                siftDown(i);
            }
        }
    }

    private void siftDown(int from) {
        double value = least[from];
        int at = from;
        for (int child = 2 * at + 1; child < leastCount; child = 2 * at + 1) {
            if (child + 1 < leastCount && least[child + 1] > least[child]) {
                child++;
            }
            if (least[child] <= value) {
                break;
            }
            least[at] = least[child];
            at = child;
        }
        least[at] = value;
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
