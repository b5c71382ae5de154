package io.spatio.index.geohash;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** What a grid says of itself. Beside changes the counts are those of no single moment. O(tiles). */
final class GridStats {
    private static final int LISTED = 20;

    /** Of equally many the cell farther to the south-west is the later one. */
    private static final Comparator<Crowd> ORDER = Comparator.comparingInt(Crowd::count)
            .thenComparing(
                    crowd -> crowd.cell().prefix()
                            << (Geohash.MAX_BITS - crowd.cell().bits()),
                    Comparator.reverseOrder());

    private final Grid grid;
    private final PriorityQueue<Crowd> crowds = new PriorityQueue<>(ORDER);
    private final long[] objects = new long[Geohash.MAX_BITS + 1];
    private long cellCount;
    private long tileCount;
    private long bytes;

    private GridStats(Grid grid) {
        this.grid = grid;
    }

    static Map<String, Object> of(Grid grid) {
        GridStats stats = new GridStats(grid);
        Directory directory = grid.directory();
        stats.bytes = directory.bytes() + grid.buckets().bytes() + grid.places().bytes();
        for (int slot = 0; slot < directory.tiles().capacity(); slot++) {
            stats.add(directory.tiles().at(slot));
        }
        return stats.asMap();
    }

    private void add(@Nullable Tile tile) {
        if (tile == null) {
            return;
        }
        tile.lock();
        try {
            int[] heads = tile.heads();
            bytes += 96 + 4L * heads.length;
            tileCount += tile.count() > 0 ? 1 : 0;
            objects[tile.cells().tileBits() + Tile.innerBits(heads)] += tile.count();
            for (int cell = 0; cell < heads.length; cell++) {
                add(tile, heads, cell);
            }
        } finally {
            tile.unlockUnchanged();
        }
    }

    private void add(Tile tile, int[] heads, int cell) {
        int count = 0;
        Buckets buckets = grid.buckets();
        for (int bucket = Tile.head(heads, cell); bucket != Buckets.NONE; bucket = buckets.next(bucket)) {
            count += buckets.count(bucket);
        }
        if (count > 0) {
            cellCount++;
            crowds.add(new Crowd(tile.cells().geohash(tile.key(), cell, Tile.innerBits(heads)), count));
            if (crowds.size() > LISTED) {
                crowds.remove();
            }
        }
    }

    /** The bits of the cell of the median object, or of an empty tile's. */
    private int bits() {
        long all = 0;
        for (long some : objects) {
            all += some;
        }
        int bits = grid.cells().tileBits() + grid.cells().leastInnerBits();
        long below = 0;
        for (int i = 0; i < objects.length && 2 * below < all; i++) {
            below += objects[i];
            bits = i;
        }
        return bits;
    }

    private Map<String, Object> asMap() {
        List<Crowd> largest = new ArrayList<>(crowds);
        largest.sort(ORDER.reversed());
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("bits", bits());
        map.put("cell-count", cellCount);
        map.put("tiles", tileCount);
        map.put("bytes", bytes);
        map.put(
                "cells",
                largest.stream()
                        .map(crowd -> crowd.cell().text() + " " + crowd.count())
                        .toList());
        return map;
    }

    /** How many objects a cell holds. */
    private record Crowd(Geohash cell, int count) {}
}
