package io.spatio.index.geohash;

import org.jspecify.annotations.Nullable;

/**
 * How one grid is cut: into tiles of one geohash length, and each tile into cells some bits longer, as many as its objects
 * call for. Immutable; any thread.
 *
 * <p>{@code innerBits} below always says how many bits a tile's cells are longer than the tile. A tile's cells are numbered
 * row by row from its south-western corner.
 */
final class CellSystem {
    /** How many bits longer the cells of a chosen length are than their tile. */
    private static final int CHOSEN_INNER_BITS = 4;

    /** Halving cells further would not lead past a crowd in one place. */
    private static final int MOST_INNER_BITS = 12;

    /** A tile whose cells hold more objects than this on average gets twice as many. */
    static final int MOST_OBJECTS = 16;

    /** A tile whose cells hold fewer gets half as many: then they hold half of the most. */
    private static final int LEAST_OBJECTS = MOST_OBJECTS / 4;

    /** The longest geohash of a tile. */
    static final int MOST_TILE_BITS = 44;

    /** How many bits longer than a branch the tiles are that take its place. */
    static final int BRANCH_BITS = 4;

    private static final CellSystem[] FOLLOWING = new CellSystem[MOST_TILE_BITS + 1];

    static {
        for (int bits = MOST_TILE_BITS; bits >= 0; bits--) {
            int finer = bits + BRANCH_BITS;
            FOLLOWING[bits] =
                    new CellSystem(bits, 0, MOST_INNER_BITS, finer > MOST_TILE_BITS ? null : FOLLOWING[finer]);
        }
    }

    private final int tileBits;
    private final int tileXShift;
    private final int tileYShift;
    private final @Nullable CellSystem finer;
    private final int leastInnerBits;
    private final int mostInnerBits;

    private CellSystem(int tileBits, int leastInnerBits, int mostInnerBits, @Nullable CellSystem finer) {
        this.tileBits = tileBits;
        this.tileXShift = Raster.xShift(tileBits);
        this.tileYShift = Raster.yShift(tileBits);
        this.leastInnerBits = leastInnerBits;
        this.mostInnerBits = mostInnerBits;
        this.finer = finer;
    }

    /** All cells of one length. */
    static CellSystem chosen(int bits) {
        int innerBits = Math.min(CHOSEN_INNER_BITS, bits);
        return new CellSystem(bits - innerBits, innerBits, innerBits, null);
    }

    /** Tiles of one length, with cells that follow the objects, and smaller tiles where those do not suffice. */
    static CellSystem following(int tileBits) {
        return FOLLOWING[tileBits];
    }

    /** The tiles that take the place of a branch; null where tiles are never branches. */
    @Nullable
    CellSystem finer() {
        return finer;
    }

    /** The marked key of the tile that a finest column and row lie in. */
    long keyOf(int x, int y) {
        return key(x >>> tileXShift, y >>> tileYShift);
    }

    /** Whether two finest columns and rows lie in one tile. */
    boolean inOneTile(int x, int y, int otherX, int otherY) {
        return (x ^ otherX) >>> tileXShift == 0 && (y ^ otherY) >>> tileYShift == 0;
    }

    int tileBits() {
        return tileBits;
    }

    /** How many bits longer the cells of a tile without objects are. */
    int leastInnerBits() {
        return leastInnerBits;
    }

    /** How much longer than the tile its cells should be for a number of objects, where they are now a given amount longer. */
    int innerBits(int now, int objects) {
        int innerBits = now;
        while (innerBits < mostInnerBits && objects > MOST_OBJECTS << innerBits) {
            innerBits++;
        }
        while (innerBits > leastInnerBits && objects < LEAST_OBJECTS << innerBits) {
            innerBits--;
        }
        return innerBits;
    }

    /** The marked key (see {@link Pyramid}) of the tile in a column and a row of tiles. */
    long key(int tileX, int tileY) {
        return 1L << tileBits | Raster.interleave(tileX, tileY, tileBits);
    }

    /** By how many bits the column of a tile is shorter than the finest. */
    int tileXShift() {
        return tileXShift;
    }

    /** By how many bits the row of a tile is shorter than the finest. */
    int tileYShift() {
        return tileYShift;
    }

    /** By how many bits the column of a cell is shorter than the finest. */
    int xShift(int innerBits) {
        return Raster.xShift(tileBits + innerBits);
    }

    /** By how many bits the row of a cell is shorter than the finest. */
    int yShift(int innerBits) {
        return Raster.yShift(tileBits + innerBits);
    }

    /** A tile has two to the power of this columns of cells. */
    int columnBits(int innerBits) {
        return tileXShift - Raster.xShift(tileBits + innerBits);
    }

    /** A tile has two to the power of this rows of cells. */
    int rowBits(int innerBits) {
        return innerBits - columnBits(innerBits);
    }

    /** The number, in its tile, of the cell that holds a finest column and row. */
    int cell(int x, int y, int innerBits) {
        int columnBits = columnBits(innerBits);
        int column = x >>> xShift(innerBits) & ((1 << columnBits) - 1);
        int row = y >>> yShift(innerBits) & ((1 << (innerBits - columnBits)) - 1);
        return row << columnBits | column;
    }

    /** The geohash of a cell of a tile. */
    Geohash geohash(long tileKey, int cell, int innerBits) {
        long tile = tileKey ^ 1L << tileBits;
        int columnBits = columnBits(innerBits);
        int x = Raster.x(tile, tileBits) << columnBits | (cell & ((1 << columnBits) - 1));
        int y = Raster.y(tile, tileBits) << rowBits(innerBits) | cell >>> columnBits;
        int bits = tileBits + innerBits;
        return new Geohash(Raster.interleave(x, y, bits), bits);
    }
}
