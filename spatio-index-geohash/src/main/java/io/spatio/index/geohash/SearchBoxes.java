package io.spatio.index.geohash;

import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;

/** The boxes of one region with the finest columns and rows they meet. One thread only; filled per search. */
final class SearchBoxes {
    private double[] edges = new double[4];
    private int[] ranges = new int[4];
    private int count;

    void set(Region region) {
        count = region.boxCount();
        if (ranges.length < 4 * count) {
            edges = new double[4 * count];
            ranges = new int[4 * count];
        }
        for (int i = 0; i < count; i++) {
            LonLatBox box = region.box(i);
            // Plus 0 makes -0.0 a 0.0, which Buckets asks for.
            edges[4 * i] = box.minLon() + 0.0;
            edges[4 * i + 1] = box.minLat() + 0.0;
            edges[4 * i + 2] = box.maxLon() + 0.0;
            edges[4 * i + 3] = box.maxLat() + 0.0;
            ranges[4 * i] = Raster.x(box.minLon());
            ranges[4 * i + 1] = Raster.y(box.minLat());
            ranges[4 * i + 2] = Raster.x(box.maxLon());
            ranges[4 * i + 3] = Raster.y(box.maxLat());
        }
    }

    int count() {
        return count;
    }

    double west(int box) {
        return edges[4 * box];
    }

    double south(int box) {
        return edges[4 * box + 1];
    }

    double east(int box) {
        return edges[4 * box + 2];
    }

    double north(int box) {
        return edges[4 * box + 3];
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

    /** Whether one of the boxes meets a cell whose column and row are shorter than the finest by a number of bits. */
    boolean meet(int x, int y, int xShift, int yShift) {
        for (int i = 0; i < 4 * count; i += 4) {
            if (x >= ranges[i] >>> xShift
                    && x <= ranges[i + 2] >>> xShift
                    && y >= ranges[i + 1] >>> yShift
                    && y <= ranges[i + 3] >>> yShift) {
                return true;
            }
        }
        return false;
    }
}
