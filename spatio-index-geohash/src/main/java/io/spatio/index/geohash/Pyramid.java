package io.spatio.index.geohash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Tells at shorter and shorter prefixes where there are tiles: a sparse tree with 8 x 8 children per node, each node a word
 * with a bit for every child in use. It leads searches past any emptiness in a few steps.
 *
 * <p>Nodes are named by marked keys: a prefix with a one above its first bit, so that prefixes of different lengths differ;
 * the root is 1. A parent's key is the child's without its last six bits, or without all where fewer are left.
 *
 * <p><b>Thread-safety:</b> one thread adds at a time, any thread reads meanwhile; bits are only added, children first, so
 * a thread that sees a bit finds the child.
 */
final class Pyramid {
    /** The marked key of the whole world. */
    static final long ROOT = 1;

    private static final int STEP = 6;
    private static final VarHandle WORDS = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] keys;
    private final long[] children;
    private int size;

    Pyramid(int capacity) {
        keys = new long[capacity];
        children = new long[capacity];
    }

    /** How many bits the prefix of a marked key has. */
    static int bits(long key) {
        return Long.SIZE - 1 - Long.numberOfLeadingZeros(key);
    }

    /** How many bits a node's children have more, on the way to tiles. */
    static int step(int nodeBits, int tileBits) {
        return nodeBits == 0 && tileBits % STEP != 0 ? tileBits % STEP : STEP;
    }

    /** How many bits the node has whose word leads past a prefix of some bits, fewer than a tile's. */
    static int level(int bits, int tileBits) {
        int first = tileBits % STEP;
        return bits < first ? 0 : bits - (bits - first) % STEP;
    }

    /** The most nodes one tile may add. */
    static int levels(int tileBits) {
        return (tileBits + STEP - 1) / STEP;
    }

    /** The children in use of a node. */
    long children(long key) {
        int slot = slotOf(key);
        return (long) WORDS.getAcquire(keys, slot) == 0 ? 0 : (long) WORDS.getAcquire(children, slot);
    }

    private int slotOf(long key) {
        int mask = keys.length - 1;
        int slot = TileTable.slot(key, keys.length);
        for (; ; slot = (slot + 1) & mask) {
            long found = (long) WORDS.getAcquire(keys, slot);
            if (found == key || found == 0) {
                return slot;
            }
        }
    }

    /** Adds a tile's key to all nodes above it. */
    void add(long tileKey) {
        long key = tileKey;
        while (key != ROOT) {
            int step = Math.min(STEP, bits(key));
            long bit = 1L << (key & ((1L << step) - 1));
            long parent = key >>> step;
            int slot = slotOf(parent);
            long before = children[slot];
            if ((before & bit) != 0) {
                return;
            }
            WORDS.setRelease(children, slot, before | bit);
            if (keys[slot] == 0) {
                WORDS.setRelease(keys, slot, parent);
                size++;
            }
            key = parent;
        }
    }

    /** Whether one more tile might not fit. */
    boolean full(int tileBits) {
        return 2 * (size + levels(tileBits)) > keys.length;
    }

    int size() {
        return size;
    }

    int capacity() {
        return keys.length;
    }
}
