/**
 * The {@code spatio} command: its entry and the list of its verbs.
 *
 * <p>{@link io.spatio.cli.Main} is the class to read first. A verb is one class with its flags as fields; the
 * sub-packages hold them by what they are about, and {@code command} holds what all share. Data goes to standard output,
 * everything else to standard error.
 */
@NullMarked
package io.spatio.cli;

import org.jspecify.annotations.NullMarked;
