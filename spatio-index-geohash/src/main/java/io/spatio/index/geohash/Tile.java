package io.spatio.index.geohash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Neighbouring cells of one size with one common prefix: the heads of their chains, and the sequence lock that guards them.
 * How many cells there are, a power of two, changes with the number of objects.
 *
 * <p>{@code version} is even while the tile is free and odd while somebody holds it. {@code members} changes when an object
 * enters or leaves the tile, {@code cellChanges} when one enters or leaves any of its cells: what a search has read stays
 * true for as long as its stamp stays.
 *
 * <p>A tile that has become empty stays until the tables are rebuilt; then it is {@code retired} and never used again.
 */
final class Tile {
    private static final int SPINS = 100;
    private static final VarHandle VERSION;
    private static final VarHandle MEMBERS;
    private static final VarHandle CELL_CHANGES;
    private static final VarHandle HEAD = MethodHandles.arrayElementVarHandle(int[].class);

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            VERSION = lookup.findVarHandle(Tile.class, "version", long.class);
            MEMBERS = lookup.findVarHandle(Tile.class, "members", long.class);
            CELL_CHANGES = lookup.findVarHandle(Tile.class, "cellChanges", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int[] NO_OBJECTS = {Buckets.NONE};

    private final long key;
    private final CellSystem cells;
    private volatile int[] heads;
    private long version;
    private long members;
    private long cellChanges;
    private int count;
    private boolean retired;
    private volatile boolean branch;

    /** A tile of a marked key (see {@link Pyramid}), born locked: nobody enters it before its maker unlocks it. */
    Tile(long key, CellSystem cells) {
        this.key = key;
        this.cells = cells;
        this.heads = new int[1 << cells.leastInnerBits()];
        this.version = 1;
    }

    long key() {
        return key;
    }

    /** How it is cut. */
    CellSystem cells() {
        return cells;
    }

    /** Whether smaller tiles hold the objects in its place. */
    boolean isBranch() {
        return branch;
    }

    /** Waits for the tile and takes it. */
    void lock() {
        for (int spins = 0; ; spins++) {
            long seen = (long) VERSION.getAcquire(this);
            if ((seen & 1) == 0 && VERSION.compareAndSet(this, seen, seen + 1)) {
                // Readers that see any later write must see the odd version too.
                VarHandle.releaseFence();
                return;
            }
            pause(spins);
        }
    }

    /** Gives the tile back, changed. */
    void unlock() {
        VERSION.setRelease(this, version + 1);
    }

    /** Gives the tile back as it was, so that others' reads stay valid. */
    void unlockUnchanged() {
        VERSION.setRelease(this, version - 1);
    }

    /** Waits until nobody changes the tile, and returns what {@link #validate} takes. */
    long beginRead() {
        for (int spins = 0; ; spins++) {
            long seen = (long) VERSION.getAcquire(this);
            if ((seen & 1) == 0) {
                return seen;
            }
            pause(spins);
        }
    }

    /** Whether all that was read since {@link #beginRead} belongs together. */
    boolean validate(long seen) {
        VarHandle.acquireFence();
        return (long) VERSION.getOpaque(this) == seen;
    }

    private static void pause(int spins) {
        if (spins < SPINS) {
            Thread.onSpinWait();
        } else {
            Thread.yield();
        }
    }

    /** The heads of all cells, to be read by {@link #head}; others take their place when the cells change size. */
    int[] heads() {
        return heads;
    }

    /** The first bucket of a cell. */
    static int head(int[] heads, int cell) {
        return (int) HEAD.getAcquire(heads, cell);
    }

    /** How many bits longer than the tile the cells with these heads are. */
    static int innerBits(int[] heads) {
        return Integer.numberOfTrailingZeros(heads.length);
    }

    static void setHead(int[] heads, int cell, int bucket) {
        HEAD.setRelease(heads, cell, bucket);
    }

    /** Cuts the tile into other cells; the lock is held. */
    void setHeads(int[] newHeads) {
        heads = newHeads;
        changeCells();
    }

    long members() {
        return (long) MEMBERS.getAcquire(this);
    }

    long cellChanges() {
        return (long) CELL_CHANGES.getAcquire(this);
    }

    int count() {
        return count;
    }

    /** Notes how many objects entered, or left where negative; the lock is held. */
    void changeMembers(int by) {
        count += by;
        MEMBERS.setRelease(this, members + 1);
        changeCells();
    }

    /** Notes that an object changed cells inside, or that cells changed size; the lock is held. */
    void changeCells() {
        CELL_CHANGES.setRelease(this, cellChanges + 1);
    }

    /** Whether objects may be here; the lock is held. */
    boolean inUse() {
        return !retired && !branch;
    }

    /** Whether the tile is out of use for ever; the lock is held. */
    boolean retired() {
        return retired;
    }

    /** Lets smaller tiles, which exist and hold the objects by now, take its place; the lock is held. */
    void becomeBranch() {
        heads = NO_OBJECTS;
        branch = true;
        changeMembers(-count);
    }

    /** Takes a number of objects, which are in its chains by now, back from smaller tiles; the lock is held. */
    void becomeLeaf(int[] newHeads, int newCount) {
        heads = newHeads;
        branch = false;
        changeMembers(newCount);
    }

    /** Gives all objects away; the lock is held. */
    void leave() {
        heads = NO_OBJECTS;
        changeMembers(-count);
    }

    /** Takes the tile out of use; the lock is held, the tile is empty. */
    void retire() {
        retired = true;
        changeMembers(0);
    }

    /** Takes the tile out of use as it is, for those who read it; the lock is held. */
    void freeze() {
        retired = true;
    }
}
