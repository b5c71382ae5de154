package io.spatio.store.mvstore;

import io.spatio.error.SpatioException;
import io.spatio.error.StoreCorruptException;
import io.spatio.error.StoreException;
import io.spatio.error.UnsupportedFormatException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** Turns what H2 throws into errors of the contract. */
final class Faults {
    static final String ADVICE = "; open with salvage to keep what is readable";

    private static final String TOO_LITTLE_HEAP = "the heap, "
            + (Runtime.getRuntime().maxMemory() >> 20) + " MB, is too small: start Java with a greater -Xmx";

    /** No file needs more heap than this to be opened and checked; where there was more, a damaged length asked for it. */
    private static final long HEAP_PER_FILE_BYTE = 32;

    private static final long LEAST_HEAP_BYTES = 128L << 20;
    private static final int MOST_CAUSES = 16;

    private Faults() {}

    /**
     * Does nothing unless the heap is too small for a file.
     *
     * @throws OutOfMemoryError when it is: that is no damage, whatever H2 has made of it
     */
    static void requireHeap(Throwable e, Path file) {
        OutOfMemoryError tooLittle = tooLittleHeap(e);
        if (tooLittle != null && !isEnoughFor(file)) {
            throw tooLittle;
        }
    }

    /** H2 passes it on as it is, or as the cause of an exception of its own. */
    private static @Nullable OutOfMemoryError tooLittleHeap(Throwable e) {
        Throwable cause = e;
        for (int i = 0; i < MOST_CAUSES && cause != null; i++) {
            if (cause instanceof OutOfMemoryError error) {
                return error;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static boolean isEnoughFor(Path file) {
        return Runtime.getRuntime().maxMemory()
                > LEAST_HEAP_BYTES + HEAP_PER_FILE_BYTE * file.toFile().length();
    }

    /** What is wrong, in words that name no class. */
    static String why(Throwable e) {
        if (tooLittleHeap(e) != null) {
            return TOO_LITTLE_HEAP;
        }
        boolean speaks = e instanceof SpatioException || e instanceof DamagedException || e instanceof MVStoreException;
        String message = speaks ? e.getMessage() : null;
        return message == null ? "its bytes are damaged" : message.replace(ADVICE, "");
    }

    /** Whether H2's file is of no use any more after this; what could not be read now may be readable later. */
    static boolean isFatal(MVStoreException e) {
        return switch (e.getErrorCode()) {
            case DataUtils.ERROR_CLOSED, DataUtils.ERROR_INTERNAL, DataUtils.ERROR_WRITING_FAILED -> true;
            default -> false;
        };
    }

    /** An error that says what was done where; those of the contract pass as they are. */
    static RuntimeException translate(Throwable e, String what) {
        if (e instanceof SpatioException known) {
            return known;
        }
        if (e instanceof IllegalArgumentException mistake) {
            return mistake;
        }
        if (e instanceof IOException) {
            return new StoreException("the file cannot be used: " + what, e);
        }
        if (tooLittleHeap(e) != null) {
            return new StoreException(TOO_LITTLE_HEAP + ": " + what, e);
        }
        if (e instanceof VirtualMachineError) {
            return new StoreException("the file cannot be read: " + what, e);
        }
        if (e instanceof MVStoreException failure
                && !(e.getCause() instanceof EOFException)) { // an end too soon is damage
            return switch (failure.getErrorCode()) {
                case DataUtils.ERROR_UNSUPPORTED_FORMAT ->
                    new UnsupportedFormatException("the file has a format of another H2 version: " + what, e);
                case DataUtils.ERROR_READING_FAILED,
                        DataUtils.ERROR_WRITING_FAILED,
                        DataUtils.ERROR_CLOSED,
                        DataUtils.ERROR_FILE_LOCKED -> new StoreException("the file cannot be used: " + what, e);
                default -> corrupt(e, what);
            };
        }
        return corrupt(e, what);
    }

    /** Whatever H2 stumbles over in a file that it wrote itself is damage. */
    static StoreCorruptException corrupt(Throwable e, String what) {
        String detail = e instanceof DamagedException ? " (" + e.getMessage() + ")" : "";
        return new StoreCorruptException("stored bytes are damaged: " + what + detail + ADVICE, e);
    }
}
