package io.spatio.spi;

/**
 * An index that takes changes and searches at the same time, from any thread; the engine then takes no lock but makes
 * sure that at most one change per handle runs at a time.
 *
 * <p>Every change brings a {@link Publication}, which makes the object's new row visible. The index calls it exactly
 * once, on the calling thread, at a moment when a search finds the object at its old <em>and</em> at its new place, or
 * waits: no search may miss an object because its row and its place in the index disagree. {@code publish} is short,
 * never blocks and never calls the index.
 *
 * <p>A search that runs beside changes visits each handle at most once (twice at most where it was removed and inserted again
 * meanwhile), and every handle that stays inside the region
 * during the whole of it.
 */
public interface ConcurrentSpatialIndex extends SpatialIndex {
    /** As {@link SpatialIndex#insert}, publishing the row when the handle can be found. */
    void insert(int handle, double lon, double lat, double alt, Publication publication);

    /** As {@link SpatialIndex#move}, publishing the row while the handle can be found at both places. */
    void move(
            int handle,
            double oldLon,
            double oldLat,
            double oldAlt,
            double lon,
            double lat,
            double alt,
            Publication publication);

    /** As {@link SpatialIndex#remove}, publishing the row while the handle can still be found. */
    void remove(int handle, double lon, double lat, double alt, Publication publication);

    @Override
    default void insert(int handle, double lon, double lat, double alt) {
        insert(handle, lon, lat, alt, Publication.NOTHING);
    }

    @Override
    default void move(int handle, double oldLon, double oldLat, double oldAlt, double lon, double lat, double alt) {
        move(handle, oldLon, oldLat, oldAlt, lon, lat, alt, Publication.NOTHING);
    }

    @Override
    default void remove(int handle, double lon, double lat, double alt) {
        remove(handle, lon, lat, alt, Publication.NOTHING);
    }

    /** Makes an object's new row visible to readers. */
    @FunctionalInterface
    interface Publication {
        /** Publishes nothing. */
        Publication NOTHING = () -> {};

        /** Publishes. */
        void publish();
    }
}
