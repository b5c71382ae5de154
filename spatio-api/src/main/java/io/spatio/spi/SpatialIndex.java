package io.spatio.spi;

import java.util.Map;

/**
 * Finds the current positions of one namespace. It holds copies of coordinates only to find candidates: the engine keeps
 * the true row of every handle and decides exactly.
 *
 * <p><b>Handles</b> are dense non-negative ints given by the engine. A handle is inserted, then moved, then removed, and may
 * then be inserted again, at once, for the same object or another; the engine sees to it that a search that began before shows
 * no object twice for that. The old coordinates given to {@link #move} and {@link #remove} are those given last for that handle, bit for bit.
 *
 * <p><b>Coordinates</b> are canonical: lon in [−180, 180), lon 0 where |lat| = 90, lat in [−90, 90], never {@code -0.0};
 * alt in metres or NaN when absent. Many handles may stand at one point.
 *
 * <p><b>Thread-safety.</b> The engine calls under a read-write lock: {@link #search}, {@link #nearest}, {@link #size}
 * and {@link #stats} may run beside each other, never beside a change, and must not change anything that another search
 * can see. An index that takes changes and searches at the same time says so by being a {@link ConcurrentSpatialIndex}.
 *
 * <p>An empty index costs under 1 KiB: 100,000 namespaces are legal. n is {@link #size}.
 */
public interface SpatialIndex extends AutoCloseable {
    /** Adds a handle that is not in the index. */
    void insert(int handle, double lon, double lat, double alt);

    /** Moves a handle that is in the index. Most moves are short: worth a fast path. */
    void move(int handle, double oldLon, double oldLat, double oldAlt, double lon, double lat, double alt);

    /** Takes out a handle that is in the index. */
    void remove(int handle, double lon, double lat, double alt);

    /**
     * Visits at least every handle whose position the region {@linkplain Region#contains contains}, and at most those
     * inside its {@linkplain Region#box boxes}, each once, in any order, until the visitor returns false.
     *
     * @return true when done or stopped by the visitor; false when the index gives up (only a concurrent one may): then
     *     all visits of this call are void and the caller scans its own rows
     */
    boolean search(Region region, SearchVisitor visitor);

    /**
     * Offers handles to the visitor, nearest boxes first where the index can: at least every handle whose distance by the
     * metric is at most the last cut-off the visitor returned, each once. The cut-off starts at infinity and never grows.
     *
     * <p>The default offers everything.
     *
     * @return as {@link #search}
     */
    default boolean nearest(Metric metric, NearestVisitor visitor) {
        return search(Region.EVERYWHERE, (handle, lon, lat, alt) -> {
            visitor.offer(handle, lon, lat, alt);
            return true;
        });
    }

    /** Adds many handles that are not in the index, which may hold others. The default inserts one by one. */
    default void bulkLoad(PositionBlock block) {
        for (int i = 0; i < block.size(); i++) {
            insert(block.handle(i), block.lon(i), block.lat(i), block.alt(i));
        }
    }

    /** How many handles are in the index. O(1). */
    int size();

    /** Takes out everything and frees the memory. */
    void clear();

    /** What the index says of itself in {@code stats}: numbers, texts, booleans or lists of texts, by kebab-case name. */
    default Map<String, Object> stats() {
        return Map.of();
    }

    /** Frees what the index holds besides memory. A second call does nothing. */
    @Override
    default void close() {}
}
