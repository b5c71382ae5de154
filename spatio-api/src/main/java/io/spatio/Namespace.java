package io.spatio;

import io.spatio.error.DatabaseClosedException;
import io.spatio.error.ObjectNotFoundException;
import io.spatio.error.StoreException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Geometry;

/**
 * A set of objects with ids of their own: their current positions and their trajectories.
 *
 * <p>A namespace needs no creation: one that nobody wrote to is empty. Two namespaces never mix.
 *
 * <p><b>Thread-safety:</b> any thread. Gets and writes of one object are linearizable. A query sees each object at most
 * once, at a position it had at some moment between the query's start and end, and returns every object that satisfied
 * it during the whole of it; it is not a snapshot over several objects.
 *
 * <p><b>Errors of every method:</b> {@link IllegalArgumentException} for bad input, {@link NullPointerException} for null,
 * both naming the argument and changing nothing; {@link DatabaseClosedException} after close. Writes and history may also
 * throw {@link StoreException}: writes {@link io.spatio.error.StoreFullException} while the disk is full,
 * {@link io.spatio.error.StoreBusyException} where the disk cannot keep up, {@link io.spatio.error.StoreFailedException}
 * after a failed one; history {@link io.spatio.error.StoreCorruptException} where stored bytes are damaged.
 *
 * <p>A write returns when it is as safe as {@link Durability} promises, and is seen by every later call.
 *
 * <p><b>Ids</b> are any non-empty well-formed Unicode up to 1 KiB of UTF-8; see {@link Identifiers}. <b>Timestamps</b> of
 * writes lie within 290 000 years of 1970, and not farther beyond the clock than {@code spatio.max-future-skew}, if that is
 * set. Ends of time ranges are any: {@link Instant#MIN} and {@link Instant#MAX} mean open. <b>Limits</b> are
 * 0..{@link Integer#MAX_VALUE} and cost memory only for what is found.
 *
 * <p>n is the number of objects in the namespace, k the number of rows returned.
 */
public interface Namespace {
    /** The name. */
    String name();

    // ---- write ------------------------------------------------------------------------------------------------

    /** {@link #upsert(String, Position, Metadata)} without metadata. */
    default Written upsert(String objectId, Position position) {
        return upsert(objectId, position, Metadata.NONE);
    }

    /**
     * Records a position at the clock's time or that of the object's greatest event, position or delete, whichever is
     * later: so it is never {@link UpsertOutcome#STALE}, also after the clock was set back.
     *
     * <p>Metadata is replaced whole: {@link Metadata#NONE} leaves none. O(log n) in memory.
     *
     * @return what it did, see {@link UpsertOutcome}, and its sequence
     */
    Written upsert(String objectId, Position position, Metadata metadata);

    /**
     * Records a position at a time.
     *
     * <p>The current state is the greatest event, position or delete, by (timestamp, order of arrival): an older
     * position goes to history only, an equal timestamp replaces. O(log n) in memory.
     *
     * @param timestamp when it was there, floored to microseconds
     * @return what it did, see {@link UpsertOutcome}, and its sequence
     * @throws IllegalArgumentException also when the metadata is larger than {@code spatio.max-metadata-bytes}
     */
    Written upsert(String objectId, Position position, Metadata metadata, Instant timestamp);

    /**
     * Records many positions as a whole or not at all.
     *
     * <p>All are checked first; the error names the first bad element. They become visible object by object. A batch
     * that repeats an object applies its elements in order. An element without a time takes the clock's or that of its
     * object's greatest event, whichever is later, as if written alone. An empty batch does nothing. O(m log n) for m elements.
     *
     * @return for each element, in order, what it did and its sequence
     * @throws IllegalArgumentException also when the batch is larger than the store can take as a whole
     */
    List<Written> upsertAll(List<Update> updates);

    /** As {@link #upsertAll(List)}, for positions that are columns already. */
    default List<Written> upsertAll(UpdateColumns updates) {
        return upsertAll(Objects.requireNonNull(updates, "updates").asList());
    }

    /**
     * Records a trajectory of one object, as {@link #upsertAll}; points may come in any order of time.
     *
     * @return for each point, in order, what it did and its sequence
     */
    List<Written> insertTrajectory(String objectId, List<TrackPoint> points);

    /** A handle on one object that skips the look-up of its id; the object need not exist. */
    ObjectHandle object(String objectId);

    /**
     * Ends the current position, at the clock's time or the position's, whichever is later; the history stays. Deleting
     * what is not there stores nothing. A position older than the delete does not bring the object back, for
     * {@code spatio.tombstone-horizon} (30 days). O(log n) in memory.
     *
     * @return whether there was a current position, and the delete's sequence
     */
    Deleted delete(String objectId);

    /**
     * Ends the current position at a time, unless a newer one exists. As {@link #delete(String)} otherwise.
     *
     * @param timestamp when it ended, floored to microseconds
     * @return what it did, see {@link DeleteOutcome}, and its sequence
     */
    Deleted delete(String objectId, Instant timestamp);

    /**
     * Removes an object and all its history, at once from every answer and by the end of the next compaction from every
     * live file (of a store that is {@link io.spatio.spi.Compactable}). A later record is a new object.
     *
     * @return the erase's sequence; 0 where the object was not known, and nothing was stored
     */
    long erase(String objectId);

    /**
     * Erases every object of this namespace, as {@link #erase}. O(n).
     *
     * @return the last erase's sequence; 0 where there was nothing
     */
    long drop();

    // ---- look up ----------------------------------------------------------------------------------------------

    /** The current position of an object. O(1). */
    Optional<Location> get(String objectId);

    /** {@link #getAll(Collection, QueryOptions)}, however long it takes. */
    default Map<String, Location> getAll(Collection<String> objectIds) {
        return getAll(objectIds, QueryOptions.ALL);
    }

    /**
     * The current positions of those of the objects that have one, by id, in the order asked. O(1) for each id.
     *
     * @param options deadline and cancel token; the others do nothing
     */
    Map<String, Location> getAll(Collection<String> objectIds, QueryOptions options);

    /**
     * The same, row by row in the order asked; an id that is asked for twice is shown twice. O(1) for each id.
     *
     * @param options deadline and cancel token; the others do nothing
     */
    void getAll(Collection<String> objectIds, QueryOptions options, RowVisitor visitor);

    /** Whether an object has a current position. O(1). */
    boolean exists(String objectId);

    /** How many objects have a current position. O(1). */
    long count();

    /** {@link #forEach(QueryOptions, RowVisitor)} of all, however long it takes. */
    default void forEach(RowVisitor visitor) {
        boolean unused = forEach(QueryOptions.ALL, visitor);
    }

    /**
     * Visits every current position once, in any order, without allocating per row, until the visitor returns false. O(n).
     * An object that is created or ends meanwhile may be visited or not.
     *
     * @param options limit, deadline and cancel token
     * @return whether there were more rows than the limit let through; false where the visitor stopped
     * @throws IllegalArgumentException when the options say after which row to continue: there is no order
     */
    boolean forEach(QueryOptions options, RowVisitor visitor);

    // ---- current positions ------------------------------------------------------------------------------------

    /**
     * The objects in an area now. Circles and cylinders give {@link Neighbor}s, nearest first, ties by object id; boxes
     * and polygons give {@link Location}s by object id.
     *
     * <p>With a limit, the first in that order. O(log n + candidates) with an ordinary index, and O(c log k) to order c
     * candidates that are inside.
     *
     * @throws IllegalArgumentException when the answer is ordered by distance and {@link QueryOptions#after} was given an id
     *     alone
     */
    Results<Located> query(Area area, QueryOptions options);

    /**
     * The same, row by row in the same order, without allocating per row. No lock is held while the visitor runs.
     *
     * @return whether more rows satisfied the query than the limit let through; false where the visitor stopped
     */
    boolean query(Area area, QueryOptions options, RowVisitor visitor);

    /** {@link #queryRadius(Position, double, QueryOptions)} with a limit. */
    default Results<Neighbor> queryRadius(Position center, double radiusMeters, int limit) {
        return queryRadius(center, radiusMeters, QueryOptions.limit(limit));
    }

    /** The objects in an {@link Area.Circle}, nearest first. */
    default Results<Neighbor> queryRadius(Position center, double radiusMeters, QueryOptions options) {
        return Rows.neighbors(query(Area.circle(center, radiusMeters), options));
    }

    /** {@link #queryBbox(Area.Box, QueryOptions)} from edges in degrees and a limit. */
    default Results<Location> queryBbox(double west, double south, double east, double north, int limit) {
        return queryBbox(Area.box(west, south, east, north), QueryOptions.limit(limit));
    }

    /** The objects in an {@link Area.Box}, by object id. */
    default Results<Location> queryBbox(Area.Box box, QueryOptions options) {
        return Rows.locations(query(box, options));
    }

    /** The objects in an {@link Area.Box3d}, by object id. */
    default Results<Location> queryWithinBbox3d(Area.Box3d box, QueryOptions options) {
        return Rows.locations(query(box, options));
    }

    /** The objects in an {@link Area.Cylinder}, horizontally nearest first. */
    default Results<Neighbor> queryWithinCylinder(
            Position center, double minAlt, double maxAlt, double radiusMeters, QueryOptions options) {
        return Rows.neighbors(query(Area.cylinder(center, radiusMeters, minAlt, maxAlt), options));
    }

    /** The objects in an {@link Area.PolygonArea}, by object id. */
    default Results<Location> queryPolygon(Geometry polygon, QueryOptions options) {
        return Rows.locations(query(Area.polygon(polygon), options));
    }

    /**
     * The k nearest objects, exact in metres, nearest first, ties by object id. A centre without altitude measures
     * horizontally. O(log n + k) with an ordinary index.
     *
     * @param k 0..{@link Integer#MAX_VALUE}; more than there are gives all
     */
    default Results<Neighbor> knn(Position center, int k) {
        return knn(center, QueryOptions.limit(k));
    }

    /** The nearest objects; the limit is k. */
    Results<Neighbor> knn(Position center, QueryOptions options);

    /** {@link #knn(Position, QueryOptions)} row by row. */
    boolean knn(Position center, QueryOptions options, RowVisitor visitor);

    // ---- around an object -------------------------------------------------------------------------------------

    /** {@link #queryNear(String, double, QueryOptions)} with a limit. */
    default Results<Neighbor> queryNear(String objectId, double radiusMeters, int limit) {
        return queryNear(objectId, radiusMeters, QueryOptions.limit(limit));
    }

    /**
     * The objects within a distance of an object, itself included unless {@link QueryOptions#excludeSelf}.
     *
     * @throws ObjectNotFoundException when it has no current position
     */
    Results<Neighbor> queryNear(String objectId, double radiusMeters, QueryOptions options);

    /**
     * The objects in a box around an object, sizes in metres: north and south edges height/2 along the meridian, clamped
     * at the poles; east and west edges width/2 along the object's parallel; all longitudes where that reaches 180° or an
     * edge reaches a pole.
     *
     * @throws ObjectNotFoundException when it has no current position
     */
    Results<Location> queryBboxNearObject(
            String objectId, double widthMeters, double heightMeters, QueryOptions options);

    /**
     * The same with altitudes within depth/2 of the object's (0 m when absent), clamped to the legal range.
     *
     * @throws ObjectNotFoundException when it has no current position
     */
    Results<Location> queryBbox3dNearObject(
            String objectId, double widthMeters, double heightMeters, double depthMeters, QueryOptions options);

    /**
     * The objects in a cylinder around an object; the altitude bounds are absolute.
     *
     * @throws ObjectNotFoundException when it has no current position
     */
    Results<Neighbor> queryCylinderNearObject(
            String objectId, double minAlt, double maxAlt, double radiusMeters, QueryOptions options);

    /** {@link #knnNearObject(String, QueryOptions)} with k. */
    default Results<Neighbor> knnNearObject(String objectId, int k) {
        return knnNearObject(objectId, QueryOptions.limit(k));
    }

    /**
     * The nearest objects to an object, itself included unless {@link QueryOptions#excludeSelf}.
     *
     * @throws ObjectNotFoundException when it has no current position
     */
    Results<Neighbor> knnNearObject(String objectId, QueryOptions options);

    // ---- history ----------------------------------------------------------------------------------------------

    /** {@link #queryTrajectory(String, Instant, Instant, HistoryOptions)}, newest first: the limit keeps the newest. */
    default Results<TrackPoint> queryTrajectory(String objectId, Instant from, Instant to, int limit) {
        return queryTrajectory(objectId, from, to, HistoryOptions.limit(limit));
    }

    /**
     * The recorded positions of an object in a time range, both ends inclusive, in either direction; the limit keeps the
     * first in that direction.
     *
     * <p>A range that ends before it starts is empty, and so is that of an unknown object. Survives deletes. Positions with
     * one timestamp are in the order of their arrival; exact repeats are there once. O(log h + k) for h records of the
     * object, with an ordinary store.
     */
    Results<TrackPoint> queryTrajectory(String objectId, Instant from, Instant to, HistoryOptions options);

    /** {@link #streamTrajectory(String, Instant, Instant, HistoryOptions)} of all, oldest first. */
    default Stream<TrackPoint> streamTrajectory(String objectId, Instant from, Instant to) {
        return streamTrajectory(objectId, from, to, TrackOrder.OLDEST_FIRST);
    }

    /** {@link #streamTrajectory(String, Instant, Instant, HistoryOptions)} of all. */
    default Stream<TrackPoint> streamTrajectory(String objectId, Instant from, Instant to, TrackOrder order) {
        return streamTrajectory(objectId, from, to, HistoryOptions.ALL.inOrder(order));
    }

    /**
     * The same as {@link #queryTrajectory(String, Instant, Instant, HistoryOptions)}, as a stream in constant memory. It must be
     * closed. One thread at a time; what is recorded while it is read may be seen or not. Once the database is closed its
     * terminal operation throws {@link DatabaseClosedException}.
     */
    Stream<TrackPoint> streamTrajectory(String objectId, Instant from, Instant to, HistoryOptions options);

    /** {@link #queryDuring(Area, Instant, Instant, HistoryOptions)}, with a limit. */
    default Results<Visit> queryDuring(Area area, Instant from, Instant to, int limit) {
        return queryDuring(area, from, to, HistoryOptions.limit(limit));
    }

    /**
     * Who was inside an area during a time range, both ends inclusive: per object the maximal runs of consecutive records
     * (positions, in order of timestamp and arrival) inside area and range, by object id, then by time. Nothing is
     * interpolated, and deletes end no run. O(records of the namespace in the range) at worst; stores leave out what cannot
     * be inside.
     *
     * @param options limit, deadline and cancel token
     * @throws IllegalArgumentException when the options say after which record to continue: a visit is none
     */
    Results<Visit> queryDuring(Area area, Instant from, Instant to, HistoryOptions options);

    // ---- measures ---------------------------------------------------------------------------------------------

    /**
     * The distance between two objects, in metres, or in degrees by {@link DistanceMetric#EUCLIDEAN}; empty when either has
     * no current position. Altitude is ignored. O(1).
     */
    OptionalDouble distanceBetween(String objectId, String otherId, DistanceMetric metric);

    /** The distance from an object to a place, as {@link #distanceBetween}. */
    OptionalDouble distanceTo(String objectId, Position place, DistanceMetric metric);

    /**
     * The convex hull of all current positions in the lon/lat plane, in the smallest frame (longitudes may run past 180):
     * a Point or LineString for one or two places; empty when there are none. O(n log n).
     */
    Optional<Geometry> convexHull(QueryOptions options);

    /** {@link #convexHull(QueryOptions)}, however long it takes. */
    default Optional<Geometry> convexHull() {
        return convexHull(QueryOptions.ALL);
    }

    /** The smallest box around all current positions (west &gt; east across ±180); empty when there are none. O(n log n). */
    Optional<Area.Box> boundingBox(QueryOptions options);

    /** {@link #boundingBox(QueryOptions)}, however long it takes. */
    default Optional<Area.Box> boundingBox() {
        return boundingBox(QueryOptions.ALL);
    }
}
