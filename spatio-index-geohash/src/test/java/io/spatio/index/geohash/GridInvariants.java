package io.spatio.index.geohash;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;

/** Checks everything that must hold of a grid that nobody changes at the moment. */
final class GridInvariants {
    private final Grid grid;
    private final Set<Integer> bucketsSeen = new HashSet<>();
    private final Set<Integer> handlesSeen = new HashSet<>();

    private GridInvariants(Grid grid) {
        this.grid = grid;
    }

    static void check(Grid grid) {
        new GridInvariants(grid).check();
    }

    private void check() {
        TileTable tiles = grid.directory().tiles();
        int found = 0;
        for (int slot = 0; slot < tiles.capacity(); slot++) {
            Tile tile = tiles.at(slot);
            if (tile != null) {
                found++;
                check(tile);
            }
        }
        assertThat(found).isEqualTo(tiles.size());
        assertThat(handlesSeen).hasSize(grid.size());
        assertThat(grid.buckets().used()).isEqualTo(bucketsSeen.size());
    }

    private void check(Tile tile) {
        CellSystem cells = tile.cells();
        assertThat(grid.directory().tiles().find(tile.key())).isSameAs(tile);
        assertThat(Pyramid.bits(tile.key())).isEqualTo(cells.tileBits());
        assertThat(tile.beginRead() & 1).isZero();
        checkParent(tile);
        int[] heads = tile.heads();
        int innerBits = Tile.innerBits(heads);
        int count = 0;
        for (int cell = 0; cell < heads.length; cell++) {
            int head = Tile.head(heads, cell);
            Geohash geohash = cells.geohash(tile.key(), cell, innerBits);
            assertThat(geohash.prefix(cells.tileBits()).prefix()).isEqualTo(tile.key() ^ 1L << cells.tileBits());
            for (int bucket = head;
                    bucket != Buckets.NONE;
                    bucket = grid.buckets().next(bucket)) {
                assertThat(bucketsSeen.add(bucket)).isTrue();
                int inBucket = grid.buckets().count(bucket);
                assertThat(inBucket).isBetween(bucket == head ? 1 : Buckets.CAPACITY, Buckets.CAPACITY);
                checkEntries(geohash, bucket, inBucket);
                count += inBucket;
            }
        }
        assertThat(tile.count()).isEqualTo(count);
        assertThat(tile.retired()).isFalse();
        if (tile.isBranch()) {
            assertThat(count).isZero();
        }
        // Neither too large nor too small cells, whatever came and went.
        assertThat(cells.innerBits(innerBits, count)).isEqualTo(innerBits);
    }

    private void checkEntries(Geohash cell, int bucket, int count) {
        for (int i = 0; i < count; i++) {
            int handle = grid.buckets().handle(bucket, i);
            assertThat(handlesSeen.add(handle)).isTrue();
            assertThat(grid.places().get(handle)).isEqualTo(bucket << 4 | i);
            double lon = grid.buckets().lon(bucket, i);
            double lat = grid.buckets().lat(bucket, i);
            assertThat(Geohash.of(lon, lat, cell.bits())).isEqualTo(cell);
        }
    }

    /** A tile of the largest size hangs in the pyramid, another below a branch. */
    private void checkParent(Tile tile) {
        if (tile.cells() == grid.cells()) {
            checkPyramid(tile.key());
            return;
        }
        Tile parent = requireNonNull(grid.directory().tiles().find(tile.key() >>> CellSystem.BRANCH_BITS));
        assertThat(parent.isBranch()).isTrue();
        assertThat(parent.cells().finer()).isSameAs(tile.cells());
    }

    private void checkPyramid(long tileKey) {
        long key = tileKey;
        while (key != Pyramid.ROOT) {
            int step = Math.min(6, Pyramid.bits(key));
            long parent = key >>> step;
            long bit = 1L << (key & ((1L << step) - 1));
            assertThat(grid.directory().pyramid().children(parent) & bit).isNotZero();
            key = parent;
        }
    }
}
