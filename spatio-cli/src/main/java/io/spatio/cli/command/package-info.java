/**
 * What every verb shares: the flags, the console, opening the database, running and the mapping of errors to exit codes.
 *
 * <p>{@link io.spatio.cli.command.Verb} is the class to read first, then {@link io.spatio.cli.command.Runner}. Nothing
 * here knows a particular verb, so that the shell can run the same verbs with a database that stays open.
 */
@NullMarked
package io.spatio.cli.command;

import org.jspecify.annotations.NullMarked;
