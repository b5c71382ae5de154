package io.spatio.index.geohash;

import java.util.Arrays;

/** A growing row of copied entries. One thread only. */
final class Candidates {
    private static final int KEPT = 1 << 16;

    private int[] handles = new int[64];
    private double[] points = new double[3 * 64];
    private int size;

    int size() {
        return size;
    }

    /** Forgets all entries from one on, or takes up what was written behind them. */
    void setSize(int newSize) {
        size = newSize;
    }

    /** Forgets everything, and large arrays too. */
    void clear() {
        size = 0;
        if (handles.length > KEPT) {
            handles = new int[64];
            points = new double[3 * 64];
        }
    }

    /** Makes room for some more entries. */
    void reserve(int more) {
        if (size + more > handles.length) {
            int capacity = Math.max(size + more, 2 * handles.length);
            handles = Arrays.copyOf(handles, capacity);
            points = Arrays.copyOf(points, 3 * capacity);
        }
    }

    /** The handles, for who writes behind them after {@link #reserve} and tells so by {@link #setSize}. */
    int[] handles() {
        return handles;
    }

    /** The same for the points: longitude, latitude and altitude of each. */
    double[] points() {
        return points;
    }

    int handle(int i) {
        return handles[i];
    }

    double lon(int i) {
        return points[3 * i];
    }

    double lat(int i) {
        return points[3 * i + 1];
    }

    double alt(int i) {
        return points[3 * i + 2];
    }
}
