package io.spatio.index.geohash;

import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;

/** The boxes of one region with the columns and rows of the cells they meet. One thread only; filled per search. */
final class SearchBoxes {
    private double[] edges = new double[4];
    private int[] ranges = new int[4];
    private int count;

    void set(Region region, CellSystem cells) {
        count = region.boxCount();
        if (ranges.length < 4 * count) {
            edges = new double[4 * count];
            ranges = new int[4 * count];
        }
        for (int i = 0; i < count; i++) {
            LonLatBox box = region.box(i);
            edges[4 * i] = box.minLon();
            edges[4 * i + 1] = box.minLat();
            edges[4 * i + 2] = box.maxLon();
            edges[4 * i + 3] = box.maxLat();
            ranges[4 * i] = cells.x(box.minLon());
            ranges[4 * i + 1] = cells.y(box.minLat());
            ranges[4 * i + 2] = cells.x(box.maxLon());
            ranges[4 * i + 3] = cells.y(box.maxLat());
        }
    }

    /** One box that contains every point; it has no columns and rows. */
    void setEverywhere() {
        count = 1;
        edges[0] = -180;
        edges[1] = -90;
        edges[2] = 180;
        edges[3] = 90;
    }

    int count() {
        return count;
    }

    /** The westernmost column of a box. */
    int minX(int box) {
        return ranges[4 * box];
    }

    /** The southernmost row of a box. */
    int minY(int box) {
        return ranges[4 * box + 1];
    }

    /** The easternmost column of a box. */
    int maxX(int box) {
        return ranges[4 * box + 2];
    }

    /** The northernmost row of a box. */
    int maxY(int box) {
        return ranges[4 * box + 3];
    }

    /** Whether one of the boxes contains a point. */
    boolean contain(double lon, double lat) {
        for (int i = 0; i < 4 * count; i += 4) {
            if (lon >= edges[i] && lat >= edges[i + 1] && lon <= edges[i + 2] && lat <= edges[i + 3]) {
                return true;
            }
        }
        return false;
    }

    /** The cells that one of the boxes meets, of the tile whose first cell is at a column and a row, as bits. */
    int cellsMet(CellSystem cells, int x, int y) {
        int met = 0;
        for (int i = 0; i < 4 * count; i += 4) {
            met |= cells.innerCells(ranges[i] - x, ranges[i + 1] - y, ranges[i + 2] - x, ranges[i + 3] - y);
        }
        return met;
    }

    /** Whether one of the boxes meets a cell of a prefix shorter by some columns' and rows' bits. */
    boolean meet(int x, int y, int lonShift, int latShift) {
        for (int i = 0; i < 4 * count; i += 4) {
            if (x >= ranges[i] >>> lonShift
                    && x <= ranges[i + 2] >>> lonShift
                    && y >= ranges[i + 1] >>> latShift
                    && y <= ranges[i + 3] >>> latShift) {
                return true;
            }
        }
        return false;
    }
}
