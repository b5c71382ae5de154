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
            } else if (bits == cells.tileBits()) {
                open(directory, key, bound);
            } else {
                int step = Pyramid.step(bits, cells.tileBits());
                push(key, bits, step, directory.pyramid().children(key), bound);
            }
        }
        return true;
    }

    private void open(Directory directory, long key, double bound) {
        Tile tile = directory.tiles().find(key);
        if (tile != null) {
            int used = reader.usedCells(tile);
            scratch.read.set(scratch.read.add(tile), reader.stamp(), 0, 0);
            push(key, cells.tileBits(), cells.innerBits(), used, bound);
        }
    }

    private void push(long key, int bits, int step, long children, double parentBound) {
        if (Long.bitCount(children) == 1) {
            scratch.heap.push(parentBound, key << step | Long.numberOfTrailingZeros(children));
            return;
        }
        int childBits = bits + step;
        long prefix = (key ^ 1L << bits) << step;
        int baseX = CellSystem.x(prefix, childBits);
        int baseY = CellSystem.y(prefix, childBits);
        for (long left = children; left != 0; left &= left - 1) {
            int child = Long.numberOfTrailingZeros(left);
            int x = baseX + CellSystem.x(child, childBits);
            int y = baseY + CellSystem.y(child, childBits);
            double bound = metric.lowerBound(
                    cells.west(x, childBits),
                    cells.south(y, childBits),
                    cells.west(x + 1, childBits),
                    cells.south(y + 1, childBits));
            if (!(bound > cutOff)) {
                scratch.heap.push(bound, key << step | child);
            }
        }
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
