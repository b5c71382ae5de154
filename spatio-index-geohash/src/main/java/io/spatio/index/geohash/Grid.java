package io.spatio.index.geohash;

import io.spatio.spi.ConcurrentSpatialIndex.Publication;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * All that one index holds, and every change of an object in it. The argument why searches beside changes are right stands in
 * {@link GeohashIndex}.
 *
 * <p>Locks are taken in this order: {@code structure}, tiles by ascending key, the buckets' and places' own.
 */
final class Grid {
    private final CellSystem cells;
    private final Buckets buckets = new Buckets();
    private final Places places = new Places();
    private final Chains chains;
    private final Tiles tiles;
    private final AtomicInteger size = new AtomicInteger();

    Grid(CellSystem cells) {
        this.cells = cells;
        chains = new Chains(buckets, places);
        tiles = new Tiles(cells, chains);
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
        return tiles.directory();
    }

    /** How many tiles were ever made: as long as it and the directory stay, no tile is missing from what was walked. */
    long creations() {
        return tiles.creations();
    }

    int size() {
        return size.get();
    }

    /** Adds an object; false, and nothing done, where the grid is frozen. */
    boolean insert(int handle, double lon, double lat, double alt, Publication publication) {
        return insert(handle, lon, lat, alt, publication, true);
    }

    /**
     * Adds one of many objects that come in the order of places, so that tiles look clumped until all are there; then
     * {@link #branchClumped} is due.
     */
    boolean load(int handle, double lon, double lat, double alt) {
        return insert(handle, lon, lat, alt, Publication.NOTHING, false);
    }

    /** Lets smaller tiles take the place of all that are clumped. */
    void branchClumped() {
        TileTable all = directory().tiles();
        for (int slot = 0; slot < all.capacity(); slot++) {
            Tile tile = all.at(slot);
            if (tile != null) {
                tiles.branch(tile);
            }
        }
    }

    private boolean insert(int handle, double lon, double lat, double alt, Publication publication, boolean branching) {
        int x = Raster.x(lon);
        int y = Raster.y(lat);
        places.reserve(handle);
        Tile tile = lockForEntry(x, y);
        if (tile == null) {
            return false;
        }
        boolean clumped;
        try {
            chains.append(tile, x, y, handle, lon, lat, alt);
            tile.changeMembers(1);
            clumped = chains.fitCells(tile) && branching;
            size.incrementAndGet();
            publication.publish();
        } finally {
            tile.unlock();
        }
        if (clumped) {
            tiles.branch(tile);
        }
        return true;
    }

    /** Takes an object out; false, and nothing done, where the grid is frozen. */
    boolean remove(int handle, double lon, double lat, Publication publication) {
        int x = Raster.x(lon);
        int y = Raster.y(lat);
        Tile tile = lockOf(handle, x, y);
        if (tile == null) {
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
        while (true) {
            Tile from = present(handle, oldX, oldY);
            boolean inside = from.cells().inOneTile(oldX, oldY, x, y);
            Tile to = inside ? from : tiles.leafForEntry(x, y);
            if (to == null) {
                return false;
            }
            if (lockBoth(from, to)) {
                if (inside) {
                    moveInside(from, handle, oldX, oldY, x, y, lon, lat, alt, publication);
                } else {
                    moveAcross(from, to, handle, oldX, oldY, x, y, lon, lat, alt, publication);
                }
                return true;
            }
            if (tiles.awaitChange()) {
                return false;
            }
        }
    }

    private void moveInside(
            Tile tile,
            int handle,
            int oldX,
            int oldY,
            int x,
            int y,
            double lon,
            double lat,
            double alt,
            Publication publication) {
        try {
            if (chains.move(tile, oldX, oldY, x, y, handle, lon, lat, alt)) {
                tile.changeCells();
            }
            publication.publish();
        } finally {
            tile.unlock();
        }
    }

    private void moveAcross(
            Tile from,
            Tile to,
            int handle,
            int oldX,
            int oldY,
            int x,
            int y,
            double lon,
            double lat,
            double alt,
            Publication publication) {
        boolean clumped;
        try {
            int place = chains.place(handle);
            chains.append(to, x, y, handle, lon, lat, alt);
            chains.takeOut(from, oldX, oldY, handle, place);
            to.changeMembers(1);
            from.changeMembers(-1);
            clumped = chains.fitCells(to);
            chains.fitCells(from);
            publication.publish();
        } finally {
            to.unlock();
            from.unlock();
        }
        if (clumped) {
            tiles.branch(to);
        }
    }

    /**
     * Locks two tiles, or one that is both; false, and nothing locked, where one of them is out of use, or where tiles merged
     * between the look-ups of the two.
     */
    private static boolean lockBoth(Tile from, Tile to) {
        boolean fromFirst = from.key() <= to.key();
        Tile first = fromFirst ? from : to;
        Tile second = fromFirst ? to : from;
        first.lock();
        if (first != second) {
            second.lock();
        }
        if (first.inUse() && second.inUse()) {
            return true;
        }
        first.unlockUnchanged();
        if (first != second) {
            second.unlockUnchanged();
        }
        return false;
    }

    /** Locks the tile that holds an object; null where the grid is frozen. */
    private @Nullable Tile lockOf(int handle, int x, int y) {
        while (true) {
            Tile tile = present(handle, x, y);
            tile.lock();
            if (tile.inUse()) {
                return tile;
            }
            tile.unlockUnchanged();
            if (tiles.awaitChange()) {
                return null;
            }
        }
    }

    private @Nullable Tile lockForEntry(int x, int y) {
        while (true) {
            Tile tile = tiles.leafForEntry(x, y);
            if (tile == null) {
                return null;
            }
            tile.lock();
            if (tile.inUse()) {
                return tile;
            }
            tile.unlockUnchanged();
            if (tiles.awaitChange()) {
                return null;
            }
        }
    }

    private Tile present(int handle, int x, int y) {
        Tile tile = tiles.leaf(x, y);
        if (tile == null) {
            throw unknown(handle);
        }
        return tile;
    }

    static IllegalStateException unknown(int handle) {
        return new IllegalStateException("handle = " + handle + " is not in the index where its old coordinates are");
    }

    /** As {@link Tiles#freeze}. */
    void freeze(Runnable handOn) {
        tiles.freeze(handOn);
    }

    /** Returns once {@link #freeze} has handed on what there was. */
    void awaitSuccessor() {
        if (!tiles.awaitChange()) {
            throw new IllegalStateException("a grid in use has no successor");
        }
    }
}
