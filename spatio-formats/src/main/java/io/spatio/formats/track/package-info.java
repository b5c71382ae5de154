/**
 * What is read and written, whatever the format: records with their place in the file, readers, writers, and how a reader
 * is to understand what the file leaves open.
 *
 * <p>{@link io.spatio.formats.track.TrackReader} is the class to read first. Nothing here knows a format.
 */
@NullMarked
package io.spatio.formats.track;

import org.jspecify.annotations.NullMarked;
