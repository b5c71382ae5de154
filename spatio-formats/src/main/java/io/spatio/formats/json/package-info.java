/**
 * JSON: lines of objects, GeoJSON as one document, as lines and as a text sequence (RFC 8142).
 *
 * <p>{@link io.spatio.formats.json.JsonTrackReader} is the class to read first. The text is cut into records by
 * {@link io.spatio.formats.json.JsonFrames}, so that a bad one costs itself alone, and each is parsed by Jackson.
 */
@NullMarked
package io.spatio.formats.json;

import org.jspecify.annotations.NullMarked;
