package io.spatio.store.log.segment;

import java.io.Closeable;

/**
 * Objects with their events, ascending by namespace and then by id, both by code point
 * ({@link io.spatio.Identifiers#ORDER}). One thread at a time.
 */
public interface TrackSource extends Closeable {
    /** Moves to the next object, the first at the first call; returns whether there is one. */
    boolean nextObject();

    /** Its namespace. */
    String namespace();

    /** Its id. */
    String objectId();

    /** Which of all objects that ever had its names it is. */
    long incarnation();

    /** Its events, ascending by (timestamp, sequence). To be taken once, and valid until the source moves on. */
    Track track();

    /** Frees it. A second call does nothing. */
    @Override
    default void close() {}
}
