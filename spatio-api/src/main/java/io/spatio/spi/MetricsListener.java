package io.spatio.spi;

/**
 * Is told what a database does and how long it takes: the seam for a metrics library.
 *
 * <p>The threads that do the work call it, some of them while they hold locks: return at once, do not block, and do not
 * call the database. What it throws is logged once and goes no further. Any thread. Methods are added over time; each does
 * nothing unless overridden.
 *
 * <p>Gauges, such as the number of objects or the age of what is not yet on stable storage, are in {@link io.spatio.Stats}.
 */
public interface MetricsListener {
    /** How a call ended. */
    enum Outcome {
        /** It did what was asked. */
        DONE,
        /** The caller asked for what cannot be: an argument out of range, an unknown object, a write to a read-only database. */
        REFUSED,
        /** Its deadline passed, or its caller cancelled it. */
        STOPPED,
        /** Anything else: the disk failed, the database is closed or damaged. */
        FAILED
    }

    /** What a store does beside reads and writes. */
    enum Upkeep {
        /** What came last is written from memory to a file of its own. */
        FLUSH,
        /** Files are merged. */
        MERGE,
        /** All is merged on demand or to take out what was erased. */
        COMPACTION
    }

    /**
     * A call of a database, one of its namespaces or an object handle ended.
     *
     * @param operation the method's name, such as {@code upsert}, {@code knn}, {@code queryTrajectory}
     * @param nanos how long it took, the work of a visitor included, that of reading a stream not
     * @param results how many elements the collection has that it returned; −1 where it returned none
     */
    default void called(String operation, Outcome outcome, long nanos, long results) {}

    /**
     * An index was searched.
     *
     * @param candidates how many objects it offered for the exact test
     * @param completed false when the index gave up and every object was tested instead
     */
    default void searched(long candidates, boolean completed) {}

    /** A writer waited for another one that had the same object's row. */
    default void waitedForRow(long nanos) {}

    /** Bytes were handed to the disk, not yet on stable storage. */
    default void appended(long bytes) {}

    /** What was appended was forced to stable storage. */
    default void synced(long nanos) {}

    /** A store did work beside reads and writes. */
    default void keptUp(Upkeep work, long nanos) {}

    /**
     * Current positions were rebuilt at opening.
     *
     * @param objects how many positions there are
     */
    default void recovered(long objects, long nanos) {}
}
