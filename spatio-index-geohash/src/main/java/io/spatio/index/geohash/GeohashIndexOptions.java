package io.spatio.index.geohash;

import io.spatio.spi.Option;
import io.spatio.spi.Options;
import java.util.List;

/**
 * How a {@link GeohashIndex} is cut into cells. Immutable; any thread.
 *
 * <p>Searches are fastest with 16 to 20 objects per cell, and cells of about twice the usual radius; a cell of any number of
 * objects stays correct, and changes stay O(1).
 *
 * @param bits the bit length of the cells' geohashes, {@value #MIN_BITS} to {@value #MAX_BITS}
 * @param fitting whether that only chooses the first tiles, four bits shorter, and cells follow the density of the objects
 */
public record GeohashIndexOptions(int bits, boolean fitting) {
    /** The shortest geohash: four cells for the world. */
    public static final int MIN_BITS = 2;

    /** The longest geohash: cells of about 0.4 m. */
    public static final int MAX_BITS = 52;

    static final String BITS = "bits";
    static final String CHARACTERS = "characters";
    static final String CELL_METERS = "cell-meters";
    static final List<Option> ALL = List.of(
            Option.withoutDefault(
                    CELL_METERS,
                    Option.Type.METERS,
                    "The size of a cell; the geohash length whose cells come nearest at the equator is taken;"
                            + " cells follow the density of the objects unless one of the three is set."),
            Option.withoutDefault(
                    BITS,
                    Option.Type.INTEGER,
                    "The geohash length of a cell in bits, 2 to 52, instead of cell-meters."),
            Option.withoutDefault(
                    CHARACTERS,
                    Option.Type.INTEGER,
                    "The geohash length of a cell in base-32 characters, 1 to 10, instead of cell-meters."));

    private static final double FIRST_CELL_METERS = 400;
    private static final int FOLLOWED_TILE_BITS = 4;
    private static final int MAX_CHARACTERS = MAX_BITS / 5;

    /** Checks the range. */
    public GeohashIndexOptions {
        if (bits < MIN_BITS || bits > MAX_BITS) {
            throw new IllegalArgumentException("bits = " + bits + " is outside [" + MIN_BITS + ", " + MAX_BITS + "]");
        }
    }

    /** Cells of one size for ever. */
    public GeohashIndexOptions(int bits) {
        this(bits, false);
    }

    /** The default: cells that follow the density of the objects, in tiles of about 1,700 m at first. */
    public static GeohashIndexOptions defaults() {
        return new GeohashIndexOptions(Raster.bitsFor(FIRST_CELL_METERS), true);
    }

    /**
     * The bit length whose cells, measured by the square root of their area at the equator, come nearest to a size in
     * metres, in ratio.
     */
    public static GeohashIndexOptions ofCellMeters(double cellMeters) {
        if (!(cellMeters > 0) || cellMeters == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("cellMeters = " + cellMeters + " is not a positive length");
        }
        return new GeohashIndexOptions(Raster.bitsFor(cellMeters));
    }

    /** How an empty index is cut. */
    CellSystem cells() {
        if (!fitting) {
            return CellSystem.chosen(bits);
        }
        return CellSystem.following(Math.max(0, Math.min(CellSystem.MOST_TILE_BITS, bits - FOLLOWED_TILE_BITS)));
    }

    /** Reads the options of {@link GeohashIndexProvider}, of which at most one may be set. */
    static GeohashIndexOptions of(Options options) {
        List<String> set = ALL.stream().map(Option::name).filter(options::has).toList();
        if (set.size() > 1) {
            throw options.error(set.get(0), "contradicts " + set.get(1) + ": set only one of " + names());
        }
        if (options.has(BITS)) {
            return new GeohashIndexOptions(checked(options, BITS, MIN_BITS, MAX_BITS));
        }
        if (options.has(CHARACTERS)) {
            return new GeohashIndexOptions(5 * checked(options, CHARACTERS, 1, MAX_CHARACTERS));
        }
        if (!options.has(CELL_METERS)) {
            return defaults();
        }
        double meters = options.meters(CELL_METERS);
        if (!(meters > 0) || meters == Double.POSITIVE_INFINITY) {
            throw options.error(CELL_METERS, "must be a positive length");
        }
        return ofCellMeters(meters);
    }

    private static int checked(Options options, String name, int min, int max) {
        int value = options.integer(name);
        if (value < min || value > max) {
            throw options.error(name, "is outside [" + min + ", " + max + "]");
        }
        return value;
    }

    private static List<String> names() {
        return ALL.stream().map(Option::name).toList();
    }
}
