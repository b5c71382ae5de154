package io.spatio.index.geohash;

import static java.util.Objects.requireNonNull;

import io.spatio.spi.Metric;
import org.jspecify.annotations.Nullable;

/**
 * A growing rectangle of cells of one tile about the place where a nearest search begins, or the place of the tile that is
 * nearest to it by columns and rows. What is left of the tile is covered by four strips, one per side, each with its lower
 * bound; the nearest is grown over next. So a bound is asked for per row or column, not per cell, and the cells of a crowded
 * tile that are far away are never looked at.
 *
 * <p>One thread only; used again by {@link Scratch}.
 */
final class CellWalk {
    private static final int SIDES = 4;
    private static final int WEST = 0;
    private static final int SOUTH = 1;
    private static final int EAST = 2;
    private static final int[] NOT_OPENED = {};

    private final double[] bounds = new double[SIDES];
    private @Nullable Tile tile;
    private int[] heads = NOT_OPENED;
    private int xShift;
    private int yShift;
    private int columnBits;
    /** The tile's cells, in columns and rows of cells of their size; both ends included. */
    private int tileMinX;

    private int tileMinY;
    private int tileMaxX;
    private int tileMaxY;
    /** The cells walked. */
    private int minX;

    private int minY;
    private int maxX;
    private int maxY;

    /** Turns to a tile. */
    void set(@Nullable Tile newTile) {
        tile = newTile;
        heads = NOT_OPENED;
    }

    @Nullable
    Tile tile() {
        return tile;
    }

    boolean opened() {
        return heads.length > 0;
    }

    /** Begins at the cell that a finest column and row lie in, or the nearest one, which is returned. */
    int open(CellSystem cells, int[] tileHeads, int tileX, int tileY, int x, int y) {
        heads = tileHeads;
        int innerBits = Tile.innerBits(heads);
        xShift = cells.xShift(innerBits);
        yShift = cells.yShift(innerBits);
        columnBits = cells.columnBits(innerBits);
        tileMinX = tileX << columnBits;
        tileMinY = tileY << (innerBits - columnBits);
        tileMaxX = tileMinX + (1 << columnBits) - 1;
        tileMaxY = tileMinY + (1 << (innerBits - columnBits)) - 1;
        minX = Math.max(tileMinX, Math.min(tileMaxX, x >>> xShift));
        minY = Math.max(tileMinY, Math.min(tileMaxY, y >>> yShift));
        maxX = minX;
        maxY = minY;
        return cell(minX, minY);
    }

    /** Touches the cells around the first one, which will be read next most likely; a number that means nothing. */
    int touchAround(Buckets buckets) {
        int touching = 0;
        for (int y = Math.max(tileMinY, minY - 1); y <= Math.min(tileMaxY, minY + 1); y++) {
            for (int x = Math.max(tileMinX, minX - 1); x <= Math.min(tileMaxX, minX + 1); x++) {
                touching += buckets.touch(Tile.head(heads, cell(x, y)));
            }
        }
        return touching;
    }

    private int cell(int x, int y) {
        return (y - tileMinY) << columnBits | (x - tileMinX);
    }

    /** Takes up the bounds of all sides, after {@link #open}. */
    void bound(Metric metric) {
        for (int side = 0; side < SIDES; side++) {
            bound(metric, side);
        }
    }

    private void bound(Metric metric, int side) {
        double west = Raster.west(tileMinX << xShift);
        double south = Raster.south(tileMinY << yShift);
        double east = Raster.west((tileMaxX + 1) << xShift);
        double north = Raster.south((tileMaxY + 1) << yShift);
        boolean ends;
        if (side == WEST) {
            ends = minX == tileMinX;
            east = Raster.west(minX << xShift);
        } else if (side == SOUTH) {
            ends = minY == tileMinY;
            north = Raster.south(minY << yShift);
        } else if (side == EAST) {
            ends = maxX == tileMaxX;
            west = Raster.west((maxX + 1) << xShift);
        } else {
            ends = maxY == tileMaxY;
            south = Raster.south((maxY + 1) << yShift);
        }
        bounds[side] = ends ? Double.POSITIVE_INFINITY : metric.lowerBound(west, south, east, north);
    }

    /** The side that is nearest. */
    int nearestSide() {
        int nearest = 0;
        for (int side = 1; side < SIDES; side++) {
            if (bounds[side] < bounds[nearest]) {
                nearest = side;
            }
        }
        return nearest;
    }

    /** The bound of all that lies beyond a side; infinite where nothing does. */
    double bound(int side) {
        return bounds[side];
    }

    /** Grows over a column or a row; false where the tile has been cut into other cells meanwhile. */
    boolean grow(int side, Nearest search, Metric metric) {
        boolean known;
        if (side == WEST || side == EAST) {
            int x = side == WEST ? --minX : ++maxX;
            known = read(x, minY, x, maxY, search, metric);
        } else {
            int y = side == SOUTH ? --minY : ++maxY;
            known = read(minX, y, maxX, y, search, metric);
        }
        bound(metric, side);
        return known;
    }

    private boolean read(int fromX, int fromY, int toX, int toY, Nearest search, Metric metric) {
        boolean single = fromX == toX && fromY == toY;
        for (int y = fromY; y <= toY; y++) {
            for (int x = fromX; x <= toX; x++) {
                if ((single || search.reaches(bound(metric, x, y)))
                        && !search.readCell(requireNonNull(tile), heads, cell(x, y))) {
                    return false;
                }
            }
        }
        return true;
    }

    private double bound(Metric metric, int x, int y) {
        return metric.lowerBound(
                Raster.west(x << xShift),
                Raster.south(y << yShift),
                Raster.west((x + 1) << xShift),
                Raster.south((y + 1) << yShift));
    }
}
