package io.spatio.benchmarks.run;

import java.util.Arrays;

/**
 * What several rounds gave.
 *
 * @param median the median
 * @param spread the largest deviation from it, as a part of it
 * @param rounds how many there were
 */
public record Measure(double median, double spread, int rounds) {
    /** The measure of these values, one per round. */
    public static Measure of(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        double deviation = Math.max(median - sorted[0], sorted[sorted.length - 1] - median);
        return new Measure(median, median == 0 ? 0 : deviation / median, sorted.length);
    }
}
