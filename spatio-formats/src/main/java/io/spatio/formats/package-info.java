/**
 * Opens tracking files: what stands in the first bytes decides who reads them.
 *
 * <p>{@link io.spatio.formats.TrackFiles} is the class to read first, and with {@link io.spatio.formats.track} all that
 * other modules need. A reader never takes a record with another meaning than its author had without saying so; memory is
 * bounded whatever the size of the input.
 */
@NullMarked
package io.spatio.formats;

import org.jspecify.annotations.NullMarked;
