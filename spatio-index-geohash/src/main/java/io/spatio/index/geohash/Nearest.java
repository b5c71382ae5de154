package io.spatio.index.geohash;

import io.spatio.spi.Metric;
import io.spatio.spi.NearestVisitor;

/**
 * One nearest search: best first by the metric's lower bound, from the pyramid's root through nodes and tiles to cells
 * (Hjaltason and Samet, "Distance Browsing in Spatial Databases", 1999). It ends when the least bound is strictly above the
 * visitor's cut-off; what a cell holds farther away than the cut-off is not offered.
 *
 * <p>Offers cannot be taken back, so each handle is offered once at most, and where the cells read have changed meanwhile
 * the walk is made again for what is missing: short, because the cut-off is already tight.
 */
final class Nearest {
    private static final int ROUNDS = 8;
    private static final int GIVE_UP_SHIFT = 3;
    private static final int LARGE = 1 << 16;

    private final Scratch scratch;
    private final Grid grid;
    private final CellSystem cells;
    private final Metric metric;
    private final NearestVisitor visitor;
    private final TileReader reader;
    private final int limit;
    private double cutOff = Double.POSITIVE_INFINITY;

    Nearest(Scratch scratch, Grid grid, Metric metric, NearestVisitor visitor) {
        this.scratch = scratch;
        this.grid = grid;
        this.cells = grid.cells();
        this.metric = metric;
        this.visitor = visitor;
        this.reader = new TileReader(grid, scratch);
        this.limit = Math.max(LARGE, grid.size() >>> GIVE_UP_SHIFT);
        scratch.boxes.setEverywhere();
    }

    boolean run() {
        for (int round = 0; round < ROUNDS; round++) {
            scratch.forget();
            long creations = grid.creations();
            Directory directory = grid.directory();
            if (!walk(directory)) {
                return false;
            }
            if (valid(directory, creations)) {
                return true;
            }
        }
        return false;
    }

    private boolean valid(Directory directory, long creations) {
        for (int i = 0; i < scratch.read.size(); i++) {
            if (scratch.read.tile(i).cellChanges() != scratch.read.stamp(i)) {
                return false;
            }
        }
        return grid.creations() == creations && grid.directory() == directory;
    }

    private boolean walk(Directory directory) {
        BoundHeap heap = scratch.heap;
        heap.push(0, Pyramid.ROOT);
        while (!heap.isEmpty()) {
            double bound = heap.leastBound();
            if (bound > cutOff) {
                return true;
            }
            long key = heap.pop();
            int bits = Pyramid.bits(key);
            if (bits == cells.bits()) {
                if (!offer(directory, key)) {
                    return false;
                }
            } else {
                expand(directory, key, bits, bound);
            }
        }
        return true;
    }

    /**
     * Pushes what a key leads to. A word of up to 64 children is halved in both axes at a time: four bounds per step lead to
     * the nearest children, where 64 would be asked for at once. What has one part in use is passed through without.
     */
    private void expand(Directory directory, long key, int bits, double bound) {
        int tileBits = cells.tileBits();
        int nodeBits = bits >= tileBits ? tileBits : Pyramid.level(bits, tileBits);
        int below = bits - nodeBits;
        long node = key >>> below;
        int left = (bits >= tileBits ? cells.innerBits() : Pyramid.step(nodeBits, tileBits)) - below;
        long all =
                bits >= tileBits ? open(directory, node) : directory.pyramid().children(node);
        int place = (int) (key & ((1L << below) - 1));
        push(key, left, all >>> (place << left) & lowest(1 << left), bound);
    }

    private void push(long startKey, int startLeft, long startChildren, double startBound) {
        long key = startKey;
        int left = startLeft;
        long children = startChildren;
        while (left > 0 && children != 0) {
            int step = 2 - (left & 1);
            left -= step;
            int part = Long.numberOfTrailingZeros(children) >>> left;
            long inPart = children >>> (part << left) & lowest(1 << left);
            if (inPart << (part << left) != children) {
                pushParts(key, step, children, 1 << left);
                return;
            }
            key = key << step | part;
            children = inPart;
        }
        if (children != 0) {
            scratch.heap.push(startBound, key);
        }
    }

    private void pushParts(long key, int step, long children, int width) {
        int childBits = Pyramid.bits(key) + step;
        for (int part = 0; part < 1 << step; part++) {
            if ((children >>> (part * width) & lowest(width)) == 0) {
                continue;
            }
            long child = key << step | part;
            long prefix = child ^ 1L << childBits;
            int x = CellSystem.x(prefix, childBits);
            int y = CellSystem.y(prefix, childBits);
            double bound = metric.lowerBound(
                    cells.west(x, childBits),
                    cells.south(y, childBits),
                    cells.west(x + 1, childBits),
                    cells.south(y + 1, childBits));
            if (!(bound > cutOff)) {
                scratch.heap.push(bound, child);
            }
        }
    }

    private static long lowest(int count) {
        return count == Long.SIZE ? -1 : (1L << count) - 1;
    }

    /**
     * The cells in use of a tile, as bits. The stamp of the first look is the one to compare at the end, whatever a later
     * look at the same tile sees.
     */
    private long open(Directory directory, long key) {
        Tile tile = directory.tiles().find(key);
        if (tile == null) {
            return 0;
        }
        int used = reader.usedCells(tile);
        if (scratch.read.find(tile) < 0) {
            scratch.read.set(scratch.read.add(tile), reader.stamp(), 0, 0);
        }
        return used;
    }

    private boolean offer(Directory directory, long key) {
        Tile tile = directory.tiles().find(key >>> cells.innerBits());
        if (tile == null) {
            return true;
        }
        Candidates candidates = scratch.candidates;
        reader.copyCell(tile, (int) key & (tile.cells() - 1));
        for (int i = 0; i < candidates.size(); i++) {
            int handle = candidates.handle(i);
            double lon = candidates.lon(i);
            double lat = candidates.lat(i);
            double alt = candidates.alt(i);
            boolean beyond = cutOff < Double.POSITIVE_INFINITY && metric.distance(lon, lat, alt) > cutOff;
            if (!beyond && scratch.offered.add(handle)) {
                cutOff = Math.min(cutOff, visitor.offer(handle, lon, lat, alt));
            }
        }
        return scratch.offered.size() <= limit;
    }
}
