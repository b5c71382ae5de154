package io.spatio.store.log.wal;

/** What is said of an OutOfMemoryError, whose own message tells a user nothing to do. */
public final class TooLittleHeap {
    private TooLittleHeap() {}

    /** How large the heap is and what to do, where that is what went wrong; else what is given. */
    public static String or(Throwable cause, String otherwise) {
        return cause instanceof OutOfMemoryError
                ? "the heap, " + (Runtime.getRuntime().maxMemory() >> 20)
                        + " MB, is too small: start Java with a greater -Xmx"
                : otherwise;
    }
}
