/**
 * The tests of {@link io.spatio.testkit.SpatialIndexConformance}, by topic; nothing here is for implementers to call.
 *
 * <p>{@link io.spatio.testkit.index.IndexContract} runs random sequences against brute force,
 * {@link io.spatio.testkit.index.IndexHardPlaces} names the places where indexes go wrong. Regions and metrics are the
 * kit's own besides the kernel's, because an index must be right for any that keeps the contract. Read
 * {@link io.spatio.testkit.index.Point} first.
 */
@NullMarked
package io.spatio.testkit.index;

import org.jspecify.annotations.NullMarked;
