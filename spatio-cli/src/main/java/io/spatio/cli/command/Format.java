package io.spatio.cli.command;

/** How answers are written. */
public enum Format {
    /** Aligned columns for people. */
    TABLE,
    /** One line of JSON for programs. */
    JSON
}
