/**
 * GeoJSON (RFC 7946) of positions, polygons and features, in and out, by streaming.
 *
 * <p>{@link io.spatio.geojson.GeoJson} is the one class to read. Coordinates are lon, lat, altitude; there is never a
 * {@code crs} member.
 */
@NullMarked
package io.spatio.geojson;

import org.jspecify.annotations.NullMarked;
