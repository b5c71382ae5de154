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

    private final Grid grid;
    private final PriorityQueue<Crowd> crowds = new PriorityQueue<>(
            Comparator.comparingInt(Crowd::count).thenComparing(Crowd::cell, Comparator.reverseOrder()));
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
        bytes += 80 + 4L * tile.cells();
        tile.lock();
        try {
            tileCount += tile.count() > 0 ? 1 : 0;
            for (int cell = 0; cell < tile.cells(); cell++) {
                add(tile, cell);
            }
        } finally {
            tile.unlockUnchanged();
        }
    }

    private void add(Tile tile, int cell) {
        int count = 0;
        for (int bucket = tile.head(cell);
                bucket != Buckets.NONE;
                bucket = grid.buckets().next(bucket)) {
            count += grid.buckets().count(bucket);
        }
        if (count > 0) {
            cellCount++;
            long prefix =
                    (tile.key() ^ 1L << grid.cells().tileBits()) << grid.cells().innerBits() | cell;
            crowds.add(new Crowd(prefix, count));
            if (crowds.size() > LISTED) {
                crowds.remove();
            }
        }
    }

    private Map<String, Object> asMap() {
        int bits = grid.cells().bits();
        List<Crowd> largest = new ArrayList<>(crowds);
        largest.sort(Comparator.comparingInt(Crowd::count).reversed().thenComparing(Crowd::cell));
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("bits", bits);
        map.put("cell-count", cellCount);
        map.put("tiles", tileCount);
        map.put("bytes", bytes);
        map.put(
                "cells",
                largest.stream()
                        .map(crowd -> new Geohash(crowd.cell(), bits).text() + " " + crowd.count())
                        .toList());
        return map;
    }

    /** How many objects a cell holds. */
    private record Crowd(long cell, int count) {}
}
