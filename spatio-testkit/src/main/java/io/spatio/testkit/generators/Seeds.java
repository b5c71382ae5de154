package io.spatio.testkit.generators;

/**
 * Where a random loop begins. {@code -Dspatio.test.seed=<seed>} runs the one case again that a failure has told;
 * {@code -Dspatio.test.begin=<number>} makes every loop draw in every run what it drew before, which a gate wants, as it is
 * then the change that turns it red; without either each run draws new values, which a search for faults wants.
 */
public final class Seeds {
    /** The property with the seed of one case. */
    static final String ONE_CASE = "spatio.test.seed";

    private static final String BEGIN = "spatio.test.begin";

    private Seeds() {}

    /** The seed a loop begins with; loops of different names draw differently. */
    public static long of(String loopName) {
        Long begin = Long.getLong(BEGIN);
        return Long.getLong(ONE_CASE, (begin == null ? System.nanoTime() : begin * 1_000_003) ^ loopName.hashCode());
    }
}
