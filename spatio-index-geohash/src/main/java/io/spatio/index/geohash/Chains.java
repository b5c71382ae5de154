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
    private final CellSystem cells;
    private final Buckets buckets;
    private final Places places;

    Chains(CellSystem cells, Buckets buckets, Places places) {
        this.cells = cells;
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
        append(heads, cells.cell(x, y, Tile.innerBits(heads)), handle, lon, lat, alt);
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
        takeOut(heads, cells.cell(x, y, Tile.innerBits(heads)), handle, place);
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
        int place = place(handle);
        if ((oldX ^ x) >>> cells.xShift(innerBits) == 0 && (oldY ^ y) >>> cells.yShift(innerBits) == 0) {
            buckets.setPoint(place >>> 4, place & 15, lon, lat, alt);
            return false;
        }
        append(heads, cells.cell(x, y, innerBits), handle, lon, lat, alt);
        takeOut(heads, cells.cell(oldX, oldY, innerBits), handle, place);
        return true;
    }

    /** Cuts a tile into larger or smaller cells where the number of its objects calls for it. */
    void fitCells(Tile tile) {
        int[] heads = tile.heads();
        int innerBits = Tile.innerBits(heads);
        int better = cells.innerBits(innerBits, tile.count());
        if (better != innerBits) {
            int[] newHeads = new int[1 << better];
            for (int cell = 0; cell < heads.length; cell++) {
                for (int bucket = Tile.head(heads, cell); bucket != Buckets.NONE; ) {
                    int next = buckets.next(bucket);
                    putAll(bucket, newHeads, better);
                    buckets.free(bucket);
                    bucket = next;
                }
            }
            tile.setHeads(newHeads);
        }
    }

    private void putAll(int bucket, int[] heads, int innerBits) {
        int count = buckets.count(bucket);
        for (int i = 0; i < count; i++) {
            double lon = buckets.lon(bucket, i);
            double lat = buckets.lat(bucket, i);
            int cell = cells.cell(Raster.x(lon), Raster.y(lat), innerBits);
            append(heads, cell, buckets.handle(bucket, i), lon, lat, buckets.alt(bucket, i));
        }
    }
}
