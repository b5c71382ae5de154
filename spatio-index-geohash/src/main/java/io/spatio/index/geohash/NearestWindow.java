package io.spatio.index.geohash;

import io.spatio.spi.Metric;

/**
 * A growing rectangle of tiles about the place where a nearest search begins. The world outside it is covered by four
 * strips, one per side, which stand in the search's heap with their lower bounds like everything else: popping one grows
 * the window by a column or a row of tiles. So the next tiles are found by their keys, without a walk from the world down
 * to them, and what ends the search is still the metric's own bound of all that was not read, wherever the search began.
 *
 * <p>One thread only.
 */
final class NearestWindow {
    /** How many tiles are looked for before the pyramid, which leaps over emptiness, serves better. */
    static final int MOST_PROBES = 256;

    private static final int WEST = 0;
    private static final int SOUTH = 1;
    private static final int EAST = 2;
    private static final int SIDES = 4;

    private final CellSystem cells;
    private final TileTable tiles;
    private final Scratch scratch;
    private final Metric metric;
    private final int xShift;
    private final int yShift;
    private int minX;
    private int minY;
    private int maxX;
    private int maxY;
    private int probes;

    /** A window of the one tile that holds a finest column and row, whose strips are pushed. */
    NearestWindow(CellSystem cells, TileTable tiles, Scratch scratch, Metric metric, int x, int y) {
        this.cells = cells;
        this.tiles = tiles;
        this.scratch = scratch;
        this.metric = metric;
        this.xShift = cells.tileXShift();
        this.yShift = cells.tileYShift();
        minX = x >>> xShift;
        minY = y >>> yShift;
        maxX = minX;
        maxY = minY;
        probe(minX, minY, Double.POSITIVE_INFINITY);
        for (int side = 0; side < SIDES; side++) {
            pushStrip(side);
        }
    }

    /** Grows over the strip of a side, and pushes its tiles and the rest of the strip; false where it has grown enough. */
    boolean grow(int side, double cutOff) {
        boolean column = side == WEST || side == EAST;
        probes += column ? maxY - minY + 1 : maxX - minX + 1;
        if (probes > MOST_PROBES) {
            return false;
        }
        if (column) {
            int x = side == WEST ? --minX : ++maxX;
            for (int y = minY; y <= maxY; y++) {
                probe(x, y, cutOff);
            }
        } else {
            int y = side == SOUTH ? --minY : ++maxY;
            for (int x = minX; x <= maxX; x++) {
                probe(x, y, cutOff);
            }
        }
        pushStrip(side);
        return true;
    }

    private void probe(int x, int y, double cutOff) {
        Tile tile = tiles.find(cells.key(x, y));
        if (tile != null) {
            double bound = metric.lowerBound(
                    Raster.west(x << xShift),
                    Raster.south(y << yShift),
                    Raster.west((x + 1) << xShift),
                    Raster.south((y + 1) << yShift));
            if (!(bound > cutOff)) {
                scratch.heap.push(bound, Nearest.TILE | scratch.addWalk(tile));
            }
        }
    }

    /** Pushes what lies beyond a side, unless the world ends there. */
    private void pushStrip(int side) {
        double west = Raster.west(minX << xShift);
        double south = Raster.south(minY << yShift);
        double east = Raster.west((maxX + 1) << xShift);
        double north = Raster.south((maxY + 1) << yShift);
        double bound;
        if (side == WEST) {
            bound = west > -180 ? metric.lowerBound(-180, -90, west, 90) : Double.NaN;
        } else if (side == SOUTH) {
            bound = south > -90 ? metric.lowerBound(-180, -90, 180, south) : Double.NaN;
        } else if (side == EAST) {
            bound = east < 180 ? metric.lowerBound(east, -90, 180, 90) : Double.NaN;
        } else {
            bound = north < 90 ? metric.lowerBound(-180, north, 180, 90) : Double.NaN;
        }
        if (bound >= 0) {
            scratch.heap.push(bound, Nearest.STRIP | side);
        }
    }
}
