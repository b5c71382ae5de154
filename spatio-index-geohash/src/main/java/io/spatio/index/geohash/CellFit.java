package io.spatio.index.geohash;

import org.jspecify.annotations.Nullable;

/**
 * When and how cells are fitted to the density of the objects.
 *
 * <p>A search is fastest where the typical object shares its cell with about {@value #BEST_COMPANY} others. Typical is the
 * median over the objects, not the mean: neither a crowded depot nor a lonely remainder of the world decides. It is looked at
 * whenever the number of objects has doubled, and whenever so many tiles were made that their table was built anew; so each
 * look, and each copy into other cells, is paid by as many changes. Immutable.
 */
final class CellFit {
    private static final int BEST_COMPANY = 16;
    private static final int LEAST_COMPANY = 5;
    private static final int MOST_COMPANY = 48;
    /** Counts above this are not told apart at one look. */
    private static final int LARGEST_COUNT = 255;

    /** Fewer objects than these decide nothing. */
    static final int FEWEST_OBJECTS = 1024;

    private static final int LEAST_BITS = 8;
    /** The longest geohash that cells are fitted to. */
    static final int MOST_BITS = 44;

    private static final int ROUNDS = 6;
    /** Halving a cell's width and height should quarter its company; one that stays above this share is one crowd. */
    private static final double GAIN = 0.7;

    private final int size;
    private final Directory directory;

    private CellFit(int size, @Nullable Directory directory) {
        this.size = size;
        this.directory = directory == null ? Directory.empty() : directory;
    }

    /** For an empty index. */
    static CellFit first(GeohashIndexOptions options) {
        return new CellFit(options.fitting() ? FEWEST_OBJECTS : Integer.MAX_VALUE, null);
    }

    /** After a look at a grid. */
    static CellFit next(Grid grid) {
        return expecting(grid, grid.size());
    }

    /** After a look at a grid that is to have so many objects soon. */
    static CellFit expecting(Grid grid, int size) {
        return new CellFit(
                (int) Math.min(Integer.MAX_VALUE - 1, Math.max(FEWEST_OBJECTS, 2L * size)), grid.directory());
    }

    /** Whether it is time to look. */
    boolean isDue(Grid grid) {
        int present = grid.size();
        return present >= size
                || (size != Integer.MAX_VALUE && present >= FEWEST_OBJECTS && grid.directory() != directory);
    }

    /** The bits of cells that fit a grid's objects better than its own, or its own. Beside changes an estimate. */
    static int betterBits(Grid grid) {
        return betterBits(grid.cells().bits(), company(grid));
    }

    /** The bits of cells that fit a block, whose objects are more than there are in the grid. */
    static int betterBits(Grid grid, SortedBlock block) {
        int bits = grid.cells().bits();
        for (int round = 0; round < ROUNDS; round++) {
            int company = block.company(bits);
            int better = betterBits(bits, company);
            if (better == bits || (better > bits && block.company(better) > GAIN * company)) {
                return bits;
            }
            bits = better;
        }
        return bits;
    }

    private static int betterBits(int bits, int company) {
        if (company >= LEAST_COMPANY && company <= MOST_COMPANY) {
            return bits;
        }
        // A bit more halves the cells.
        int change = (int) Math.rint(Math.log((double) company / BEST_COMPANY) / Math.log(2));
        return Math.max(LEAST_BITS, Math.min(MOST_BITS, bits + change));
    }

    /** A grid of other cells with the objects of a frozen one, or one like it where none fits better. */
    static Grid fitted(Grid frozen, int firstBits) {
        Grid best = copy(frozen, firstBits);
        int before = company(frozen);
        for (int round = 1; round < ROUNDS; round++) {
            int company = company(best);
            boolean finer = best.cells().bits() > frozen.cells().bits();
            if (finer && company > GAIN * before) {
                return copy(frozen, frozen.cells().bits());
            }
            int bits = betterBits(best.cells().bits(), company);
            if (bits == best.cells().bits() || bits > best.cells().bits() != finer) {
                return best;
            }
            best = copy(frozen, bits);
        }
        return best;
    }

    /** A grid of other cells with the objects of a frozen one. */
    static Grid copy(Grid frozen, int bits) {
        Grid copy = new Grid(new CellSystem(bits));
        copy.takeOver(frozen);
        return copy;
    }

    /** How many objects the cell of the median object holds, itself included. */
    private static int company(Grid grid) {
        Company company = new Company();
        TileTable tiles = grid.directory().tiles();
        for (int slot = 0; slot < tiles.capacity(); slot++) {
            Tile tile = tiles.at(slot);
            for (int cell = 0; tile != null && cell < tile.cells(); cell++) {
                company.add(count(grid.buckets(), tile.head(cell)));
            }
        }
        return company.median();
    }

    /** How many objects share cells, as far as it matters. */
    static final class Company {
        private final long[] objects = new long[LARGEST_COUNT + 1];
        private long all;

        /** Notes a cell. */
        void add(int count) {
            objects[Math.min(count, LARGEST_COUNT)] += count;
            all += count;
        }

        /** How many the cell of the median object holds, at most {@value #LARGEST_COUNT}. */
        int median() {
            long below = 0;
            for (int count = 1; count < LARGEST_COUNT; count++) {
                below += objects[count];
                if (2 * below >= all) {
                    return count;
                }
            }
            return LARGEST_COUNT;
        }
    }

    /** The length of a chain, at most {@value #LARGEST_COUNT}; beside changes it may be wrong. */
    private static int count(Buckets buckets, int head) {
        int count = 0;
        for (int bucket = head; bucket != Buckets.NONE && count < LARGEST_COUNT; bucket = buckets.next(bucket)) {
            count += Math.max(1, buckets.count(bucket));
        }
        return Math.min(count, LARGEST_COUNT);
    }
}
