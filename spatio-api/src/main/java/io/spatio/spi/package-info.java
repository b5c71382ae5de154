/**
 * What a plug-in implements: a {@link io.spatio.spi.SpatialIndex} that finds current positions, or a
 * {@link io.spatio.spi.TrajectoryStore} that keeps every event ever accepted, each made by a provider.
 *
 * <p>The contract is small and normative; the conformance kit of {@code spatio-testkit} is its executable form. Poles,
 * antimeridian, altitude and exactness are solved once, by {@link io.spatio.spi.Region} and
 * {@link io.spatio.spi.Metric}: an index only cuts boxes of plain longitudes and latitudes. Read
 * {@link io.spatio.spi.SpatialIndex} first, then {@link io.spatio.spi.SpatialIndexProvider}.
 */
@NullMarked
package io.spatio.spi;

import org.jspecify.annotations.NullMarked;
