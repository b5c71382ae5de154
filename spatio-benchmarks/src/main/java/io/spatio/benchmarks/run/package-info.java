/**
 * What a benchmark is, what it is told, and the one line it gives for each figure.
 *
 * <p>A figure is one JSON object on one line of standard output; everything else a benchmark says goes to standard error.
 * Read {@link io.spatio.benchmarks.run.Benchmark} first.
 */
@NullMarked
package io.spatio.benchmarks.run;

import org.jspecify.annotations.NullMarked;
