package io.spatio.index.geohash;

import java.util.Arrays;

/** A binary heap of keys by lower bound, the least first. One thread only. */
final class BoundHeap {
    private static final int KEPT = 1 << 14;

    private double[] bounds = new double[128];
    private long[] keys = new long[128];
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    double leastBound() {
        return bounds[0];
    }

    void push(double bound, long key) {
        if (size == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * size);
            keys = Arrays.copyOf(keys, 2 * size);
        }
        int at = size++;
        while (at > 0 && bounds[(at - 1) >>> 1] > bound) {
            int parent = (at - 1) >>> 1;
            bounds[at] = bounds[parent];
            keys[at] = keys[parent];
            at = parent;
        }
        bounds[at] = bound;
        keys[at] = key;
    }

    /** Takes out the key of the least bound. */
    long pop() {
        long least = keys[0];
        size--;
        double bound = bounds[size];
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && bounds[child + 1] < bounds[child]) {
                child++;
            }
            if (bounds[child] >= bound) {
                break;
            }
            bounds[at] = bounds[child];
            keys[at] = keys[child];
            at = child;
        }
        bounds[at] = bound;
        keys[at] = keys[size];
        return least;
    }

    /** Forgets everything, and large arrays too. */
    void clear() {
        size = 0;
        if (keys.length > KEPT) {
            bounds = new double[128];
            keys = new long[128];
        }
    }
}
