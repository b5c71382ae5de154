package io.spatio.index.geohash;

/**
 * Changes the chains of a tile's cells, whose lock the caller holds. A chain is a head bucket that may have room and full
 * buckets behind it: append to the head, fill a hole with the head's last entry.
 *
 * <p>When a tile's number of objects has doubled, or has fallen to a quarter of what its cells were made for, its objects are
 * put into cells half or twice the size. That takes a step per object and happens after as many objects came or left, so a
 * change is O(1) on average, also where all objects stand at one point: the number of objects alone decides, never whether
 * smaller cells would part them.
 */
final class Chains {
    /** A cell of more objects is crowded. */
    private static final int CROWDED = 2 * CellSystem.MOST_OBJECTS;

    /** In a tile of more objects every cell is: it has too many for one lock. */
    private static final int MOST_IN_TILE = 256 * CellSystem.MOST_OBJECTS;

    /** Tiles of fewer objects do not branch. */
    private static final int FEWEST_IN_CLUMPED = 8 * CellSystem.MOST_OBJECTS;

    /** Objects in one column and row shorter than the finest by this number of bits stand in one place, for all that tiles can do. */
    private static final int PLACE_SHIFT = Raster.AXIS_BITS - CellSystem.MOST_TILE_BITS / 2;

    private final Buckets buckets;
    private final Places places;

    Chains(Buckets buckets, Places places) {
        this.buckets = buckets;
        this.places = places;
    }

    /** Where the entry of a handle lies that must be there. */
    int place(int handle) {
        int place = places.get(handle);
        if (place == 0) {
            throw Grid.unknown(handle);
        }
        return place;
    }

    /** Adds an entry to the cell of a finest column and row. */
    void append(Tile tile, int x, int y, int handle, double lon, double lat, double alt) {
        int[] heads = tile.heads();
        append(heads, tile.cells().cell(x, y, Tile.innerBits(heads)), handle, lon, lat, alt);
    }

    private void append(int[] heads, int cell, int handle, double lon, double lat, double alt) {
        int head = Tile.head(heads, cell);
        if (head == Buckets.NONE || buckets.count(head) == Buckets.CAPACITY) {
            head = buckets.allocate(head);
            Tile.setHead(heads, cell, head);
        }
        int i = buckets.count(head);
        buckets.setHandle(head, i, handle);
        buckets.setPoint(head, i, lon, lat, alt);
        buckets.setCount(head, i + 1);
        places.set(handle, head << 4 | i);
    }

    /** Takes the entry of a handle out of the cell of a finest column and row. */
    void takeOut(Tile tile, int x, int y, int handle, int place) {
        int[] heads = tile.heads();
        takeOut(heads, tile.cells().cell(x, y, Tile.innerBits(heads)), handle, place);
    }

    private void takeOut(int[] heads, int cell, int handle, int place) {
        int bucket = place >>> 4;
        int i = place & 15;
        int head = Tile.head(heads, cell);
        if (head == Buckets.NONE || buckets.handle(bucket, i) != handle) {
            throw Grid.unknown(handle);
        }
        int last = buckets.count(head) - 1;
        if (bucket != head || i != last) {
            int moved = buckets.handle(head, last);
            buckets.setHandle(bucket, i, moved);
            buckets.setPoint(bucket, i, buckets.lon(head, last), buckets.lat(head, last), buckets.alt(head, last));
            places.set(moved, place);
        }
        buckets.setCount(head, last);
        if (last == 0) {
            Tile.setHead(heads, cell, buckets.next(head));
            buckets.free(head);
        }
    }

    /** Moves an entry between finest columns and rows of one tile; returns whether it changed cells. */
    boolean move(Tile tile, int oldX, int oldY, int x, int y, int handle, double lon, double lat, double alt) {
        int[] heads = tile.heads();
        int innerBits = Tile.innerBits(heads);
        CellSystem cells = tile.cells();
        int place = place(handle);
        if ((oldX ^ x) >>> cells.xShift(innerBits) == 0 && (oldY ^ y) >>> cells.yShift(innerBits) == 0) {
            buckets.setPoint(place >>> 4, place & 15, lon, lat, alt);
            return false;
        }
        append(heads, tile.cells().cell(x, y, innerBits), handle, lon, lat, alt);
        takeOut(heads, cells.cell(oldX, oldY, innerBits), handle, place);
        return true;
    }

    /**
     * Cuts a tile into larger or smaller cells where the number of its objects calls for it; returns whether enough came
     * that the tile may be clumped now.
     */
    boolean fitCells(Tile tile) {
        int[] heads = tile.heads();
        int innerBits = Tile.innerBits(heads);
        int better = tile.cells().innerBits(innerBits, tile.count());
        if (better == innerBits) {
            return false;
        }
        int[] newHeads = new int[1 << better];
        moveAll(heads, newHeads, tile.cells());
        tile.setHeads(newHeads);
        return better > innerBits && isClumped(tile);
    }

    /**
     * Whether smaller tiles would part what the cells of a tile, cut as they should be, do not: many of the objects are in
     * crowded cells, and not because they stand in one place.
     */
    boolean isClumped(Tile tile) {
        if (tile.cells().finer() == null || tile.count() < FEWEST_IN_CLUMPED) {
            return false;
        }
        int crowded = tile.count() > MOST_IN_TILE ? 0 : CROWDED;
        int parted = 0;
        for (int head : tile.heads()) {
            if (head != Buckets.NONE && count(head) > crowded) {
                parted += countParted(head);
            }
        }
        return 4 * parted > tile.count();
    }

    private int count(int head) {
        int count = buckets.count(head);
        for (int bucket = buckets.next(head); bucket != Buckets.NONE; bucket = buckets.next(bucket)) {
            count += Buckets.CAPACITY;
        }
        return count;
    }

    /** How many objects of a chain stand in another place than its first one. */
    private int countParted(int head) {
        int x = Raster.x(buckets.lon(head, 0)) >>> PLACE_SHIFT;
        int y = Raster.y(buckets.lat(head, 0)) >>> PLACE_SHIFT;
        int parted = 0;
        for (int bucket = head; bucket != Buckets.NONE; bucket = buckets.next(bucket)) {
            for (int i = 0; i < buckets.count(bucket); i++) {
                int itsX = Raster.x(buckets.lon(bucket, i)) >>> PLACE_SHIFT;
                int itsY = Raster.y(buckets.lat(bucket, i)) >>> PLACE_SHIFT;
                parted += itsX != x || itsY != y ? 1 : 0;
            }
        }
        return parted;
    }

    /** Hands the objects of a tile out to smaller ones, in the order of their keys; all locks are held. */
    void handOut(Tile tile, Tile[] children) {
        for (int head : tile.heads()) {
            for (int bucket = head; bucket != Buckets.NONE; bucket = freed(bucket)) {
                for (int i = 0; i < buckets.count(bucket); i++) {
                    int x = Raster.x(buckets.lon(bucket, i));
                    int y = Raster.y(buckets.lat(bucket, i));
                    Tile child = children[(int) children[0].cells().keyOf(x, y) & (children.length - 1)];
                    append(child.heads(), child.cells().cell(x, y, 0), bucket, i);
                    child.changeMembers(1);
                }
            }
        }
        for (Tile child : children) {
            fitCells(child);
        }
    }

    /** Takes the objects of smaller tiles back into the one they are inside of; all locks are held. */
    void takeBack(Tile tile, Tile[] children) {
        int count = 0;
        for (Tile child : children) {
            count += child.count();
        }
        int[] newHeads = new int[1 << tile.cells().innerBits(0, count)];
        for (Tile child : children) {
            moveAll(child.heads(), newHeads, tile.cells());
            child.leave();
        }
        tile.becomeLeaf(newHeads, count);
    }

    private void moveAll(int[] heads, int[] newHeads, CellSystem cells) {
        int innerBits = Tile.innerBits(newHeads);
        for (int head : heads) {
            for (int bucket = head; bucket != Buckets.NONE; bucket = freed(bucket)) {
                for (int i = 0; i < buckets.count(bucket); i++) {
                    int x = Raster.x(buckets.lon(bucket, i));
                    int y = Raster.y(buckets.lat(bucket, i));
                    append(newHeads, cells.cell(x, y, innerBits), bucket, i);
                }
            }
        }
    }

    /** Copies an entry to the end of a cell's chain. */
    private void append(int[] heads, int cell, int bucket, int i) {
        append(
                heads,
                cell,
                buckets.handle(bucket, i),
                buckets.lon(bucket, i),
                buckets.lat(bucket, i),
                buckets.alt(bucket, i));
    }

    /** Frees a bucket, and returns the one behind it. */
    private int freed(int bucket) {
        int next = buckets.next(bucket);
        buckets.free(bucket);
        return next;
    }
}
