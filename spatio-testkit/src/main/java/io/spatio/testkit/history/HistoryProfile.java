package io.spatio.testkit.history;

import io.spatio.testkit.generators.Budget;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much happens at once in a {@link HistoryCheck}. Few objects and several threads make calls meet on one object; many
 * objects make searches long, so that much happens inside them.
 *
 * @param objects how many objects are written
 * @param threads how many threads call, at most 30
 * @param callsPerThread how many calls each makes before the history is checked
 */
public record HistoryProfile(int objects, int threads, int callsPerThread) {
    private static final Duration LONG = Duration.ofMinutes(1);

    /** Checks the sizes. */
    public HistoryProfile {
        if (objects < 1 || threads < 1 || threads > 30 || callsPerThread < 1) {
            throw new IllegalArgumentException("objects=" + objects + ", threads=" + threads + ", callsPerThread="
                    + callsPerThread + " must be positive, threads at most 30");
        }
    }

    /** Three objects; more threads and longer rounds where the budget is a minute or more. */
    public static HistoryProfile fewObjects(Budget budget) {
        return isLong(budget) ? new HistoryProfile(3, 8, 300) : new HistoryProfile(3, 4, 100);
    }

    /** Many objects; more, more threads and longer rounds where the budget is a minute or more. */
    public static HistoryProfile manyObjects(Budget budget) {
        return isLong(budget) ? new HistoryProfile(1000, 8, 300) : new HistoryProfile(40, 4, 40);
    }

    private static boolean isLong(Budget budget) {
        return budget.time().compareTo(LONG) >= 0;
    }

    /** The ids of the objects. */
    public List<String> objectIds() {
        return IntStream.range(0, objects).mapToObj(i -> "o" + i).toList();
    }
}
