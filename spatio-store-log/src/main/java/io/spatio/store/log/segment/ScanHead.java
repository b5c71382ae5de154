package io.spatio.store.log.segment;

import java.io.Closeable;
import org.jspecify.annotations.Nullable;

/**
 * What a scan needs of the events in memory, of one namespace and one time range. One thread at a time; not changed by
 * appends while the scan runs.
 */
public interface ScanHead extends Closeable {
    /**
     * Moves to the next object that has positions inside the region in the time range, ascending by id
     * ({@link io.spatio.Identifiers#ORDER}); one that has none may come as well.
     */
    boolean nextObject();

    /** The id of that object. */
    String objectId();

    /** What an object has in the time range, this one or any other; null when nothing. */
    @Nullable
    Part find(String objectId);

    /** Frees it. A second call does nothing. */
    @Override
    default void close() {}

    /**
     * An object's events in the time range.
     *
     * @param track all of them, oldest first
     * @param minTimestampMicros at most the least of their timestamps
     * @param maxTimestampMicros at least the greatest
     */
    record Part(Track track, long minTimestampMicros, long maxTimestampMicros) {}
}
