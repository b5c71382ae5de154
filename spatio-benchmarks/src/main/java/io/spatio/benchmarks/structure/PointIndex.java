package io.spatio.benchmarks.structure;

import io.spatio.Position;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;

/**
 * Numbered points in two dimensions.
 *
 * <p>What a structure cannot do it refuses by {@link UnsupportedOperationException}. One thread at a time, unless
 * {@link #isConcurrent}.
 */
public interface PointIndex {
    /** Adds a point. */
    void insert(int object, double lon, double lat);

    /** Moves a point. */
    void move(int object, double oldLon, double oldLat, double lon, double lat);

    /**
     * Visits at least every point that a region contains.
     *
     * @return false when a concurrent index gave up because of changes: then all visits of this call are void
     */
    boolean search(Region region, SearchVisitor visitor);

    /** Visits the k nearest points, in any order, nearest by the structure's own measure. */
    void nearest(Position center, int k, SearchVisitor visitor);

    /** Whether threads may change and search at once, each point changed by one. */
    default boolean isConcurrent() {
        return false;
    }

    /** Called when all points of a world have been added; for structures that are built at once. */
    default void loaded() {}
}
