package io.spatio.cli.command;

import io.spatio.error.SpatioException;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.zip.ZipException;
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
        String reason = String.valueOf(cause.getMessage());
        if (cause instanceof NoSuchFileException) {
            reason = "it does not exist";
        } else if (cause instanceof AccessDeniedException) {
            reason = "permission denied";
        } else if (cause instanceof FileSystemException fault) {
            reason = fault.getReason() == null ? fault.getClass().getSimpleName() : fault.getReason();
        } else if (cause instanceof FileNotFoundException) {
            reason = behindName(reason);
        } else if (cause instanceof EOFException) {
            reason = "it ends too early: was it cut off?";
        } else if (cause instanceof ZipException) {
            reason = "its gzip data is damaged: " + reason;
        }
        return error(what + ": " + reason, cause);
    }

    /** That exception says {@code name (reason)}. */
    private static String behindName(String message) {
        int open = message.lastIndexOf(" (");
        return open < 0 || !message.endsWith(")") ? message : message.substring(open + 2, message.length() - 1);
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
