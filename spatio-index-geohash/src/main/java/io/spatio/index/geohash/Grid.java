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
 * <p>Locks are taken in this order: {@code structure}, tiles by ascending key, the buckets' and places' own.
 */
final class Grid {
    private final CellSystem cells;
    private final Buckets buckets = new Buckets();
    private final Places places = new Places();
    private final Chains chains;
    private final int tileXShift;
    private final int tileYShift;
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong creations = new AtomicLong();
    private final Object structure = new Object();
    private volatile Directory directory = Directory.empty();
    private volatile boolean frozen;

    Grid(CellSystem cells) {
        this.cells = cells;
        chains = new Chains(cells, buckets, places);
        tileXShift = cells.tileXShift();
        tileYShift = cells.tileYShift();
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

    /** The marked key of the tile that a finest column and row lie in. */
    private long tileKey(int x, int y) {
        return cells.key(x >>> tileXShift, y >>> tileYShift);
    }

    /** Adds an object; false, and nothing done, where the grid is frozen. */
    boolean insert(int handle, double lon, double lat, double alt, Publication publication) {
        int x = Raster.x(lon);
        int y = Raster.y(lat);
        places.reserve(handle);
        Tile tile = lockForEntry(tileKey(x, y));
        if (tile == null) {
            return false;
        }
        try {
            chains.append(tile, x, y, handle, lon, lat, alt);
            tile.changeMembers(1);
            chains.fitCells(tile);
            size.incrementAndGet();
            publication.publish();
        } finally {
            tile.unlock();
        }
        return true;
    }

    /** Takes an object out; false, and nothing done, where the grid is frozen. */
    boolean remove(int handle, double lon, double lat, Publication publication) {
        int x = Raster.x(lon);
        int y = Raster.y(lat);
        Tile tile = present(tileKey(x, y), handle);
        if (!lockIfInUse(tile)) {
            return false;
        }
        try {
            chains.takeOut(tile, x, y, handle, chains.place(handle));
            places.set(handle, 0);
            tile.changeMembers(-1);
            chains.fitCells(tile);
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
        int oldX = Raster.x(oldLon);
        int oldY = Raster.y(oldLat);
        int x = Raster.x(lon);
        int y = Raster.y(lat);
        if ((oldX ^ x) >>> tileXShift != 0 || (oldY ^ y) >>> tileYShift != 0) {
            return moveAcross(handle, oldX, oldY, x, y, lon, lat, alt, publication);
        }
        Tile tile = present(tileKey(oldX, oldY), handle);
        if (!lockIfInUse(tile)) {
            return false;
        }
        try {
            if (chains.move(tile, oldX, oldY, x, y, handle, lon, lat, alt)) {
                tile.changeCells();
            }
            publication.publish();
        } finally {
            tile.unlock();
        }
        return true;
    }

    private boolean moveAcross(
            int handle, int oldX, int oldY, int x, int y, double lon, double lat, double alt, Publication publication) {
        Tile from = present(tileKey(oldX, oldY), handle);
        Tile to = lockBoth(from, tileKey(x, y));
        if (to == null) {
            return false;
        }
        try {
            int place = chains.place(handle);
            chains.append(to, x, y, handle, lon, lat, alt);
            chains.takeOut(from, oldX, oldY, handle, place);
            to.changeMembers(1);
            from.changeMembers(-1);
            chains.fitCells(to);
            chains.fitCells(from);
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

    static IllegalStateException unknown(int handle) {
        return new IllegalStateException("handle = " + handle + " is not in the index where its old coordinates are");
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
            tile = new Tile(key, cells.leastInnerBits());
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
}
