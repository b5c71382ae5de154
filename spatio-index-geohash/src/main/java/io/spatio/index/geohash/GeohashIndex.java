package io.spatio.index.geohash;

import io.spatio.spi.ConcurrentSpatialIndex.Publication;
import io.spatio.spi.Metric;
import io.spatio.spi.NearestVisitor;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import io.spatio.spi.SpatialIndex;
import java.util.Map;

/**
 * A grid of geohash cells of one size, for one namespace: inserts, moves and removals are O(1) whatever the number of
 * objects in a cell; a search costs the tiles its boxes meet plus the objects in these cells.
 */
public final class GeohashIndex implements SpatialIndex {
    private final CellSystem cells;
    private volatile Grid grid;

    /** An empty index. */
    public GeohashIndex(GeohashIndexOptions options) {
        cells = new CellSystem(options.bits());
        grid = new Grid(cells);
    }

    @Override
    public void insert(int handle, double lon, double lat, double alt) {
        grid.insert(handle, lon, lat, alt, Publication.NOTHING);
    }

    @Override
    public void move(int handle, double oldLon, double oldLat, double oldAlt, double lon, double lat, double alt) {
        grid.move(handle, cells.key(oldLon, oldLat), lon, lat, alt, Publication.NOTHING);
    }

    @Override
    public void remove(int handle, double lon, double lat, double alt) {
        grid.remove(handle, lon, lat, Publication.NOTHING);
    }

    @Override
    public boolean search(Region region, SearchVisitor visitor) {
        Scratch scratch = Scratch.take();
        try {
            return new Search(scratch, grid, region).run(visitor);
        } finally {
            scratch.release();
        }
    }

    @Override
    public boolean nearest(Metric metric, NearestVisitor visitor) {
        Scratch scratch = Scratch.take();
        try {
            return new Nearest(scratch, grid, metric, visitor).run();
        } finally {
            scratch.release();
        }
    }

    Grid grid() {
        return grid;
    }

    @Override
    public int size() {
        return grid.size();
    }

    @Override
    public void clear() {
        grid = new Grid(cells);
    }

    /**
     * {@code bits} of a cell's geohash, {@code cell-count} and {@code tiles} in use, {@code bytes} of memory, and
     * {@code cells}: the at most 20 most populated cells as {@code "u33d8b 117"}.
     */
    @Override
    public Map<String, Object> stats() {
        return GridStats.of(grid);
    }
}
