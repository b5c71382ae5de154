package io.spatio.cli.command;

/** The exit codes of the command. */
public final class ExitCode {
    /** Done. */
    public static final int OK = 0;
    /** It did not work, or not wholly. */
    public static final int ERROR = 1;
    /** The command line is wrong. */
    public static final int USAGE = 2;
    /** The object asked for is not there. */
    public static final int NOT_FOUND = 3;

    private ExitCode() {}
}
