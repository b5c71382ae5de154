package io.spatio.index.geohash;

import io.spatio.spi.PositionBlock;
import io.spatio.spi.PositionList;
import org.jspecify.annotations.Nullable;

/**
 * When tiles are fitted to the density of the objects.
 *
 * <p>A tile's cells follow the number of its objects by themselves. But each tile costs memory, and each one that a search
 * meets costs time, so the typical object should share its tile with some hundred others; and a tile much larger than the
 * clumps in it branches, which costs another look-up each time. Typical is the median over the objects, not the mean: neither a crowded depot
 * nor a lonely remainder of the world decides. It is looked at whenever the number of objects has doubled, and whenever so
 * many tiles were made that their table was rebuilt; so each look, and each copy into other tiles, is paid by as many
 * changes. Immutable.
 */
final class CellFit {
    /** Fewer objects than these decide nothing. */
    static final int FEWEST_OBJECTS = 1024;

    /** How many objects the tile of the typical one holds at least after fitting, in tiles as small as that allows. */
    private static final int COMPANY = 256;

    private static final int LEAST_COMPANY = 32;
    private static final int MOST_COMPANY = 2048;

    private final int size;
    private final @Nullable Directory directory;

    private CellFit(long size, @Nullable Directory directory) {
        this.size = (int) Math.min(Integer.MAX_VALUE, Math.max(FEWEST_OBJECTS, size));
        this.directory = directory;
    }

    /** For an empty index. */
    static CellFit first(GeohashIndexOptions options) {
        return new CellFit(options.fitting() ? FEWEST_OBJECTS : Integer.MAX_VALUE, null);
    }

    /** After a look at a grid that is to have a given number of objects soon. */
    static CellFit next(Grid grid, long size) {
        return new CellFit(2 * size, grid.directory());
    }

    /** After a fit that changed nothing: new tiles alone are no reason to try again. */
    static CellFit whenDoubled(Grid grid) {
        return new CellFit(2L * grid.size(), null);
    }

    /** Whether it is time to look. */
    boolean isDue(Grid grid) {
        int present = grid.size();
        return present >= size || (directory != null && present >= FEWEST_OBJECTS && grid.directory() != directory);
    }

    /** Whether other tiles might well be better. Beside changes an estimate. */
    static boolean isUnfit(Grid grid) {
        Company company = companyOf(grid);
        return company.fewInTiles() || company.manyInTiles() || company.manyInBranches();
    }

    /** A grid of better tiles with the objects of a frozen one. */
    static Grid fitted(Grid frozen) {
        PositionList block = positionsOf(frozen);
        SortedBlock sorted = SortedBlock.of(block);
        int bits = sorted.tileBits(COMPANY, frozen.cells().tileBits());
        return copy(block, sorted, bits);
    }

    /** A grid of other tiles with the objects of a frozen one. */
    static Grid copy(Grid frozen, int bits) {
        PositionList block = positionsOf(frozen);
        return copy(block, SortedBlock.of(block), bits);
    }

    private static PositionList positionsOf(Grid frozen) {
        PositionList positions = new PositionList(frozen.size());
        Buckets buckets = frozen.buckets();
        TileTable tiles = frozen.directory().tiles();
        for (int slot = 0; slot < tiles.capacity(); slot++) {
            Tile tile = tiles.at(slot);
            if (tile != null) {
                int[] heads = tile.heads();
                for (int cell = 0; cell < heads.length; cell++) {
                    addChain(buckets, Tile.head(heads, cell), positions);
                }
            }
        }
        return positions;
    }

    private static void addChain(Buckets buckets, int head, PositionList positions) {
        for (int bucket = head; bucket != Buckets.NONE; bucket = buckets.next(bucket)) {
            for (int i = 0; i < buckets.count(bucket); i++) {
                positions.add(
                        buckets.handle(bucket, i),
                        buckets.lon(bucket, i),
                        buckets.lat(bucket, i),
                        buckets.alt(bucket, i));
            }
        }
    }

    /** In order, so that neighbours come to lie beside each other in memory. */
    private static Grid copy(PositionBlock block, SortedBlock sorted, int bits) {
        Grid copy = new Grid(CellSystem.following(bits));
        for (int i = 0; i < sorted.size(); i++) {
            int at = sorted.index(i);
            copy.load(block.handle(at), block.lon(at), block.lat(at), block.alt(at));
        }
        copy.branchClumped();
        return copy;
    }

    /** The bits of tiles that fit a block, whose objects are more than there are in the grid. */
    static int tileBits(Grid grid, SortedBlock block) {
        return block.tileBits(COMPANY, grid.cells().tileBits());
    }

    private static Company companyOf(Grid grid) {
        Company company = new Company();
        TileTable tiles = grid.directory().tiles();
        for (int slot = 0; slot < tiles.capacity(); slot++) {
            Tile tile = tiles.at(slot);
            if (tile != null) {
                company.add(tile.count(), tile.cells() != grid.cells());
            }
        }
        return company;
    }

    /** How many objects share their tiles with few or many, or are in smaller ones. */
    private static final class Company {
        private long all;
        private long inSmallTiles;
        private long inLargeTiles;
        private long inBranches;

        void add(int count, boolean inBranch) {
            all += count;
            inSmallTiles += count < LEAST_COMPANY ? count : 0;
            inLargeTiles += count > MOST_COMPANY ? count : 0;
            inBranches += inBranch ? count : 0;
        }

        boolean fewInTiles() {
            return 2 * inSmallTiles > all;
        }

        boolean manyInTiles() {
            return 2 * inLargeTiles > all;
        }

        boolean manyInBranches() {
            return 4 * inBranches > all;
        }
    }
}
