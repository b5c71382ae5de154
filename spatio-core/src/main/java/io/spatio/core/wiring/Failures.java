package io.spatio.core.wiring;

import io.spatio.error.SpatioException;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;

/** What went wrong, in one sentence of ours, whatever was thrown. */
final class Failures {
    private static final int MOST_SAID = 200;

    private Failures() {}

    /**
     * A failure as Spatio tells it.
     *
     * @param doing what failed, the sentence's subject: {@code opening /fleet}
     * @return the failure itself, where it is ours or the caller's mistake; else ours with it as the cause
     */
    static RuntimeException translate(String doing, Throwable failure) {
        if (failure instanceof SpatioException || failure instanceof IllegalArgumentException) {
            return (RuntimeException) failure;
        }
        return new SpatioException(doing + " failed: " + why(failure), failure);
    }

    private static String why(Throwable failure) {
        if (failure instanceof OutOfMemoryError) {
            return "the heap, " + HeapNeed.megabytes(Runtime.getRuntime().maxMemory())
                    + " MB, is too small: start Java with a greater -Xmx";
        }
        if (failure instanceof StackOverflowError) {
            return "something is nested too deeply: start Java with a greater -Xss, or look for a plug-in that calls itself";
        }
        if (failure instanceof ServiceConfigurationError) {
            return "a plug-in on the class path cannot be used: " + said(failure);
        }
        if (failure instanceof LinkageError) {
            return "a class that is needed is missing or of another version (" + said(failure)
                    + "): look for a missing or doubled artifact on the class path";
        }
        return "a fault in Spatio or in a plug-in (" + said(failure) + "); the cause tells where";
    }

    /** The first line of a message, or the kind of failure where it has none. */
    private static String said(Throwable failure) {
        String message = failure.getMessage();
        String line = message == null ? "" : firstLine(message);
        return line.isEmpty() ? failure.getClass().getSimpleName() : line;
    }

    private static String firstLine(@Nullable String message) {
        String line = String.valueOf(message).strip().lines().findFirst().orElse("");
        return line.length() <= MOST_SAID ? line : line.substring(0, MOST_SAID) + "…";
    }
}
