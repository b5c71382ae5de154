package io.spatio.index.geohash;

import java.util.Arrays;

/**
 * The tiles one search has read, each with the stamp that was true of it then and the range of candidates copied from it.
 * One thread only.
 */
final class ReadSet {
    private static final int KEPT = 1 << 12;

    private Tile[] tiles = new Tile[16];
    private long[] stamps = new long[16];
    private int[] ends = new int[2 * 16];
    private int[] slots = new int[32];
    private int size;
    private int linked;

    int size() {
        return size;
    }

    Tile tile(int i) {
        return tiles[i];
    }

    long stamp(int i) {
        return stamps[i];
    }

    int start(int i) {
        return ends[2 * i];
    }

    int end(int i) {
        return ends[2 * i + 1];
    }

    /** Notes again what was read of a tile. */
    void set(int i, long stamp, int start, int end) {
        stamps[i] = stamp;
        ends[2 * i] = start;
        ends[2 * i + 1] = end;
    }

    /** The place of a tile, or −1. Most searches never ask, so only then tiles are hashed. */
    int find(Tile tile) {
        linkAll();
        int mask = slots.length - 1;
        for (int slot = TileTable.slot(tile.key(), slots.length); ; slot = (slot + 1) & mask) {
            int i = slots[slot] - 1;
            if (i < 0 || tiles[i] == tile) {
                return i;
            }
        }
    }

    private void linkAll() {
        if (slots.length < 2 * tiles.length) {
            slots = new int[2 * tiles.length];
            linked = 0;
        }
        int mask = slots.length - 1;
        for (; linked < size; linked++) {
            int slot = TileTable.slot(tiles[linked].key(), slots.length);
            while (slots[slot] != 0) {
                slot = (slot + 1) & mask;
            }
            slots[slot] = linked + 1;
        }
    }

    /** Adds a tile that is not there, and returns its place. */
    int add(Tile tile) {
        if (size == tiles.length) {
            int capacity = 2 * tiles.length;
            tiles = Arrays.copyOf(tiles, capacity);
            stamps = Arrays.copyOf(stamps, capacity);
            ends = Arrays.copyOf(ends, 2 * capacity);
        }
        tiles[size] = tile;
        return size++;
    }

    void clear() {
        if (tiles.length > KEPT) {
            tiles = new Tile[16];
            stamps = new long[16];
            ends = new int[2 * 16];
            slots = new int[32];
        } else {
            Arrays.fill(tiles, 0, size, null);
            if (linked > 0) {
                Arrays.fill(slots, 0);
            }
        }
        size = 0;
        linked = 0;
    }
}
