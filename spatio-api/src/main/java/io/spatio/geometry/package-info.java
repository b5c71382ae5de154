/**
 * The geometry kernel: one haversine function, and the regions and metrics that solve poles, antimeridian, altitude and
 * exactness once, for every index.
 *
 * <p>{@link io.spatio.geometry.Haversine} decides order and inclusion everywhere; {@link io.spatio.geometry.Regions}
 * turns an {@link io.spatio.Area} into an {@link io.spatio.spi.Region}, {@link io.spatio.geometry.Metrics} a centre into
 * an {@link io.spatio.spi.Metric}. Read {@link io.spatio.geometry.Haversine} first.
 */
@NullMarked
package io.spatio.geometry;

import org.jspecify.annotations.NullMarked;
