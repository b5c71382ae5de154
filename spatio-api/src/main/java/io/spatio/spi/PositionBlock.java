package io.spatio.spi;

/** Many handles with their canonical coordinates, for {@link SpatialIndex#bulkLoad}. One thread at a time. */
public interface PositionBlock {
    /** How many there are. */
    int size();

    /** The handle at {@code i}. */
    int handle(int i);

    /** Its longitude in degrees. */
    double lon(int i);

    /** Its latitude in degrees. */
    double lat(int i);

    /** Its altitude in metres, NaN when absent. */
    double alt(int i);
}
