/**
 * The import of files: opening them, storing their records in batches, counting and telling what became of them.
 *
 * <p>{@link io.spatio.cli.importing.Importer} is the class to read first. Memory is constant whatever the size of the
 * file. A bad record is reported with file, line, value and reason, and the rest goes on.
 */
@NullMarked
package io.spatio.cli.importing;

import org.jspecify.annotations.NullMarked;
