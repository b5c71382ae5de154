/**
 * Measures the figures that the project promises, ours and the peers' side by side, and prints one JSON line for each.
 *
 * <p>A run picks figures by name; those that share a world are measured together by one benchmark. Every contestant works
 * in a process of its own, is checked against brute force, and takes laps in turn with the others. Read
 * {@link io.spatio.benchmarks.Main} first, then {@code io.spatio.benchmarks.suite}.
 */
@NullMarked
package io.spatio.benchmarks;

import org.jspecify.annotations.NullMarked;
