package io.spatio;

/**
 * One row of an answer, seen through a window that moves: valid only during the visitor's call, and never kept.
 *
 * <p>Reading it allocates nothing, except {@link #metadata}.
 */
public interface Row {
    /** The object's id. */
    String objectId();

    /** Longitude in degrees, as written. */
    double lon();

    /** Latitude in degrees, as written. */
    double lat();

    /** Altitude in metres, NaN when absent. */
    double altOrNaN();

    /** Microseconds since 1970; see {@link Timestamps}. */
    long timestampMicros();

    /** The place of that position in the order of all events of the database, from 1. */
    long sequence();

    /** What was said about the object with that position. */
    Metadata metadata();

    /** Distance from the centre in metres; NaN where the query has no centre. */
    double distanceMeters();
}
