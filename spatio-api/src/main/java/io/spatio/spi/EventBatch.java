package io.spatio.spi;

/** Positions to append as a whole, in this order. Not changed until the call that takes it returns. */
public interface EventBatch {
    /** How many there are, at least 1. */
    int size();

    /** The store's number of the object at {@code i}. */
    int object(int i);

    /** Microseconds since 1970. */
    long timestampMicros(int i);

    /** Longitude in degrees. */
    double lon(int i);

    /** Latitude in degrees. */
    double lat(int i);

    /** Altitude in metres, NaN when absent. */
    double alt(int i);

    /** JSON as UTF-8, empty when none; not changed afterwards. */
    byte[] metadata(int i);

    /** Whether the object's state begins with this one, whatever came before; see {@link TrajectoryStore#append}. */
    default boolean beginsAnew(int i) {
        return false;
    }
}
