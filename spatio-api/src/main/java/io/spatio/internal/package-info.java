/**
 * What several packages of this artifact share and nobody else may use: it carries no promise.
 *
 * <p>{@link io.spatio.internal.JsonFaults} says what is wrong with a JSON text. It is apart because metadata and GeoJSON
 * are read by different packages and must refuse alike.
 */
@NullMarked
package io.spatio.internal;

import org.jspecify.annotations.NullMarked;
