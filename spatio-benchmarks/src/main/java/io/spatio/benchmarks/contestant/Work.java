package io.spatio.benchmarks.contestant;

/**
 * What to do in a lap.
 *
 * @param name such as {@code update} or {@code radius}
 * @param parameter a radius in metres, a number of neighbours, or 0
 * @param budgetNanos how long to go on
 * @param threads how many at once
 */
record Work(String name, double parameter, long budgetNanos, int threads) {}
