/**
 * The import of CSV files: reading, guessing the columns, turning rows into positions, storing them in batches.
 *
 * <p>{@link io.spatio.cli.importing.Importer} is the class to read first. Memory is constant whatever the size of the
 * file. A bad row is reported with file, line, value and reason, and the rest goes on.
 */
@NullMarked
package io.spatio.cli.importing;

import org.jspecify.annotations.NullMarked;
