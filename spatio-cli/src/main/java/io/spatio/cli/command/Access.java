package io.spatio.cli.command;

/** What a verb does when there is no database yet. */
public enum Access {
    /** It refuses, and creates nothing. */
    EXISTING,
    /** It creates one. */
    CREATE
}
