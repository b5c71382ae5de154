package io.spatio.store.log.wal;

import com.carrotsearch.hppc.BufferAllocationException;

/** What is said of an OutOfMemoryError, whose own message tells a user nothing to do. */
public final class TooLittleHeap {
    private TooLittleHeap() {}

    /** The error that HPPC's maps make an exception of; its lists leave it as it is. */
    public static OutOfMemoryError error(BufferAllocationException e) {
        OutOfMemoryError error = new OutOfMemoryError(e.getMessage());
        error.initCause(e);
        return error;
    }

    /** How large the heap is and what to do, where that is what went wrong; else what is given. */
    public static String or(Throwable cause, String otherwise) {
        return cause instanceof OutOfMemoryError
                ? "the heap, " + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MB, is too small: start Java with a greater -Xmx"
                : otherwise;
    }
}
