package io.spatio.index.geohash;

/**
 * Copies what tiles hold, each time as it was at one moment: reads without a lock, checks the tile's version, reads again
 * where it changed, and after many vain tries holds the tile for the time of the copy, so that a crowded tile with many
 * writers cannot starve a search.
 */
final class TileReader {
    private static final int TRIES = 32;

    private final Buckets buckets;
    private final CellSystem cells;
    private final SearchBoxes boxes;
    private final Candidates candidates;
    private long stamp;

    TileReader(Grid grid, Scratch scratch) {
        this.buckets = grid.buckets();
        this.cells = grid.cells();
        this.boxes = scratch.boxes;
        this.candidates = scratch.candidates;
    }

    /** Copies what lies inside the boxes, of the tile at a column and row of tiles; returns its members stamp. */
    long copyMembers(Tile tile, int x, int y) {
        int met = boxes.cellsMet(cells, x << cells.tileColumnsShift(), y << cells.tileRowsShift());
        int start = candidates.size();
        for (int tries = 0; tries < TRIES; tries++) {
            long seen = tile.beginRead();
            copy(tile, met);
            long stamp = tile.members();
            if (tile.validate(seen)) {
                return stamp;
            }
            candidates.truncate(start);
        }
        tile.lock();
        try {
            copy(tile, met);
            return tile.members();
        } finally {
            tile.unlockUnchanged();
        }
    }

    private void copy(Tile tile, int met) {
        for (int left = met; left != 0; left &= left - 1) {
            int head = tile.head(Integer.numberOfTrailingZeros(left));
            if (head != Buckets.NONE) {
                copyChain(tile, head);
            }
        }
    }

    private void copyChain(Tile tile, int head) {
        int longest = longestChain(tile);
        int bucket = head;
        for (int i = 0; i < longest && bucket != Buckets.NONE; i++) {
            buckets.copyInside(bucket, boxes, candidates);
            bucket = buckets.next(bucket);
        }
    }

    /** The cells of a tile that hold something, as bits; the stamp that goes with them is returned by {@link #stamp}. */
    int usedCells(Tile tile) {
        for (int tries = 0; tries < TRIES; tries++) {
            long seen = tile.beginRead();
            int used = heads(tile);
            stamp = tile.cellChanges();
            if (tile.validate(seen)) {
                return used;
            }
        }
        tile.lock();
        try {
            stamp = tile.cellChanges();
            return heads(tile);
        } finally {
            tile.unlockUnchanged();
        }
    }

    /** The stamp of all cells that was true at the last {@link #usedCells} or {@link #copyCells}. */
    long stamp() {
        return stamp;
    }

    private static int heads(Tile tile) {
        int used = 0;
        for (int cell = 0; cell < tile.cells(); cell++) {
            if (tile.head(cell) != Buckets.NONE) {
                used |= 1 << cell;
            }
        }
        return used;
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
            candidates.truncate(start);
        }
        tile.lock();
        try {
            copyAll(tile);
            stamp = tile.cellChanges();
        } finally {
            tile.unlockUnchanged();
        }
    }

    /** Copies all of one cell. */
    void copyCell(Tile tile, int cell) {
        int start = candidates.size();
        for (int tries = 0; tries < TRIES; tries++) {
            long seen = tile.beginRead();
            copyAll(tile, tile.head(cell));
            if (tile.validate(seen)) {
                return;
            }
            candidates.truncate(start);
        }
        tile.lock();
        try {
            copyAll(tile, tile.head(cell));
        } finally {
            tile.unlockUnchanged();
        }
    }

    private void copyAll(Tile tile) {
        for (int cell = 0; cell < tile.cells(); cell++) {
            int head = tile.head(cell);
            if (head != Buckets.NONE) {
                copyAll(tile, head);
            }
        }
    }

    private void copyAll(Tile tile, int head) {
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
