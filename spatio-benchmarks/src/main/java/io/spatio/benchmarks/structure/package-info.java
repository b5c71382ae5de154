/**
 * Spatial indexes under one small interface: ours through the SPI, the libraries' and a hand-written grid.
 *
 * <p>Each is asked for candidates in the same boxes, and the same kernel decides exactly, so that only the structures
 * differ. Read {@link io.spatio.benchmarks.structure.PointIndex} first.
 */
@NullMarked
package io.spatio.benchmarks.structure;

import org.jspecify.annotations.NullMarked;
