package io.spatio.index.geohash;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.spatio.spi.ConcurrentSpatialIndex.Publication;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * All that one index holds, and every change of it. The argument why searches beside changes are right stands in
 * {@link GeohashIndex}.
 *
 * <p>Locks are taken in this order: {@code structure}, tiles by ascending key, the buckets' and places' own. A chain is a
 * head bucket that may have room and full buckets behind it: append to the head, fill a hole with the head's last entry.
 */
final class Grid {
    private static final Publication NOTHING = () -> {};

    private final CellSystem cells;
    private final Buckets buckets = new Buckets();
    private final Places places = new Places();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong creations = new AtomicLong();
    private final Object structure = new Object();
    private volatile Directory directory = Directory.empty();
    private volatile boolean frozen;

    Grid(CellSystem cells) {
        this.cells = cells;
    }

    CellSystem cells() {
        return cells;
    }

    Buckets buckets() {
        return buckets;
    }

    Places places() {
        return places;
    }

    Directory directory() {
        return directory;
    }

    /** How many tiles were ever made: as long as it and the directory stay, no tile is missing from what was walked. */
    long creations() {
        return creations.get();
    }

    int size() {
        return size.get();
    }

    /** The marked key of the tile that a cell lies in. */
    long tileKey(long cellKey) {
        return 1L << cells.tileBits() | cellKey >>> cells.innerBits();
    }

    private int innerCell(long cellKey) {
        return (int) cellKey & ((1 << cells.innerBits()) - 1);
    }

    /** Adds an object; false, and nothing done, where the grid is frozen. */
    boolean insert(int handle, double lon, double lat, double alt, Publication publication) {
        long cell = cells.key(lon, lat);
        places.reserve(handle);
        Tile tile = lockForEntry(tileKey(cell));
        if (tile == null) {
            return false;
        }
        try {
            append(tile, innerCell(cell), handle, lon, lat, alt);
            tile.changeMembers(1);
            size.incrementAndGet();
            publication.publish();
        } finally {
            tile.unlock();
        }
        return true;
    }

    /** Takes an object out; false, and nothing done, where the grid is frozen. */
    boolean remove(int handle, double lon, double lat, Publication publication) {
        long cell = cells.key(lon, lat);
        Tile tile = present(tileKey(cell), handle);
        if (!lockIfInUse(tile)) {
            return false;
        }
        try {
            takeOut(tile, innerCell(cell), handle, place(handle));
            places.set(handle, 0);
            tile.changeMembers(-1);
            size.decrementAndGet();
            publication.publish();
        } finally {
            tile.unlock();
        }
        return true;
    }

    /** Moves an object; false, and nothing done, where the grid is frozen. */
    boolean move(
            int handle, double oldLon, double oldLat, double lon, double lat, double alt, Publication publication) {
        int x = cells.x(oldLon);
        int y = cells.y(oldLat);
        long oldCell = cells.key(x, y);
        long newCell = cells.contains(x, y, lon, lat) ? oldCell : cells.key(lon, lat);
        long oldTile = tileKey(oldCell);
        if (tileKey(newCell) != oldTile) {
            return moveAcross(handle, oldCell, newCell, lon, lat, alt, publication);
        }
        Tile tile = present(oldTile, handle);
        if (!lockIfInUse(tile)) {
            return false;
        }
        try {
            int place = place(handle);
            if (oldCell == newCell) {
                buckets.setPoint(place >>> 4, place & 15, lon, lat, alt);
            } else {
                append(tile, innerCell(newCell), handle, lon, lat, alt);
                takeOut(tile, innerCell(oldCell), handle, place);
                tile.changeCells();
            }
            publication.publish();
        } finally {
            tile.unlock();
        }
        return true;
    }

    private boolean moveAcross(
            int handle, long oldCell, long newCell, double lon, double lat, double alt, Publication publication) {
        Tile from = present(tileKey(oldCell), handle);
        Tile to = lockBoth(from, tileKey(newCell));
        if (to == null) {
            return false;
        }
        try {
            int place = place(handle);
            append(to, innerCell(newCell), handle, lon, lat, alt);
            takeOut(from, innerCell(oldCell), handle, place);
            to.changeMembers(1);
            from.changeMembers(-1);
            publication.publish();
        } finally {
            to.unlock();
            from.unlock();
        }
        return true;
    }

    /** Locks a tile that holds an object, unless the grid is frozen: no other tile with an object is out of use. */
    private static boolean lockIfInUse(Tile tile) {
        tile.lock();
        if (tile.retired()) {
            tile.unlockUnchanged();
            return false;
        }
        return true;
    }

    /** Locks a tile that holds an object and the one of a key, and returns the latter; null where the grid is frozen. */
    private @Nullable Tile lockBoth(Tile from, long toKey) {
        while (true) {
            Tile to = findOrCreate(toKey);
            if (to == null) {
                return null;
            }
            boolean fromFirst = from.key() < toKey;
            (fromFirst ? from : to).lock();
            (fromFirst ? to : from).lock();
            if (!to.retired() && !from.retired()) {
                return to;
            }
            to.unlockUnchanged();
            from.unlockUnchanged();
        }
    }

    private @Nullable Tile lockForEntry(long key) {
        while (true) {
            Tile tile = findOrCreate(key);
            if (tile == null) {
                return null;
            }
            tile.lock();
            if (!tile.retired()) {
                return tile;
            }
            tile.unlockUnchanged();
        }
    }

    /** The tile of a key, or null where the grid is frozen. */
    private @Nullable Tile findOrCreate(long key) {
        if (frozen) {
            return null;
        }
        Tile tile = directory.tiles().find(key);
        return tile == null ? create(key) : tile;
    }

    private Tile present(long key, int handle) {
        Tile tile = directory.tiles().find(key);
        if (tile == null) {
            throw unknown(handle);
        }
        return tile;
    }

    private int place(int handle) {
        int place = places.get(handle);
        if (place == 0) {
            throw unknown(handle);
        }
        return place;
    }

    private static IllegalStateException unknown(int handle) {
        return new IllegalStateException("handle = " + handle + " is not in the index where its old coordinates are");
    }

    private void append(Tile tile, int cell, int handle, double lon, double lat, double alt) {
        int head = tile.head(cell);
        if (head == Buckets.NONE || buckets.count(head) == Buckets.CAPACITY) {
            head = buckets.allocate(head);
            tile.setHead(cell, head);
        }
        int i = buckets.count(head);
        buckets.setHandle(head, i, handle);
        buckets.setPoint(head, i, lon, lat, alt);
        buckets.setCount(head, i + 1);
        places.set(handle, head << 4 | i);
    }

    private void takeOut(Tile tile, int cell, int handle, int place) {
        int bucket = place >>> 4;
        int i = place & 15;
        int head = tile.head(cell);
        if (head == Buckets.NONE || buckets.handle(bucket, i) != handle) {
            throw unknown(handle);
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
            tile.setHead(cell, buckets.next(head));
            buckets.free(head);
        }
    }

    /** The tile of a key, made where there is none; null where the grid is frozen. */
    private @Nullable Tile create(long key) {
        synchronized (structure) {
            if (frozen) {
                return null;
            }
            Tile tile = directory.tiles().find(key);
            if (tile != null) {
                return tile;
            }
            if (directory.full(cells.tileBits())) {
                rebuild();
            }
            tile = new Tile(key, 1 << cells.innerBits());
            directory.add(tile);
            // Before anybody can enter: the tile is born locked.
            creations.incrementAndGet();
            tile.unlock();
            return tile;
        }
    }

    /** Makes the next generation of the tables, without the empty tiles. */
    @GuardedBy("structure")
    private void rebuild() {
        TileTable old = directory.tiles();
        int kept = 0;
        for (int slot = 0; slot < old.capacity(); slot++) {
            if (retireIfEmpty(old.at(slot))) {
                kept++;
            }
        }
        int nodes = Math.min(directory.pyramid().size(), kept * Pyramid.levels(cells.tileBits()));
        Directory next = Directory.withRoomFor(kept + 1, nodes + 1, cells.tileBits());
        for (int slot = 0; slot < old.capacity(); slot++) {
            Tile tile = old.at(slot);
            if (tile != null && !tile.retired()) {
                next.add(tile);
            }
        }
        directory = next;
    }

    /** Whether a tile stays. Only this thread retires tiles, so it may read its own marks without the lock. */
    private static boolean retireIfEmpty(@Nullable Tile tile) {
        if (tile == null) {
            return false;
        }
        tile.lock();
        if (tile.count() == 0) {
            tile.retire();
            tile.unlock();
            return false;
        }
        tile.unlockUnchanged();
        return true;
    }

    /**
     * Ends all changes, and hands on what there is; who wants to change it meanwhile waits in {@link #awaitSuccessor}.
     * Searches go on, and find what was here at this moment.
     */
    void freeze(Runnable handOn) {
        synchronized (structure) {
            frozen = true;
            TileTable tiles = directory.tiles();
            for (int slot = 0; slot < tiles.capacity(); slot++) {
                Tile tile = tiles.at(slot);
                if (tile != null) {
                    tile.lock();
                    tile.freeze();
                    tile.unlockUnchanged();
                }
            }
            handOn.run();
        }
    }

    /** Returns once {@link #freeze} has handed on what there was. */
    void awaitSuccessor() {
        synchronized (structure) {
            if (!frozen) {
                throw new IllegalStateException("a grid in use has no successor");
            }
        }
    }

    /** Takes over all objects of a frozen grid; nobody else knows this one yet. */
    void takeOver(Grid frozenGrid) {
        TileTable tiles = frozenGrid.directory.tiles();
        for (int slot = 0; slot < tiles.capacity(); slot++) {
            Tile tile = tiles.at(slot);
            for (int cell = 0; tile != null && cell < tile.cells(); cell++) {
                takeOver(frozenGrid.buckets, tile.head(cell));
            }
        }
    }

    private void takeOver(Buckets from, int head) {
        for (int bucket = head; bucket != Buckets.NONE; bucket = from.next(bucket)) {
            for (int i = 0; i < from.count(bucket); i++) {
                insert(from.handle(bucket, i), from.lon(bucket, i), from.lat(bucket, i), from.alt(bucket, i), NOTHING);
            }
        }
    }
}
