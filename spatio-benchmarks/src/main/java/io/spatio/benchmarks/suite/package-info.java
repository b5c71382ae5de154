/**
 * The benchmarks: which contestants do which work in which world, and what is reported of it.
 *
 * <p>A contest starts its contestants, lets each load the world, checks each against brute force, and then gives them laps
 * in turn. Read {@code Contest} first, then {@link io.spatio.benchmarks.suite.Suites}.
 */
@NullMarked
package io.spatio.benchmarks.suite;

import org.jspecify.annotations.NullMarked;
