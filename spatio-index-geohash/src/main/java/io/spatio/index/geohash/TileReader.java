package io.spatio.index.geohash;

/**
 * Copies what tiles hold, each time as it was at one moment: reads without a lock, checks the tile's version, reads again
 * where it changed, and after many vain tries holds the tile for the time of the copy, so that a crowded tile with many
 * writers cannot starve a search.
 *
 * <p>A search's read of a tile goes in three steps, over the heads of all its chains, over all buckets' headers, over the
 * entries: memory is slow one access after another, and these do not wait for each other.
 */
final class TileReader {
    private static final int TRIES = 32;

    private final Buckets buckets;
    private final SearchBoxes boxes;
    private final Candidates candidates;
    private final BucketList found;
    private long stamp;

    TileReader(Grid grid, Scratch scratch) {
        this.buckets = grid.buckets();
        this.boxes = scratch.boxes;
        this.candidates = scratch.candidates;
        this.found = scratch.buckets;
    }

    /** Copies what lies inside the boxes, of the tile in a column and row of tiles; returns its members stamp. */
    long copyMembers(Tile tile, int x, int y) {
        int start = candidates.size();
        for (int tries = 0; tries < TRIES; tries++) {
            long seen = tile.beginRead();
            copy(tile, x, y);
            long members = tile.members();
            if (tile.validate(seen)) {
                return members;
            }
            candidates.setSize(start);
        }
        tile.lock();
        try {
            copy(tile, x, y);
            return tile.members();
        } finally {
            tile.unlockUnchanged();
        }
    }

    /** Boxes are disjoint, so each entry is copied for one of them. */
    private void copy(Tile tile, int tileX, int tileY) {
        int[] heads = tile.heads();
        for (int box = 0; box < boxes.count(); box++) {
            found.clear();
            findHeads(tile.cells(), heads, box, tileX, tileY);
            found.follow(buckets, longestChain(tile));
            double west = boxes.west(box);
            double south = boxes.south(box);
            double east = boxes.east(box);
            double north = boxes.north(box);
            candidates.reserve(found.size() * Buckets.CAPACITY + 1);
            for (int i = 0; i < found.size(); i++) {
                buckets.copyInside(found.bucket(i), west, south, east, north, candidates);
            }
        }
    }

    private void findHeads(CellSystem cells, int[] heads, int box, int tileX, int tileY) {
        int innerBits = Tile.innerBits(heads);
        int xShift = cells.xShift(innerBits);
        int yShift = cells.yShift(innerBits);
        int columnBits = cells.columnBits(innerBits);
        int firstX = tileX << columnBits;
        int firstY = tileY << (innerBits - columnBits);
        int minX = Math.max(0, (boxes.minX(box) >>> xShift) - firstX);
        int minY = Math.max(0, (boxes.minY(box) >>> yShift) - firstY);
        int maxX = Math.min((1 << columnBits) - 1, (boxes.maxX(box) >>> xShift) - firstX);
        int maxY = Math.min((1 << (innerBits - columnBits)) - 1, (boxes.maxY(box) >>> yShift) - firstY);
        for (int y = minY; y <= maxY; y++) {
            for (int x = minX; x <= maxX; x++) {
                int head = Tile.head(heads, y << columnBits | x);
                if (head != Buckets.NONE) {
                    found.add(head);
                }
            }
        }
    }

    /** The heads of a tile's cells; the stamp that goes with them is returned by {@link #stamp}. */
    int[] heads(Tile tile) {
        for (int tries = 0; tries < TRIES; tries++) {
            long seen = tile.beginRead();
            int[] heads = tile.heads();
            stamp = tile.cellChanges();
            if (tile.validate(seen)) {
                return heads;
            }
        }
        tile.lock();
        try {
            stamp = tile.cellChanges();
            return tile.heads();
        } finally {
            tile.unlockUnchanged();
        }
    }

    /** The stamp of all cells that was true at the last {@link #heads} or {@link #copyCells}. */
    long stamp() {
        return stamp;
    }

    /** Copies all cells of a tile; the stamp that goes with them is returned by {@link #stamp}. */
    void copyCells(Tile tile) {
        int start = candidates.size();
        for (int tries = 0; tries < TRIES; tries++) {
            long seen = tile.beginRead();
            copyAll(tile);
            stamp = tile.cellChanges();
            if (tile.validate(seen)) {
                return;
            }
            candidates.setSize(start);
        }
        tile.lock();
        try {
            copyAll(tile);
            stamp = tile.cellChanges();
        } finally {
            tile.unlockUnchanged();
        }
    }

    /** Copies all of one cell; false, and nothing copied, where the tile was cut into other cells than those known. */
    boolean copyCell(Tile tile, int[] knownHeads, int cell) {
        int start = candidates.size();
        for (int tries = 0; tries < TRIES; tries++) {
            long seen = tile.beginRead();
            if (tile.heads() != knownHeads) {
                return false;
            }
            copyChain(tile, Tile.head(knownHeads, cell));
            if (tile.validate(seen)) {
                return true;
            }
            candidates.setSize(start);
        }
        tile.lock();
        try {
            boolean known = tile.heads() == knownHeads;
            if (known) {
                copyChain(tile, Tile.head(knownHeads, cell));
            }
            return known;
        } finally {
            tile.unlockUnchanged();
        }
    }

    private void copyAll(Tile tile) {
        int[] heads = tile.heads();
        for (int cell = 0; cell < heads.length; cell++) {
            copyChain(tile, Tile.head(heads, cell));
        }
    }

    private void copyChain(Tile tile, int head) {
        int longest = longestChain(tile);
        int bucket = head;
        for (int i = 0; i < longest && bucket != Buckets.NONE; i++) {
            buckets.copyAll(bucket, candidates);
            bucket = buckets.next(bucket);
        }
    }

    /** A chain read beside a change may lead anywhere, so it is followed no longer than the tile's own can be. */
    private static int longestChain(Tile tile) {
        return tile.count() / Buckets.CAPACITY + 1;
    }
}
