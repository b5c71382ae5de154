/**
 * Readers of what a user types: places, boxes, lengths, times, and the rule for arguments that start with a minus.
 *
 * <p>{@link io.spatio.cli.argument.Converters} is the class to read first. Every error names the text, what was expected
 * and the likely cause. Longitude stands before latitude everywhere.
 */
@NullMarked
package io.spatio.cli.argument;

import org.jspecify.annotations.NullMarked;
