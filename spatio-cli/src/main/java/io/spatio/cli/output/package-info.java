/**
 * Answers as aligned tables for people and as lines of JSON for programs.
 *
 * <p>{@link io.spatio.cli.output.Output} is the class to read first. An answer's kind of row is described once, by a
 * {@link io.spatio.cli.output.Shape}, from which both forms come. Texts that a terminal could mistake for commands are
 * escaped in tables.
 */
@NullMarked
package io.spatio.cli.output;

import org.jspecify.annotations.NullMarked;
