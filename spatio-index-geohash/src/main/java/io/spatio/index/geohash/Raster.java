package io.spatio.index.geohash;

/**
 * The arithmetic of all geohash cells: the world in 2³⁰ columns from −180 eastwards and 2³⁰ rows from −90 northwards, the
 * cells of the longest geohash. The column of a longer cell's place is the higher bits of the finest one's, so a point is put
 * into its column and row once, and everything else is shifts.
 *
 * <p>The column of a longitude is a multiplication, which may round across an edge; comparing with the two edges, which are
 * exact, puts it right. So every point lies inside its cell's closed box, and columns grow with longitudes: all that the
 * pruning of searches rests on.
 */
final class Raster {
    /** The bits of a column or a row. */
    static final int AXIS_BITS = 30;

    /** How many columns, and how many rows, there are. */
    static final int SIZE = 1 << AXIS_BITS;

    private static final double LON_WIDTH = 360.0 / SIZE;
    private static final double LAT_WIDTH = 180.0 / SIZE;
    private static final double COLUMNS_PER_DEGREE = SIZE / 360.0;
    private static final double ROWS_PER_DEGREE = SIZE / 180.0;
    /** Metres of one degree on the equator and along a meridian of the mean sphere. */
    private static final double METERS_PER_DEGREE = Math.toRadians(6_371_008.7714);

    private Raster() {}

    /** The column of a longitude, −180 to 180. */
    static int x(double lon) {
        int x = (int) ((lon + 180) * COLUMNS_PER_DEGREE);
        if (lon < west(x)) {
            return x - 1;
        }
        return Math.min(SIZE - 1, lon >= west(x + 1) ? x + 1 : x);
    }

    /** The row of a latitude, −90 to 90. */
    static int y(double lat) {
        int y = (int) ((lat + 90) * ROWS_PER_DEGREE);
        if (lat < south(y)) {
            return y - 1;
        }
        return Math.min(SIZE - 1, lat >= south(y + 1) ? y + 1 : y);
    }

    /** The western edge of a column, exact; of the one beyond the last it is 180. */
    static double west(int x) {
        return x * LON_WIDTH - 180;
    }

    /** The southern edge of a row, exact; of the one beyond the last it is 90. */
    static double south(int y) {
        return y * LAT_WIDTH - 90;
    }

    /** How many bits of a geohash are a column's. */
    static int lonBits(int bits) {
        return (bits + 1) >>> 1;
    }

    /** How many bits of a geohash are a row's. */
    static int latBits(int bits) {
        return bits >>> 1;
    }

    /** By how many bits the column of a geohash's cell is shorter than the finest. */
    static int xShift(int bits) {
        return AXIS_BITS - lonBits(bits);
    }

    /** By how many bits the row of a geohash's cell is shorter than the finest. */
    static int yShift(int bits) {
        return AXIS_BITS - latBits(bits);
    }

    /** The geohash of the cell that holds a point. */
    static long prefix(double lon, double lat, int bits) {
        return interleave(x(lon) >>> xShift(bits), y(lat) >>> yShift(bits), bits);
    }

    /** The prefix of a column and a row of its cells: their bits interleaved, the highest of the column first. */
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

    /** The bit length whose cells, measured by the square root of their area at the equator, come nearest in ratio. */
    static int bitsFor(double cellMeters) {
        int best = GeohashIndexOptions.MIN_BITS;
        double bestError = Double.POSITIVE_INFINITY;
        for (int bits = best; bits <= GeohashIndexOptions.MAX_BITS; bits++) {
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
        double lonWidth = 360.0 / (1L << lonBits(bits));
        double latWidth = 180.0 / (1L << latBits(bits));
        return Math.sqrt(lonWidth * latWidth) * METERS_PER_DEGREE;
    }
}
