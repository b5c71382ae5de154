package io.spatio.cli.command;

import io.spatio.Spatio;

/**
 * The database of a shell, which stays open from line to line.
 *
 * @param database the database
 * @param readOnly whether the shell was started with {@code --read-only}
 */
public record Session(Spatio database, boolean readOnly) {}
