/**
 * The conformance kit: what a spatial index, a trajectory store and a whole database must do, as tests to extend.
 *
 * <p>To prove an index of your own, depend on {@code io.spatio:spatio-testkit} with scope test (import {@code spatio-bom}
 * and {@code junit-bom} 5.14.4, which keeps jqwik and JUnit on one JUnit Platform), extend
 * {@link io.spatio.testkit.SpatialIndexConformance} and return your provider: the class needs ten lines.
 * {@link io.spatio.testkit.TrajectoryStoreConformance} does the same for stores and
 * {@link io.spatio.testkit.SpatioConformance} for engines and clients. Tests are JUnit Jupiter tests; random sequences take
 * {@code -Dspatio.test.budget} seconds each and print a seed for {@code -Dspatio.test.seed}. The kit asserts with JUnit's
 * own assertions and asks an oracle of its own, not the geometry kernel. Read
 * {@link io.spatio.testkit.SpatialIndexConformance} first; docs/guide/plugin.md tells the whole way.
 */
@NullMarked
package io.spatio.testkit;

import org.jspecify.annotations.NullMarked;
