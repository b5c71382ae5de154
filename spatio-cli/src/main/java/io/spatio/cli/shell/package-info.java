/**
 * The shell: the verbs one a line, on a database that is opened once.
 *
 * <p>{@link io.spatio.cli.shell.ShellVerb} is the class to read first. On a terminal there are history and completion;
 * otherwise lines come from standard input, and with JSON each is answered by exactly one line.
 */
@NullMarked
package io.spatio.cli.shell;

import org.jspecify.annotations.NullMarked;
