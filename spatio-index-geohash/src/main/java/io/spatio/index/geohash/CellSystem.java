package io.spatio.index.geohash;

/**
 * The arithmetic of all geohash cells of one bit length, and of the tiles made of up to 4 x 4 of them. A cell's key is its
 * prefix; its column x counts from −180 eastwards, its row y from −90 northwards. Immutable; any thread.
 *
 * <p>The column of a longitude is a multiplication, which may round across an edge; comparing with the two edges, which are
 * exact, puts it right. So every point lies inside its cell's closed box, and columns grow with longitudes: all that the
 * pruning of searches rests on.
 */
final class CellSystem {
    /** Metres of one degree on the equator and along a meridian of the mean sphere. */
    private static final double METERS_PER_DEGREE = Math.toRadians(6_371_008.7714);

    private final int bits;
    private final int tileBits;
    private final int maxX;
    private final int maxY;
    private final double lonWidth;
    private final double latWidth;
    private final double columnsPerDegree;
    private final double rowsPerDegree;
    private final int[] columnCells = new int[4];
    private final int[] rowCells = new int[4];

    CellSystem(int bits) {
        this.bits = bits;
        this.tileBits = Math.max(0, bits - 4);
        long columns = 1L << lonBits(bits);
        long rows = 1L << latBits(bits);
        maxX = (int) (columns - 1);
        maxY = (int) (rows - 1);
        lonWidth = 360.0 / columns;
        latWidth = 180.0 / rows;
        columnsPerDegree = columns / 360.0;
        rowsPerDegree = rows / 180.0;
        for (int cell = 0; cell < 1 << innerBits(); cell++) {
            columnCells[x(cell, bits)] |= 1 << cell;
            rowCells[y(cell, bits)] |= 1 << cell;
        }
    }

    /** The bit length whose cells, measured by the square root of their area at the equator, come nearest in ratio. */
    static int bitsFor(double cellMeters) {
        int best = 2;
        double bestError = Double.POSITIVE_INFINITY;
        for (int bits = 2; bits <= GeohashIndexOptions.MAX_BITS; bits++) {
            double error = Math.abs(Math.log(cellMeters(bits) / cellMeters));
            if (error < bestError) {
                best = bits;
                bestError = error;
            }
        }
        return best;
    }

    /** The square root of a cell's area at the equator in metres. */
    static double cellMeters(int bits) {
        CellSystem cells = new CellSystem(bits);
        return Math.sqrt(cells.lonWidth * cells.latWidth) * METERS_PER_DEGREE;
    }

    static int lonBits(int bits) {
        return (bits + 1) >>> 1;
    }

    static int latBits(int bits) {
        return bits >>> 1;
    }

    /** The prefix of a column and a row: their bits interleaved, the highest of the column first. */
    static long interleave(int x, int y, int bits) {
        return (bits & 1) == 0 ? spread(x) << 1 | spread(y) : spread(x) | spread(y) << 1;
    }

    /** The column of a prefix. */
    static int x(long prefix, int bits) {
        return squeeze((bits & 1) == 0 ? prefix >>> 1 : prefix);
    }

    /** The row of a prefix. */
    static int y(long prefix, int bits) {
        return squeeze((bits & 1) == 0 ? prefix : prefix >>> 1);
    }

    /** Puts a zero above each bit (Morton, 1966). */
    private static long spread(int value) {
        long v = value & 0xFFFFFFFFL;
        v = (v | v << 16) & 0x0000FFFF0000FFFFL;
        v = (v | v << 8) & 0x00FF00FF00FF00FFL;
        v = (v | v << 4) & 0x0F0F0F0F0F0F0F0FL;
        v = (v | v << 2) & 0x3333333333333333L;
        return (v | v << 1) & 0x5555555555555555L;
    }

    private static int squeeze(long value) {
        long v = value & 0x5555555555555555L;
        v = (v | v >>> 1) & 0x3333333333333333L;
        v = (v | v >>> 2) & 0x0F0F0F0F0F0F0F0FL;
        v = (v | v >>> 4) & 0x00FF00FF00FF00FFL;
        v = (v | v >>> 8) & 0x0000FFFF0000FFFFL;
        return (int) (v | v >>> 16);
    }

    int bits() {
        return bits;
    }

    int tileBits() {
        return tileBits;
    }

    /** How many bits tell the cells of one tile apart: 4, or fewer where the world is one tile. */
    int innerBits() {
        return bits - tileBits;
    }

    /** How many columns a tile has, as a shift: 2 where it has four. */
    int tileColumnsShift() {
        return lonBits(bits) - lonBits(tileBits);
    }

    /** How many rows a tile has, as a shift. */
    int tileRowsShift() {
        return latBits(bits) - latBits(tileBits);
    }

    /** The cells of a tile between columns and rows of it, both ends included, as bits. */
    int innerCells(int minX, int minY, int maxX, int maxY) {
        int inColumns = 0;
        for (int x = Math.max(0, minX); x <= Math.min(3, maxX); x++) {
            inColumns |= columnCells[x];
        }
        int inRows = 0;
        for (int y = Math.max(0, minY); y <= Math.min(3, maxY); y++) {
            inRows |= rowCells[y];
        }
        return inColumns & inRows;
    }

    /** The column of a longitude, −180 to 180. */
    int x(double lon) {
        int x = (int) ((lon + 180) * columnsPerDegree);
        if (x > maxX) {
            return maxX;
        }
        if (lon < west(x)) {
            return x - 1;
        }
        return x < maxX && lon >= west(x + 1) ? x + 1 : x;
    }

    /** The row of a latitude, −90 to 90. */
    int y(double lat) {
        int y = (int) ((lat + 90) * rowsPerDegree);
        if (y > maxY) {
            return maxY;
        }
        if (lat < south(y)) {
            return y - 1;
        }
        return y < maxY && lat >= south(y + 1) ? y + 1 : y;
    }

    /** The key of the cell in a column and a row. */
    long key(int x, int y) {
        return interleave(x, y, bits);
    }

    /**
     * Whether a cell surely holds a point: cheaper than asking for the point's own. The far edges of the last cells, which
     * no canonical point but a pole reaches, are left out.
     */
    boolean contains(int x, int y, double lon, double lat) {
        return lon >= west(x) && lon < west(x + 1) && lat >= south(y) && lat < south(y + 1);
    }

    /** The key of the cell that holds a point. */
    long key(double lon, double lat) {
        return interleave(x(lon), y(lat), bits);
    }

    /** The western edge of a column, exact. */
    double west(int x) {
        return x * lonWidth - 180;
    }

    /** The southern edge of a row, exact. */
    double south(int y) {
        return y * latWidth - 90;
    }

    /** The western edge of a column of cells of a shorter prefix. */
    double west(int x, int prefixBits) {
        return (double) ((long) x << (lonBits(bits) - lonBits(prefixBits))) * lonWidth - 180;
    }

    /** The southern edge of a row of cells of a shorter prefix. */
    double south(int y, int prefixBits) {
        return (double) ((long) y << (latBits(bits) - latBits(prefixBits))) * latWidth - 90;
    }
}
