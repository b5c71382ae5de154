package io.spatio.cli.command;

import io.spatio.Timestamps;
import io.spatio.core.wiring.FileFaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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

    /** As the Java virtual machine says it. */
    private static final Pattern HEAP =
            Pattern.compile("\\bjava\\.lang\\.OutOfMemoryError: (?:Java heap space|GC overhead limit exceeded)");

    private Words() {}

    /** The message of a fault, which is never absent. */
    public static String of(Throwable fault) {
        if (fault instanceof UncheckedIOException unchecked && unchecked.getCause() != null) {
            return ofFile(unchecked.getCause());
        }
        if (fault instanceof IOException io) {
            return ofFile(io);
        }
        if (fault instanceof OutOfMemoryError) {
            return tooLittleHeap();
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
        return finding(FileFaults.reason(fault));
    }

    /** What a store found, without names of classes and with times in place of microseconds. */
    public static String finding(String text) {
        String plain = CLASS.matcher(HEAP.matcher(text).replaceAll(found -> tooLittleHeap()))
                .replaceAll("");
        plain = NAMED_MICROS.matcher(plain).replaceAll(found -> found.group(1) + "=" + range(found));
        return TIMES.matcher(plain).replaceAll(found -> found.group(1) + range(found));
    }

    private static String tooLittleHeap() {
        return "the heap, " + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB, is too small: give Java more, as JDK_JAVA_OPTIONS=-Xmx4g";
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
