/**
 * The worlds that figures are measured in, how their objects move, and the right answers by brute force.
 *
 * <p>A world is made once and handed to every contestant as a file, so that all start from the same bits. Read
 * {@link io.spatio.benchmarks.world.Worlds} first.
 */
@NullMarked
package io.spatio.benchmarks.world;

import org.jspecify.annotations.NullMarked;
