/**
 * What a user of Spatio writes against: three concepts, <em>namespace</em>, <em>object</em>, <em>position</em>.
 *
 * <p>{@link io.spatio.Spatio} opens a database and gives {@link io.spatio.Namespace}s; a namespace holds the current
 * {@link io.spatio.Position} of every object and its trajectory. Both are interfaces, so that the same code runs on
 * the embedded engine and on a remote one. Values are immutable records. Coordinates are longitude, latitude in
 * degrees (WGS 84), altitude and distances in metres, times {@link java.time.Instant}s floored to microseconds; every
 * bound is inclusive. Start with {@link io.spatio.Spatio}.
 */
@NullMarked
package io.spatio;

import org.jspecify.annotations.NullMarked;
