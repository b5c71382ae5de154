package io.spatio.index.geohash;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * All tiles of one grid: makes them where objects go, lets smaller ones take the place of one whose objects are clumped, and
 * clears away what has become empty or thin whenever the tables are rebuilt.
 *
 * <p>A tile that has branched stays in the tables, empty, and a search that meets it goes on to the tiles
 * {@value CellSystem#BRANCH_BITS} bits longer inside it. So most places are one look-up away, and only clumps are more.
 */
final class Tiles {
    /** A branch whose tiles hold fewer objects together becomes one tile again. */
    private static final int FEWEST_IN_BRANCH = 4 * CellSystem.MOST_OBJECTS;

    private static final int CHILDREN = 1 << CellSystem.BRANCH_BITS;

    private final CellSystem cells;
    private final Chains chains;
    private final AtomicLong creations = new AtomicLong();
    private final Object structure = new Object();
    private volatile Directory directory = Directory.empty();
    private volatile boolean frozen;

    Tiles(CellSystem cells, Chains chains) {
        this.cells = cells;
        this.chains = chains;
    }

    Directory directory() {
        return directory;
    }

    long creations() {
        return creations.get();
    }

    /** The tile that holds the objects of a finest column and row, or null. It may branch before it is locked. */
    @Nullable
    Tile leaf(int x, int y) {
        return leaf(directory.tiles(), x, y);
    }

    private @Nullable Tile leaf(TileTable tiles, int x, int y) {
        Tile tile = tiles.find(cells.keyOf(x, y));
        while (tile != null && tile.isBranch()) {
            tile = tiles.find(finer(tile).keyOf(x, y));
        }
        return tile;
    }

    private static CellSystem finer(Tile branch) {
        CellSystem finer = branch.cells().finer();
        if (finer == null) {
            throw new IllegalStateException("a tile of " + branch.cells().tileBits() + " bits cannot branch");
        }
        return finer;
    }

    /** The same, made where there is none; null where the grid is frozen. */
    @Nullable
    Tile leafForEntry(int x, int y) {
        if (frozen) {
            return null;
        }
        Tile tile = leaf(x, y);
        return tile == null ? create(x, y) : tile;
    }

    private @Nullable Tile create(int x, int y) {
        synchronized (structure) {
            if (frozen) {
                return null;
            }
            if (directory.full(1, cells.tileBits())) {
                rebuild();
            }
            TileTable tiles = directory.tiles();
            CellSystem system = cells;
            Tile tile = tiles.find(system.keyOf(x, y));
            while (tile != null && tile.isBranch()) {
                system = finer(tile);
                tile = tiles.find(system.keyOf(x, y));
            }
            if (tile == null) {
                tile = new Tile(system.keyOf(x, y), system);
                add(tile);
                tile.unlock();
            }
            return tile;
        }
    }

    /** Before anybody can enter: the tile is born locked. */
    @GuardedBy("structure")
    private void add(Tile tile) {
        directory.add(tile, cells.tileBits());
        creations.incrementAndGet();
    }

    /** Lets smaller tiles take the place of one whose objects are still clumped. The caller holds no tile. */
    void branch(Tile tile) {
        synchronized (structure) {
            if (!frozen) {
                branchInside(tile);
            }
        }
    }

    @GuardedBy("structure")
    private void branchInside(Tile tile) {
        if (directory.full(CHILDREN, cells.tileBits())) {
            rebuild();
        }
        tile.lock();
        if (!tile.inUse() || !chains.isClumped(tile)) {
            tile.unlockUnchanged();
            return;
        }
        CellSystem finer = finer(tile);
        Tile[] children = new Tile[CHILDREN];
        for (int i = 0; i < CHILDREN; i++) {
            children[i] = new Tile(tile.key() << CellSystem.BRANCH_BITS | i, finer);
        }
        chains.handOut(tile, children);
        for (Tile child : children) {
            if (child.count() > 0) {
                add(child);
            }
        }
        tile.becomeBranch();
        for (Tile child : children) {
            child.unlock();
        }
        tile.unlock();
        for (Tile child : children) {
            if (chains.isClumped(child)) {
                branchInside(child);
            }
        }
    }

    /** Makes the next generation of the tables, without the empty tiles, and with few objects in one tile again. */
    @GuardedBy("structure")
    private void rebuild() {
        TileTable old = directory.tiles();
        long[] keys = old.keys();
        Arrays.sort(keys);
        int kept = 0;
        // Longer keys are greater: from the smallest tiles to the largest.
        for (int i = keys.length - 1; i >= 0; i--) {
            Tile tile = old.find(keys[i]);
            if (tile != null) {
                mergeIfThin(tile, old);
                kept += retireIfEmpty(tile) ? 0 : 1;
            }
        }
        int nodes = Math.min(directory.pyramid().size(), kept * Pyramid.levels(cells.tileBits()));
        Directory next = Directory.withRoomFor(kept + CHILDREN, nodes + 1, cells.tileBits());
        for (long key : keys) {
            Tile tile = old.find(key);
            if (tile != null && !tile.retired()) {
                next.add(tile, cells.tileBits());
            }
        }
        directory = next;
    }

    /** Takes the objects of a branch's tiles back where they are few. */
    private void mergeIfThin(Tile branch, TileTable tiles) {
        if (!branch.isBranch()) {
            return;
        }
        Tile[] children = new Tile[CHILDREN];
        int count = 0;
        for (long i = 0; i < CHILDREN; i++) {
            Tile child = tiles.find(branch.key() << CellSystem.BRANCH_BITS | i);
            if (child != null && child.isBranch()) {
                return;
            }
            if (child != null && !child.retired()) {
                children[count++] = child;
            }
        }
        mergeIfThin(branch, Arrays.copyOf(children, count));
    }

    private void mergeIfThin(Tile branch, Tile[] children) {
        branch.lock();
        int objects = 0;
        for (Tile child : children) {
            child.lock();
            objects += child.count();
        }
        boolean thin = objects < FEWEST_IN_BRANCH;
        if (thin) {
            chains.takeBack(branch, children);
        }
        for (Tile child : children) {
            if (thin) {
                child.retire();
                child.unlock();
            } else {
                child.unlockUnchanged();
            }
        }
        if (thin) {
            branch.unlock();
        } else {
            branch.unlockUnchanged();
        }
    }

    /** Only this thread retires tiles, so it may read its own marks without the lock. */
    private static boolean retireIfEmpty(Tile tile) {
        if (tile.retired()) {
            return true;
        }
        tile.lock();
        if (tile.count() == 0 && !tile.isBranch()) {
            tile.retire();
            tile.unlock();
            return true;
        }
        tile.unlockUnchanged();
        return false;
    }

    /**
     * Ends all changes, and hands on what there is; who wants to change it meanwhile waits in {@link #awaitChange}.
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

    /**
     * Who has met a tile out of use waits here until what took it out of use is done; whether that was a {@link #freeze},
     * which has handed on what there was. The caller holds no tile.
     */
    boolean awaitChange() {
        synchronized (structure) {
            return frozen;
        }
    }
}
