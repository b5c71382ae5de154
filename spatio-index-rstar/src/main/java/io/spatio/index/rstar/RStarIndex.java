package io.spatio.index.rstar;

import io.spatio.spi.Metric;
import io.spatio.spi.NearestVisitor;
import io.spatio.spi.PositionBlock;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import io.spatio.spi.SpatialIndex;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bottom-up R*-tree with loose leaves over longitude and latitude. Altitudes are kept beside the coordinates and handed
 * to visitors; the tree has two dimensions, for in three it degenerates wherever altitudes are equal or spread wide.
 *
 * <p>With n objects: {@link #move} O(1) while the object stays in its leaf, as most moves do, else like {@link #insert}
 * and {@link #remove}, O(log n); {@link #search} and {@link #nearest} O(log n + visited) on average, O(n) where
 * everything overlaps; {@link #bulkLoad} into an empty index O(n log n), three times faster than inserting. About 40 to
 * 80 bytes per object; nothing but the object itself while empty.
 *
 * <p>Thread-safety: one thread at a time changes it, any number search beside each other, never both, as
 * {@link SpatialIndex} says. It never gives up a search.
 */
public final class RStarIndex implements SpatialIndex {
    private final RStarIndexOptions options;

    /** Made with the first object. */
    private @Nullable RStarTree tree;

    /** An empty index. */
    public RStarIndex(RStarIndexOptions options) {
        this.options = options;
    }

    @Override
    public void insert(int handle, double lon, double lat, double alt) {
        grown().insert(handle, lon, lat, alt);
    }

    @Override
    public void move(int handle, double oldLon, double oldLat, double oldAlt, double lon, double lat, double alt) {
        existing(handle).move(handle, lon, lat, alt);
    }

    @Override
    public void remove(int handle, double lon, double lat, double alt) {
        existing(handle).remove(handle);
    }

    @Override
    public boolean search(Region region, SearchVisitor visitor) {
        RStarTree present = tree;
        if (present != null) {
            new RegionSearch(present, region, visitor).run();
        }
        return true;
    }

    @Override
    public boolean nearest(Metric metric, NearestVisitor visitor) {
        RStarTree present = tree;
        if (present != null) {
            NodeQueue queue = NodeQueue.take();
            try {
                new NearestSearch(present, queue, metric, visitor).run();
            } finally {
                queue.release();
            }
        }
        return true;
    }

    @Override
    public void bulkLoad(PositionBlock block) {
        if (size() == 0 && block.size() > 0) {
            clear();
            new TreeLoader(grown()).load(block);
        } else {
            SpatialIndex.super.bulkLoad(block);
        }
    }

    @Override
    public int size() {
        RStarTree present = tree;
        return present == null ? 0 : present.size();
    }

    @Override
    public void clear() {
        tree = null;
    }

    /**
     * height (levels, leaves included), leaves, inner-nodes, bytes (heap of the arrays).
     */
    @Override
    public Map<String, Object> stats() {
        RStarTree present = tree;
        return present == null ? Map.of("height", 0, "leaves", 0, "inner-nodes", 0, "bytes", 0L) : present.stats();
    }

    private RStarTree grown() {
        RStarTree present = tree;
        if (present == null) {
            present = new RStarTree(options);
            tree = present;
        }
        return present;
    }

    private RStarTree existing(int handle) {
        RStarTree present = tree;
        if (present == null) {
            throw new IllegalStateException("handle=" + handle + " is not in the index: it is empty");
        }
        return present;
    }

    /** For tests. */
    @Nullable
    RStarTree tree() {
        return tree;
    }
}
