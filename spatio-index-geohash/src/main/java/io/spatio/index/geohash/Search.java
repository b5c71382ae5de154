package io.spatio.index.geohash;

import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import java.util.Objects;

/**
 * One search of a region: finds the tiles that meet it, copies what they hold inside the boxes, checks that all copies were
 * true at one moment, and only then visits. Where tiles changed meanwhile only these are read again, so a large search
 * beside many changes converges: each round is shorter than the one before.
 *
 * <p>A box of few tiles is enumerated by key; a larger one is walked down the pyramid, whatever its size.
 */
final class Search {
    /** Rounds of reading before giving up. */
    private static final int ROUNDS = 8;

    /** Boxes of at most this number of tiles are enumerated. */
    private static final int ENUMERATED = 32;

    /** The share of a large index a search may copy before it gives up: the caller's own rows are then cheaper. */
    private static final int GIVE_UP_SHIFT = 3;

    private static final int LARGE = 1 << 16;

    private final Scratch scratch;
    private final Grid grid;
    private final CellSystem cells;
    private final Region region;
    private final int tileBits;
    private final int limit;
    private final TileReader reader;
    private Directory directory;
    private boolean mayBeRead;

    Search(Scratch scratch, Grid grid, Region region) {
        this.scratch = scratch;
        this.grid = grid;
        this.cells = grid.cells();
        this.region = region;
        this.tileBits = cells.tileBits();
        this.limit = Math.max(LARGE, grid.size() >>> GIVE_UP_SHIFT);
        this.directory = grid.directory();
        this.reader = new TileReader(grid, scratch);
        scratch.boxes.set(region);
        this.mayBeRead = scratch.boxes.count() > 1;
    }

    boolean run(SearchVisitor visitor) {
        for (int round = 0; round < ROUNDS; round++) {
            long creations = grid.creations();
            Directory now = grid.directory();
            if (now != directory) {
                scratch.forget();
                directory = now;
            }
            if (!walk()) {
                return false;
            }
            if (valid(creations)) {
                visit(visitor);
                return true;
            }
            mayBeRead = true;
        }
        return false;
    }

    /** Whether all that was read was true together: at the moment when this check began. */
    private boolean valid(long creations) {
        for (int i = 0; i < scratch.read.size(); i++) {
            if (scratch.read.tile(i).members() != scratch.read.stamp(i)) {
                return false;
            }
        }
        return grid.creations() == creations && grid.directory() == directory;
    }

    private void visit(SearchVisitor visitor) {
        Candidates candidates = scratch.candidates;
        for (int tile = 0; tile < scratch.read.size(); tile++) {
            int end = scratch.read.end(tile);
            for (int i = scratch.read.start(tile); i < end; i++) {
                if (!visitor.visit(candidates.handle(i), candidates.lon(i), candidates.lat(i), candidates.alt(i))) {
                    return;
                }
            }
        }
    }

    /** Reads every tile that meets the region, unless it was read before and holds the same; false gives up. */
    private boolean walk() {
        SearchBoxes boxes = scratch.boxes;
        int xShift = cells.tileXShift();
        int yShift = cells.tileYShift();
        long tiles = 0;
        for (int i = 0; i < boxes.count(); i++) {
            tiles += (1L + (boxes.maxX(i) >>> xShift) - (boxes.minX(i) >>> xShift))
                    * (1L + (boxes.maxY(i) >>> yShift) - (boxes.minY(i) >>> yShift));
        }
        if (tiles > ENUMERATED) {
            return descend(Pyramid.ROOT, 0, 0, 0);
        }
        boolean prune = tiles > 4;
        for (int i = 0; i < boxes.count(); i++) {
            for (int y = boxes.minY(i) >>> yShift; y <= boxes.maxY(i) >>> yShift; y++) {
                for (int x = boxes.minX(i) >>> xShift; x <= boxes.maxX(i) >>> xShift; x++) {
                    if ((!prune || mayIntersect(x, y, xShift, yShift)) && !read(cells, x, y)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean mayIntersect(int x, int y, int xShift, int yShift) {
        return region.mayIntersect(
                Raster.west(x << xShift),
                Raster.south(y << yShift),
                Raster.west((x + 1) << xShift),
                Raster.south((y + 1) << yShift));
    }

    private boolean descend(long key, int bits, int x, int y) {
        if (bits == tileBits) {
            return read(cells, x, y);
        }
        int step = Pyramid.step(bits, tileBits);
        int childBits = bits + step;
        int xShift = Raster.xShift(childBits);
        int yShift = Raster.yShift(childBits);
        int childX = x << (Raster.xShift(bits) - xShift);
        int childY = y << (Raster.yShift(bits) - yShift);
        for (long left = directory.pyramid().children(key); left != 0; left &= left - 1) {
            int child = Long.numberOfTrailingZeros(left);
            int atX = childX + Raster.x(child, childBits);
            int atY = childY + Raster.y(child, childBits);
            if (scratch.boxes.meet(atX, atY, xShift, yShift)
                    && mayIntersect(atX, atY, xShift, yShift)
                    && !descend(key << step | child, childBits, atX, atY)) {
                return false;
            }
        }
        return true;
    }

    /** Reads the tile in a column and row of tiles, and what has taken its place. */
    private boolean read(CellSystem system, int x, int y) {
        Tile tile = directory.tiles().find(system.key(x, y));
        if (tile == null) {
            return true;
        }
        int place = mayBeRead ? scratch.read.find(tile) : -1;
        if (place < 0 || scratch.read.stamp(place) != tile.members()) {
            int start = scratch.candidates.size();
            long stamp = reader.copyMembers(tile, x, y);
            if (place < 0) {
                place = scratch.read.add(tile);
            }
            scratch.read.set(place, stamp, start, scratch.candidates.size());
        }
        // One that branches just now holds nothing, or has another stamp in the end.
        return scratch.candidates.size() <= limit && (!tile.isBranch() || readBelow(system, x, y));
    }

    private boolean readBelow(CellSystem system, int x, int y) {
        CellSystem finer = Objects.requireNonNull(system.finer());
        int columnBits = system.columnBits(CellSystem.BRANCH_BITS);
        int rowBits = system.rowBits(CellSystem.BRANCH_BITS);
        for (int childY = y << rowBits; childY < (y + 1) << rowBits; childY++) {
            for (int childX = x << columnBits; childX < (x + 1) << columnBits; childX++) {
                if (scratch.boxes.meet(childX, childY, finer.tileXShift(), finer.tileYShift())
                        && !read(finer, childX, childY)) {
                    return false;
                }
            }
        }
        return true;
    }
}
