/**
 * The R*-tree index: the robust default, which has no cell size to choose and copes with sparse, skewed and world-wide
 * data and with all objects at one point.
 *
 * <p>{@link io.spatio.index.rstar.RStarIndex} is what the engine sees. Below it, {@code RStarTree} changes the tree,
 * {@code RegionSearch} and {@code NearestSearch} read it, {@code TreeLoader} builds it at once, and two node pools,
 * {@code Leaves} and {@code Branches}, hold it in flat arrays of primitives. Start with {@code RStarTree}.
 */
@NullMarked
package io.spatio.index.rstar;

import org.jspecify.annotations.NullMarked;
