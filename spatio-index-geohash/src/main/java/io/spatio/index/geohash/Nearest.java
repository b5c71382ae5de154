package io.spatio.index.geohash;

import io.spatio.spi.Metric;
import io.spatio.spi.NearestVisitor;
import java.util.Objects;

/**
 * One nearest search: best first by the metric's lower bound, through tiles and cells to the objects themselves (Hjaltason
 * and Samet, "Distance Browsing in Spatial Databases", 1999). It ends when the least bound is strictly above the visitor's
 * cut-off.
 *
 * <p>Tiles come from a {@link NearestWindow} about the metric's centre. Where it has none, or the window has grown large,
 * the pyramid's nodes are walked from the root instead.
 *
 * <p>Offers cannot be taken back, so each handle is offered once at most, and where the cells read have changed meanwhile
 * the walk is made again for what is missing: short, because the cut-off is already tight.
 */
final class Nearest {
    /** In the heap, marks one of the window's strips. Marked keys are shorter. */
    static final long STRIP = 1L << 62;

    /** In the heap, marks the walk of a tile, by its place in the scratch. */
    static final long TILE = 1L << 61;

    /** A tile of so few objects is read as a whole: dearer than their distances are the bounds of cells. */
    private static final int SMALL_TILE = 2 * Buckets.CAPACITY;

    /** A branch is halved in both axes, twice. */
    private static final int QUARTER_BITS = CellSystem.BRANCH_BITS / 2;

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
    private final boolean canonicalStart;
    private final int startX;
    private final int startY;
    private TileTable tiles;
    private boolean mayBeRead;
    private double cutOff = Double.POSITIVE_INFINITY;

    Nearest(Scratch scratch, Grid grid, Metric metric, NearestVisitor visitor) {
        this.scratch = scratch;
        this.grid = grid;
        this.cells = grid.cells();
        this.metric = metric;
        this.visitor = visitor;
        this.reader = new TileReader(grid, scratch);
        this.tiles = grid.directory().tiles();
        this.limit = Math.max(LARGE, grid.size() >>> GIVE_UP_SHIFT);
        double lon = metric.startLon();
        double lat = metric.startLat();
        this.canonicalStart = lon >= -180 && lon < 180 && lat >= -90 && lat <= 90;
        this.startX = canonicalStart ? Raster.x(lon) : 0;
        this.startY = canonicalStart ? Raster.y(lat) : 0;
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
        tiles = directory.tiles();
        BoundHeap heap = scratch.heap;
        NearestWindow window = canonicalStart ? new NearestWindow(cells, tiles, scratch, metric, startX, startY) : null;
        mayBeRead = false;
        if (window == null) {
            heap.push(0, Pyramid.ROOT);
        }
        while (!heap.isEmpty()) {
            double bound = heap.leastBound();
            if (bound > cutOff) {
                return true;
            }
            long key = heap.pop();
            if (key < TILE) {
                open(directory, key, bound);
            } else if (key < STRIP) {
                walk(key);
            } else if (window == null || !window.grow((int) key, cutOff)) {
                heap.clear();
                heap.push(0, Pyramid.ROOT);
                mayBeRead = true;
            }
            if (scratch.offered.size() > limit) {
                return false;
            }
        }
        return true;
    }

    private void offer(int handle, double lon, double lat, double alt) {
        if (scratch.offered.add(handle)) {
            cutOff = Math.min(cutOff, visitor.offer(handle, lon, lat, alt));
        }
    }

    private void open(Directory directory, long key, double bound) {
        int bits = Pyramid.bits(key);
        if (bits < cells.tileBits()) {
            expand(directory, key, bits, bound);
            return;
        }
        if ((bits - cells.tileBits()) % CellSystem.BRANCH_BITS != 0) {
            pushQuarters(key, bits);
            return;
        }
        Tile tile = tiles.find(key);
        if (tile != null) {
            walk(TILE | scratch.addWalk(tile));
        }
    }

    /** Pushes four parts of a tile that has branched, or of one of these the tiles. */
    private void pushQuarters(long key, int bits) {
        int quarterBits = bits + QUARTER_BITS;
        boolean tilesBelow = (quarterBits - cells.tileBits()) % CellSystem.BRANCH_BITS == 0;
        for (long i = 0; i < 1L << QUARTER_BITS; i++) {
            long quarter = key << QUARTER_BITS | i;
            if (!tilesBelow || tiles.find(quarter) != null) {
                push(quarter, quarterBits);
            }
        }
    }

    private void push(long key, int bits) {
        long prefix = key ^ 1L << bits;
        int x = Raster.x(prefix, bits);
        int y = Raster.y(prefix, bits);
        int xShift = Raster.xShift(bits);
        int yShift = Raster.yShift(bits);
        double bound = metric.lowerBound(
                Raster.west(x << xShift),
                Raster.south(y << yShift),
                Raster.west((x + 1) << xShift),
                Raster.south((y + 1) << yShift));
        if (!(bound > cutOff)) {
            scratch.heap.push(bound, key);
        }
    }

    /** Walks on in a tile until something else is nearer. */
    private void walk(long key) {
        CellWalk walk = scratch.walk((int) key);
        if (!walk.opened() && !open(walk)) {
            return;
        }
        double next = scratch.heap.isEmpty() ? Double.POSITIVE_INFINITY : scratch.heap.leastBound();
        while (true) {
            int side = walk.nearestSide();
            double bound = walk.bound(side);
            if (bound > cutOff || bound == Double.POSITIVE_INFINITY) {
                return;
            }
            if (bound > next) {
                scratch.heap.push(bound, key);
                return;
            }
            if (!walk.grow(side, this, metric)) {
                return;
            }
        }
    }

    /** Reads a tile's nearest cell; false where there is no more to read. */
    private boolean open(CellWalk walk) {
        Tile tile = Objects.requireNonNull(walk.tile());
        if (tile.count() <= SMALL_TILE && !tile.isBranch()) {
            scratch.candidates.clear();
            reader.copyCells(tile);
            noteRead(tile);
            takeObjects();
            return false;
        }
        int[] heads = reader.heads(tile);
        noteRead(tile);
        // One that branches just now holds nothing, or has another stamp in the end.
        if (tile.isBranch()) {
            pushQuarters(tile.key(), tile.cells().tileBits());
            return false;
        }
        CellSystem system = tile.cells();
        long prefix = tile.key() ^ 1L << system.tileBits();
        int tileX = Raster.x(prefix, system.tileBits());
        int tileY = Raster.y(prefix, system.tileBits());
        int cell = walk.open(system, heads, tileX, tileY, startX, startY);
        scratch.buckets.touched = walk.touchAround(grid.buckets());
        if (!readCell(tile, heads, cell)) {
            return false;
        }
        walk.bound(metric);
        return true;
    }

    /** Whether something of a lower bound may be offered. */
    boolean reaches(double bound) {
        return !(bound > cutOff);
    }

    /** Offers what a cell holds; false where the tile has been cut into other cells. */
    boolean readCell(Tile tile, int[] heads, int cell) {
        scratch.candidates.clear();
        boolean known = reader.copyCell(tile, heads, cell);
        takeObjects();
        return known;
    }

    /**
     * Pushes what a key leads to. A word of up to 64 children is halved in both axes at a time: four bounds per step lead to
     * the nearest children, where 64 would be asked for at once. What has one part in use is passed through without.
     */
    private void expand(Directory directory, long key, int bits, double bound) {
        int tileBits = cells.tileBits();
        int nodeBits = Pyramid.level(bits, tileBits);
        int below = bits - nodeBits;
        int left = Pyramid.step(nodeBits, tileBits) - below;
        long all = directory.pyramid().children(key >>> below);
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
            push(key << step | part, childBits);
        }
    }

    private static long lowest(int count) {
        return count == Long.SIZE ? -1 : (1L << count) - 1;
    }

    /** The stamp of the first look is the one to compare at the end, whatever a later look at the same tile sees. */
    private void noteRead(Tile tile) {
        if (!mayBeRead || scratch.read.find(tile) < 0) {
            scratch.read.set(scratch.read.add(tile), reader.stamp(), 0, 0);
        }
    }

    /** Offers what was copied; the order among it does not matter. */
    private void takeObjects() {
        Candidates candidates = scratch.candidates;
        for (int i = 0; i < candidates.size(); i++) {
            double lon = candidates.lon(i);
            double lat = candidates.lat(i);
            double alt = candidates.alt(i);
            if (cutOff == Double.POSITIVE_INFINITY || metric.distance(lon, lat, alt) <= cutOff) {
                offer(candidates.handle(i), lon, lat, alt);
            }
        }
    }
}
