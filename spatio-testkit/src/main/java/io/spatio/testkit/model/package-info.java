/**
 * Oracles and models: slow, simple and independent of the geometry kernel.
 *
 * <p>Distances come from GeographicLib with flattening 0, polygons from an exact crossing test. Within a margin around an
 * edge an oracle does not decide. Read {@link io.spatio.testkit.model.AreaOracle} first.
 */
@NullMarked
package io.spatio.testkit.model;

import org.jspecify.annotations.NullMarked;
