/**
 * What is measured, seen from inside its own process: a contestant loads a world, answers questions so that it can be
 * checked, and does laps of work against the clock.
 *
 * <p>The work itself is prepared outside the clock (ids as fresh Strings, positions, metadata), as is the same for the
 * peers; what the garbage collector pauses meanwhile is charged all the same. Read
 * {@link io.spatio.benchmarks.contestant.Contestant} first, then {@code ContestantMain}.
 */
@NullMarked
package io.spatio.benchmarks.contestant;

import org.jspecify.annotations.NullMarked;
