package io.spatio.store.log.segment;

import java.io.Closeable;

/**
 * The events of one object in a time range, in one direction of (timestamp, sequence); it is itself the event it stands
 * on. One thread at a time.
 */
public interface Track extends Closeable {
    /** Moves to the next event, the first at the first call; returns whether there is one. */
    boolean next();

    /** Microseconds since 1970. */
    long timestampMicros();

    /**
     * Orders the object's events of one timestamp. Of a sealed event that has its timestamp to itself not its own place in
     * the append order but an end of its segment's range of them: see {@link SegmentReader}.
     */
    long sequence();

    /** How long the range is in which the event's place lies, an end of which {@link #sequence} gives; 0 where it is exact. */
    default long sequenceSpan() {
        return 0;
    }

    /** Whether the event is a delete, which has no position (NaN) and no metadata. */
    boolean isDelete();

    /** When a delete was made, where that is known; else 0. */
    default long madeAtMicros() {
        return 0;
    }

    /** Longitude in degrees, bit for bit. */
    double lon();

    /** Latitude in degrees, bit for bit. */
    double lat();

    /** Altitude in metres, bit for bit; NaN when absent. */
    double alt();

    /** JSON as UTF-8, empty when none; must not be changed, may be kept. */
    byte[] metadata();

    /** Frees it; the walk or reader it came from stays open. A second call does nothing. */
    @Override
    default void close() {}
}
