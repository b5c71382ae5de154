package io.spatio.spi;

/**
 * One event of an object, a position or a delete, seen through a window that moves: valid until the cursor moves on.
 */
public interface StoredEvent {
    /** The store's number of the object. */
    int object();

    /** The namespace's name. */
    String namespace();

    /** The object's id. */
    String objectId();

    /**
     * Its place in the append order, from 1: exact in {@link TrajectoryStore#recover}; elsewhere a store may give another
     * number, which orders the events of one object and one timestamp as their places do.
     */
    long sequence();

    /** Microseconds since 1970. */
    long timestampMicros();

    /** What the event says. */
    EventKind kind();

    /** Whether the event is a delete, which has no position and no metadata. */
    default boolean isDelete() {
        return kind() == EventKind.DELETE;
    }

    /**
     * When a delete was made, in microseconds since 1970, as it was appended: exact in {@link TrajectoryStore#recover} (but
     * where damage took it); elsewhere, and of a position, any number.
     */
    long madeAtMicros();

    /** Longitude in degrees, bit for bit as appended. */
    double lon();

    /** Latitude in degrees, bit for bit as appended. */
    double lat();

    /** Altitude in metres, bit for bit as appended; NaN when absent. */
    double alt();

    /** JSON as UTF-8, empty when none; must not be changed, may be kept. */
    byte[] metadata();
}
