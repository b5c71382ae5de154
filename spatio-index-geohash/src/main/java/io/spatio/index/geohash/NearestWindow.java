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
    private final int tileBits;
    private int minX;
    private int minY;
    private int maxX;
    private int maxY;
    private int probes;

    /** A window of the one tile that holds a canonical point, whose strips are pushed. */
    NearestWindow(CellSystem cells, TileTable tiles, Scratch scratch, Metric metric, double lon, double lat) {
        this.cells = cells;
        this.tiles = tiles;
        this.scratch = scratch;
        this.metric = metric;
        this.tileBits = cells.tileBits();
        minX = cells.x(lon) >>> cells.tileColumnsShift();
        minY = cells.y(lat) >>> cells.tileRowsShift();
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
        long key = 1L << tileBits | CellSystem.interleave(x, y, tileBits);
        Tile tile = tiles.find(key);
        if (tile != null) {
            double bound = metric.lowerBound(
                    cells.west(x, tileBits),
                    cells.south(y, tileBits),
                    cells.west(x + 1, tileBits),
                    cells.south(y + 1, tileBits));
            if (!(bound > cutOff)) {
                scratch.heap.push(bound, Nearest.FOUND | scratch.addFound(tile));
            }
        }
    }

    /** Pushes what lies beyond a side, unless the world ends there. */
    private void pushStrip(int side) {
        double west = cells.west(minX, tileBits);
        double south = cells.south(minY, tileBits);
        double east = cells.west(maxX + 1, tileBits);
        double north = cells.south(maxY + 1, tileBits);
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
