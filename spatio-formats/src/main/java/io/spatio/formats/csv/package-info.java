/**
 * CSV: rows of cells, which separator and which columns, and writing it.
 *
 * <p>{@link io.spatio.formats.csv.CsvTrackReader} is the class to read first; {@link io.spatio.formats.csv.CsvReader} says
 * why it is no library.
 */
@NullMarked
package io.spatio.formats.csv;

import org.jspecify.annotations.NullMarked;
