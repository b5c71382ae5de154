package io.spatio.cli.command;

/** Tells whether a standard stream is a terminal. */
@FunctionalInterface
public interface Terminals {
    /** No stream is a terminal, as under test and in pipes. */
    Terminals NONE = stream -> false;

    /** The three standard streams. */
    enum Stream {
        /** Standard input. */
        IN,
        /** Standard output. */
        OUT,
        /** Standard error. */
        ERR
    }

    /** Whether this stream is a terminal; asked only by verbs that care, because finding out may load native code. */
    boolean isTerminal(Stream stream);
}
