package io.spatio.index.geohash;

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

    private final int tileBits;
    private final int leastInnerBits;
    private final int mostInnerBits;

    private CellSystem(int tileBits, int leastInnerBits, int mostInnerBits) {
        this.tileBits = tileBits;
        this.leastInnerBits = leastInnerBits;
        this.mostInnerBits = mostInnerBits;
    }

    /** All cells of one length. */
    static CellSystem chosen(int bits) {
        int innerBits = Math.min(CHOSEN_INNER_BITS, bits);
        return new CellSystem(bits - innerBits, innerBits, innerBits);
    }

    /** Tiles of one length, with cells that follow the objects. */
    static CellSystem following(int tileBits) {
        return new CellSystem(tileBits, 0, Math.min(MOST_INNER_BITS, Geohash.MAX_BITS - tileBits));
    }

    int tileBits() {
        return tileBits;
    }

    /** How many bits longer the cells of a tile without objects are. */
    int leastInnerBits() {
        return leastInnerBits;
    }

    /** How much longer than the tile its cells should be for so many objects, where they are now so much longer. */
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
        return Raster.xShift(tileBits);
    }

    /** By how many bits the row of a tile is shorter than the finest. */
    int tileYShift() {
        return Raster.yShift(tileBits);
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
        return Raster.xShift(tileBits) - Raster.xShift(tileBits + innerBits);
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
