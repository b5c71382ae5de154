package io.spatio.index.geohash;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds tiles by their marked key: open addressing with linear probing, at most half full. Entries are only added; taking
 * one out means a new table.
 *
 * <p><b>Thread-safety:</b> one thread adds at a time, any thread finds meanwhile: a key is written after its tile.
 */
final class TileTable {
    private static final VarHandle KEYS = MethodHandles.arrayElementVarHandle(long[].class);

    private final long[] keys;
    private final @Nullable Tile[] tiles;
    private int size;

    TileTable(int capacity) {
        keys = new long[capacity];
        tiles = new Tile[capacity];
    }

    /** Where to start looking for a key in a table of a power of two (Fibonacci hashing, Knuth 6.4). */
    static int slot(long key, int capacity) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 33) & (capacity - 1);
    }

    @Nullable
    Tile find(long key) {
        int mask = keys.length - 1;
        for (int slot = slot(key, keys.length); ; slot = (slot + 1) & mask) {
            long found = (long) KEYS.getAcquire(keys, slot);
            if (found == key) {
                return tiles[slot];
            }
            if (found == 0) {
                return null;
            }
        }
    }

    void add(Tile tile) {
        int mask = keys.length - 1;
        int slot = slot(tile.key(), keys.length);
        while (keys[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        tiles[slot] = tile;
        KEYS.setRelease(keys, slot, tile.key());
        size++;
    }

    /** Whether the table is at most half full after a number more, the last of them left out. */
    boolean hasRoom(int more) {
        return 2 * (size + more - 1) < keys.length;
    }

    /** The keys of all tiles, in any order; only for who adds. */
    long[] keys() {
        return Arrays.stream(keys).filter(key -> key != 0).toArray();
    }

    int size() {
        return size;
    }

    int capacity() {
        return keys.length;
    }

    /** The tile in a slot, or null. */
    @Nullable
    Tile at(int slot) {
        return (long) KEYS.getAcquire(keys, slot) == 0 ? null : tiles[slot];
    }
}
