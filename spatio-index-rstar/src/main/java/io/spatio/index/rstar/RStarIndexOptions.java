package io.spatio.index.rstar;

import io.spatio.spi.Option;
import io.spatio.spi.Options;
import java.util.List;

/**
 * The options of {@link RStarIndex}. Immutable; any thread.
 *
 * @param leafCapacity how many objects split a leaf, 8 to 255, default 64: larger leaves make moves cheaper
 *     and small searches dearer
 * @param innerCapacity how many children split an inner node, 4 to 255, default 24
 * @param slackMeters how far a leaf's rectangle reaches beyond its objects at most, 0 to 100,000 m, default 50: as far
 *     as an object commonly moves at once
 */
public record RStarIndexOptions(int leafCapacity, int innerCapacity, double slackMeters) {
    /** The defaults. */
    public static final RStarIndexOptions DEFAULT = new RStarIndexOptions(64, 24, 50);

    static final List<Option> DECLARED = List.of(
            Option.of(
                    "leaf-capacity",
                    Option.Type.INTEGER,
                    "64",
                    "How many objects split a leaf: larger makes moves cheaper and small searches dearer."),
            Option.of("inner-capacity", Option.Type.INTEGER, "24", "How many children split an inner node."),
            Option.of(
                    "slack-meters",
                    Option.Type.METERS,
                    "50m",
                    "How far a leaf reaches beyond its objects at most: as far as an object commonly moves at once."));

    private static final int MIN_LEAF_CAPACITY = 8;
    private static final int MIN_INNER_CAPACITY = 4;
    private static final int MAX_CAPACITY = 255;
    private static final double MAX_SLACK_METERS = 100_000;

    /**
     * Checks the ranges.
     *
     * @throws IllegalArgumentException naming what is out of range
     */
    public RStarIndexOptions {
        check("leafCapacity", leafCapacity, MIN_LEAF_CAPACITY, MAX_CAPACITY);
        check("innerCapacity", innerCapacity, MIN_INNER_CAPACITY, MAX_CAPACITY);
        if (!(slackMeters >= 0 && slackMeters <= MAX_SLACK_METERS)) {
            throw new IllegalArgumentException(
                    "slackMeters=" + slackMeters + " is outside [0, " + MAX_SLACK_METERS + "]");
        }
    }

    private static void check(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + "=" + value + " is outside [" + min + ", " + max + "]");
        }
    }

    static RStarIndexOptions of(Options options) {
        int leafCapacity = options.integer("leaf-capacity");
        int innerCapacity = options.integer("inner-capacity");
        double slackMeters = options.meters("slack-meters");
        require(options, "leaf-capacity", leafCapacity, MIN_LEAF_CAPACITY, MAX_CAPACITY);
        require(options, "inner-capacity", innerCapacity, MIN_INNER_CAPACITY, MAX_CAPACITY);
        if (!(slackMeters >= 0 && slackMeters <= MAX_SLACK_METERS)) {
            throw options.error("slack-meters", "must be 0 to 100 km");
        }
        return new RStarIndexOptions(leafCapacity, innerCapacity, slackMeters);
    }

    private static void require(Options options, String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw options.error(name, "must be " + min + " to " + max);
        }
    }
}
