package io.spatio;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A database of moving objects: where each is now, in memory, and everywhere it has been, in a trajectory store.
 *
 * <pre>{@code
 * try (Spatio db = Spatio.open(Path.of("fleet"))) {
 *     Namespace delivery = db.namespace("delivery");
 *     delivery.upsert("truck-1", Position.of(-74.0060, 40.7128), Metadata.of("driver", "Ann"));
 *     for (Neighbor n : delivery.queryRadius(Position.of(-74.0, 40.7), 5_000, 10)) {
 *         System.out.printf("%s %.0f m%n", n.objectId(), n.distanceMeters());
 *     }
 * }
 * }</pre>
 *
 * <p><b>Thread-safety:</b> any thread. The opener closes it; everything obtained from it ends with it. After close every
 * call throws {@link io.spatio.error.DatabaseClosedException}.
 *
 * <p><b>Units, everywhere:</b> longitude before latitude, in degrees (WGS 84); altitudes and distances in metres; time as
 * an {@link Instant}, floored to microseconds.
 */
public interface Spatio extends AutoCloseable {
    /**
     * Opens or creates the database in a directory, with default settings, and recovers what it held. O(n log n) for n
     * objects, and what the store needs to read.
     *
     * @throws io.spatio.error.ConfigurationException when a system property {@code spatio.*} or a variable {@code SPATIO_*}
     *     is wrong
     * @throws io.spatio.error.StoreLockedException when another process or this one has it open
     * @throws io.spatio.error.StoreCorruptException when stored bytes are damaged; nothing is changed, and
     *     {@link SpatioBuilder#salvage} goes on with what is readable
     * @throws io.spatio.error.UnsupportedFormatException when a newer version wrote it
     * @throws io.spatio.error.StoreException when the directory cannot be used, or holds something else
     * @throws io.spatio.error.ProviderNotFoundException when no engine is on the class path
     */
    static Spatio open(Path directory) {
        return builder().path(directory).build();
    }

    /**
     * Opens a database in memory, with default settings and whatever path is configured: nothing is kept after close, and
     * history is bounded ({@code spatio.store.memory.history-bytes}).
     *
     * @throws io.spatio.error.ProviderNotFoundException when no engine is on the class path
     * @throws io.spatio.error.ConfigurationException when a system property {@code spatio.*} or a variable {@code SPATIO_*}
     *     is wrong
     */
    static Spatio memory() {
        return builder().set("path", "").build();
    }

    /**
     * Opens a database as a HOCON configuration file says: in the directory {@code spatio.path}, or in memory without one.
     *
     * @throws io.spatio.error.ConfigurationException when the file cannot be read, or a key or value is wrong, naming file,
     *     line and the nearest known key
     * @throws io.spatio.error.SpatioException as {@link #open}
     */
    static Spatio fromConfig(Path file) {
        return builder().config(file).build();
    }

    /** Opens a database with settings of one's own. */
    static SpatioBuilder builder() {
        return new SpatioBuilder();
    }

    /**
     * A namespace, which needs no creation. O(1); may be kept for the life of the database.
     *
     * @throws IllegalArgumentException when the name is empty, not well-formed or longer than 1 KiB of UTF-8; see
     *     {@link Identifiers}
     */
    Namespace namespace(String name);

    /** The names of those that hold at least one current position, in code-point order. O(m log m) for m namespaces. */
    List<String> namespaces();

    /**
     * Returns when everything accepted before is on stable storage, whatever the {@link Durability}. Nothing to do in
     * memory.
     *
     * @return a sequence up to which everything is on stable storage; 0 in memory
     * @throws io.spatio.error.StoreFailedException when a write or a force failed: it is not tried again
     */
    long sync();

    /** Whether the database can be written to, and why not. O(1); does not touch the disk. */
    Health health();

    /** Counts and sizes, each of its own moment. O(m) for m namespaces, and what their indexes take to tell of themselves. */
    Stats stats();

    /**
     * Follows changes, to be polled; the caller closes it. O(1), or O(changes in the window) when it continues after a token. Where
     * nobody followed changes before, it waits for the writes in progress.
     *
     * @throws io.spatio.error.ChangesLostException when it cannot continue after the place that was asked for
     */
    Changes changes(ChangesRequest request);

    /** Work on the files of a local database. */
    Maintenance maintenance();

    /**
     * Closes the database: waits for running calls, ends streams, forces what is unforced. A second call does nothing.
     *
     * @throws IllegalStateException when called from inside a call of this database, which it would wait for: from a
     *     {@link RowVisitor}, a stage of a stream, a collection or clock that the call reads; nothing is closed then
     */
    @Override
    void close();

    // ---- the original's call shape, namespace first ------------------------------------------------------------

    /** {@link Namespace#upsert(String, Position, Metadata)}. */
    default Written upsert(String namespace, String objectId, Position position, Metadata metadata) {
        return namespace(namespace).upsert(objectId, position, metadata);
    }

    /** {@link Namespace#upsert(String, Position, Metadata, Instant)}. */
    default Written upsert(String namespace, String objectId, Position position, Metadata metadata, Instant timestamp) {
        return namespace(namespace).upsert(objectId, position, metadata, timestamp);
    }

    /** {@link Namespace#get(String)}. */
    default Optional<Location> get(String namespace, String objectId) {
        return namespace(namespace).get(objectId);
    }

    /** {@link Namespace#delete(String)}. */
    default Deleted delete(String namespace, String objectId) {
        return namespace(namespace).delete(objectId);
    }

    /** {@link Namespace#insertTrajectory(String, List)}. */
    default List<Written> insertTrajectory(String namespace, String objectId, List<TrackPoint> points) {
        return namespace(namespace).insertTrajectory(objectId, points);
    }

    /** {@link Namespace#queryRadius(Position, double, int)}. */
    default Results<Neighbor> queryRadius(String namespace, Position center, double radiusMeters, int limit) {
        return namespace(namespace).queryRadius(center, radiusMeters, limit);
    }

    /** {@link Namespace#queryBbox(double, double, double, double, int)}. */
    default Results<Location> queryBbox(
            String namespace, double west, double south, double east, double north, int limit) {
        return namespace(namespace).queryBbox(west, south, east, north, limit);
    }

    /** {@link Namespace#knn(Position, int)}. */
    default Results<Neighbor> knn(String namespace, Position center, int k) {
        return namespace(namespace).knn(center, k);
    }

    /** {@link Namespace#queryNear(String, double, int)}. */
    default Results<Neighbor> queryNear(String namespace, String objectId, double radiusMeters, int limit) {
        return namespace(namespace).queryNear(objectId, radiusMeters, limit);
    }

    /** {@link Namespace#queryTrajectory(String, Instant, Instant, int)}. */
    default Results<TrackPoint> queryTrajectory(
            String namespace, String objectId, Instant from, Instant to, int limit) {
        return namespace(namespace).queryTrajectory(objectId, from, to, limit);
    }
}
