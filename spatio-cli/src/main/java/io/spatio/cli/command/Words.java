package io.spatio.cli.command;

import io.spatio.Timestamps;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in the words of a user of the command, who knows files, times and verbs, but no class of Java.
 *
 * <p>An exception's own text names its class, and one of a file often nothing but the file: each cause that a message
 * quotes is put into words. Reports of a store speak of microseconds since 1970, which become times.
 */
public final class Words {
    /** As an exception writes itself; only with its package, for an id may be called anything. */
    private static final Pattern CLASS =
            Pattern.compile("\\b(?:[a-z]\\w*\\.){2,}[A-Z][\\w$]*(?:Exception|Error)\\b:? ?");

    private static final Pattern NAMED_MICROS =
            Pattern.compile("\\b(\\w+?)Micros=(-?\\d{1,19})(?:\\.\\.(-?\\d{1,19}))?");
    private static final Pattern TIMES =
            Pattern.compile("\\b(times )(-?\\d{1,19})\\.\\.(-?\\d{1,19})(?: µs since 1970)?");

    private Words() {}

    /** The message of a fault, which is never absent. */
    public static String of(Throwable fault) {
        if (fault instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return ofFile(unchecked.getCause());
        }
        if (fault instanceof IOException io) {
            return ofFile(io);
        }
        String text = fault.getMessage();
        if (text == null) {
            return "no reason was given";
        }
        Throwable cause = fault.getCause();
        if (cause != null) {
            text = text.replace(cause.toString(), quoted(cause, text));
        }
        return finding(text);
    }

    private static String quoted(Throwable cause, String text) {
        String words = of(cause);
        String file = cause instanceof FileSystemException fault ? fault.getFile() : null;
        return file == null || text.replace(cause.toString(), "").contains(file) ? reasonOf(cause, words) : words;
    }

    private static String reasonOf(Throwable cause, String otherwise) {
        return cause instanceof IOException io ? reason(io) : otherwise;
    }

    /** A file and what is wrong with it. */
    private static String ofFile(IOException fault) {
        String file = fault instanceof FileSystemException named ? named.getFile() : null;
        return file == null ? reason(fault) : file + ": " + reason(fault);
    }

    /** Why a file or directory could not be used, where the exception often only names the file. */
    static String reason(IOException fault) {
        if (fault instanceof FileSystemException named) {
            return reason(named);
        }
        String text = fault.getMessage();
        if (fault instanceof EOFException) {
            return "it ends too early: was it cut off?";
        }
        if (text == null) {
            return "no reason was given";
        }
        if (fault instanceof FileNotFoundException) {
            return behindName(text);
        }
        return fault instanceof ZipException ? "its gzip data is damaged: " + text : finding(text);
    }

    private static String reason(FileSystemException fault) {
        if (fault instanceof NoSuchFileException) {
            return "it does not exist";
        }
        if (fault instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (fault instanceof FileAlreadyExistsException) {
            return "it exists already";
        }
        if (fault instanceof DirectoryNotEmptyException) {
            return "it is a directory that is not empty";
        }
        if (fault instanceof NotDirectoryException) {
            return "it is not a directory";
        }
        if (fault instanceof FileSystemLoopException) {
            return "its links lead in a circle";
        }
        return fault.getReason() == null ? "the operating system refuses it" : fault.getReason();
    }

    /** That exception says {@code name (reason)}. */
    private static String behindName(String message) {
        int open = message.lastIndexOf(" (");
        return open < 0 || !message.endsWith(")") ? message : message.substring(open + 2, message.length() - 1);
    }

    /** What a store found, without names of classes and with times in place of microseconds. */
    public static String finding(String text) {
        String plain = CLASS.matcher(text).replaceAll("");
        plain = NAMED_MICROS.matcher(plain).replaceAll(found -> found.group(1) + "=" + range(found));
        return TIMES.matcher(plain).replaceAll(found -> found.group(1) + range(found));
    }

    private static String range(MatchResult found) {
        String end = found.group(3);
        return time(found.group(2)) + (end == null ? "" : ".." + time(end));
    }

    private static String time(String micros) {
        try {
            return Timestamps.toInstant(Long.parseLong(micros)).toString();
        } catch (NumberFormatException beyondLong) {
            return micros;
        }
    }

    /** Whether one of the causes of a fault is of a kind and fits. */
    static <T extends Throwable> @Nullable T cause(Throwable fault, Class<T> kind) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return kind.cast(cause);
            }
        }
        return null;
    }
}
