package com.example.quadtree;

import java.util.Arrays;

/**
 * A cell of a {@link Quadtree}: a leaf with a bucket of points, or four quarters. It holds the points with west ≤ lon and
 * lon &lt; east, except that the eastern and northern edges of the world belong to its outermost cells.
 */
final class Cell {
    /** Cells of this depth are a centimetre wide, and not cut any more. */
    static final int MAX_DEPTH = 32;

    private static final int[] NO_HANDLES = {};
    private static final double[] NO_DEGREES = {};
    private static final int FIRST_BUCKET = 4;

    final double west;
    final double south;
    final double east;
    final double north;
    private final int depth;

    /** How many points are here and below. */
    int size;

    /** South-west, south-east, north-west, north-east; none in a leaf. */
    Cell[] quarters;

    int[] handles = NO_HANDLES;
    double[] lons = NO_DEGREES;
    double[] lats = NO_DEGREES;
    double[] alts = NO_DEGREES;

    private Cell(double west, double south, double east, double north, int depth) {
        this.west = west;
        this.south = south;
        this.east = east;
        this.north = north;
        this.depth = depth;
    }

    static Cell world() {
        return new Cell(-180, -90, 180, 90, 0);
    }

    boolean isLeaf() {
        return quarters == null;
    }

    void add(int handle, double lon, double lat, double alt, int capacity) {
        if (isLeaf() && size >= capacity && depth < MAX_DEPTH) {
            split();
        }
        if (isLeaf()) {
            put(handle, lon, lat, alt);
        } else {
            quarter(lon, lat).add(handle, lon, lat, alt, capacity);
            size++;
        }
    }

    void remove(int handle, double lon, double lat, int capacity) {
        if (isLeaf()) {
            take(handle);
            return;
        }
        quarter(lon, lat).remove(handle, lon, lat, capacity);
        size--;
        // Half a bucket, so that a point going to and fro does not split and join at every step.
        if (size <= capacity / 2) {
            join();
        }
    }

    /** How many cells this one is and holds. */
    int count() {
        int count = 1;
        if (!isLeaf()) {
            for (Cell quarter : quarters) {
                count += quarter.count();
            }
        }
        return count;
    }

    private Cell quarter(double lon, double lat) {
        return quarters[(lon < middle(west, east) ? 0 : 1) + (lat < middle(south, north) ? 0 : 2)];
    }

    private static double middle(double from, double to) {
        return from + (to - from) / 2;
    }

    private void split() {
        double lon = middle(west, east);
        double lat = middle(south, north);
        quarters = new Cell[] {
            new Cell(west, south, lon, lat, depth + 1),
            new Cell(lon, south, east, lat, depth + 1),
            new Cell(west, lat, lon, north, depth + 1),
            new Cell(lon, lat, east, north, depth + 1)
        };
        for (int i = 0; i < size; i++) {
            quarter(lons[i], lats[i]).put(handles[i], lons[i], lats[i], alts[i]);
        }
        resize(0);
    }

    /** Becomes a leaf again; the quarters are leaves by now, having joined when they held as little. */
    private void join() {
        Cell[] joined = quarters;
        quarters = null;
        size = 0;
        for (Cell quarter : joined) {
            for (int i = 0; i < quarter.size; i++) {
                put(quarter.handles[i], quarter.lons[i], quarter.lats[i], quarter.alts[i]);
            }
        }
    }

    private void put(int handle, double lon, double lat, double alt) {
        if (size == handles.length) {
            resize(Math.max(FIRST_BUCKET, size + size / 2));
        }
        handles[size] = handle;
        lons[size] = lon;
        lats[size] = lat;
        alts[size] = alt;
        size++;
    }

    private void take(int handle) {
        int at = 0;
        while (handles[at] != handle) {
            at++;
        }
        size--;
        handles[at] = handles[size];
        lons[at] = lons[size];
        lats[at] = lats[size];
        alts[at] = alts[size];
    }

    private void resize(int length) {
        handles = Arrays.copyOf(handles, length);
        lons = Arrays.copyOf(lons, length);
        lats = Arrays.copyOf(lats, length);
        alts = Arrays.copyOf(alts, length);
    }
}
