package io.spatio.cli.command;

import io.spatio.error.SpatioException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The end of a verb that could not do its work: a message for people and an exit code. */
public final class Failure extends SpatioException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Failure(int exitCode, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** It did not work. */
    public static Failure error(String message) {
        return new Failure(ExitCode.ERROR, message, null);
    }

    /** It did not work, and why. */
    public static Failure error(String message, Throwable cause) {
        return new Failure(ExitCode.ERROR, message, cause);
    }

    /** A file or directory could not be used; the error says why in words, where the exception only names the file. */
    public static Failure io(String what, IOException cause) {
        return error(what + ": " + Words.reason(cause), cause);
    }

    /** The arguments contradict each other. */
    public static Failure usage(String message) {
        return new Failure(ExitCode.USAGE, message, null);
    }

    /** What was asked for is not there. */
    public static Failure notFound(String message) {
        return new Failure(ExitCode.NOT_FOUND, message, null);
    }

    /** The code to exit with. */
    public int exitCode() {
        return exitCode;
    }

    /** The message, which is never absent. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
