package io.spatio.index.geohash;

import io.spatio.spi.ConcurrentSpatialIndex;
import io.spatio.spi.Metric;
import io.spatio.spi.NearestVisitor;
import io.spatio.spi.PositionBlock;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A grid of geohash cells for one namespace, whose size follows the objects' density place by place unless it is chosen:
 * inserts, moves and removals are O(1) on average whatever the number of objects in a cell; a search costs the tiles its boxes
 * meet plus the objects in the cells it meets, a nearest search the tiles and cells nearer than its result. Structure after
 * Šidlauskas, Šaltenis, Christiansen, Johansen and Šaulys, "Trees or Grids? Indexing Moving Objects in Main Memory" (ACM GIS
 * 2009), on geohash prefixes.
 *
 * <p><b>Thread-safety:</b> any thread, as {@link ConcurrentSpatialIndex} says; {@link #clear} is a change of every handle,
 * so no other change may run beside it. A search gives up when objects keep entering and leaving the tiles it reads for
 * eight rounds, or when it would copy more than 65,536 entries and an eighth of the index. While the largest
 * tiles are fitted again, which takes O(n log n) after as many inserts, changes wait and searches go on.
 */
public final class GeohashIndex implements ConcurrentSpatialIndex {
    // Why searches beside changes are right.
    //
    // 1. What a tile holds (heads of chains, buckets in them, places of their handles) is changed only by who holds the
    //    tile's lock, an odd version; unlocking makes a new even one. A reader copies between two looks at the version
    // and
    //    throws the copy away unless both are equal and even, so every copy it keeps is the tile as it was at one
    // moment,
    //    with no torn coordinates. A bucket may pass to another tile under a reader's feet: then the version has
    // changed.
    //    Arrays never move (Ladder), so a reader that follows nonsense still reads inside arrays, and chains are
    // followed
    //    no farther than the tile's count allows. The array of heads tells by its length how the tile is cut, so a
    // reader
    //    that has it knows which cell each head is of.
    //
    // 2. A change holds the locks of all tiles it concerns, two for a move across tiles (in order of keys: no
    // deadlock),
    //    from before its first to after its last write, and publishes the row in between. While it runs, readers of
    // those
    //    tiles wait, so the row and the index never disagree for a copy that is kept.
    //
    // 3. Tiles are read one after another, so an object could leave one before it is read and enter another after it
    // was
    //    read, or the other way about. Therefore members stamps: both tiles' stamps are raised before either is
    // unlocked.
    //    A search that saw any effect of the move in one tile has, by the release and acquire of that tile's version,
    // also
    //    the raised stamp of the other in sight when it compares all stamps at its end. Stamps only grow; if all are
    // equal
    //    to what they were when their tiles were read, there was a moment, the beginning of the comparison, at which
    // every
    //    tile held exactly the objects copied. So each object in the region throughout is there once, and no object is
    //    there twice: one object is in one tile at any moment, and in one place of it. Moves inside a tile need no
    // stamp
    //    for searches, because a search reads a tile once. A nearest search reads cells of a tile one by one, hence
    //    compares stamps that cell changes raise as well, and another cut too; and since it cannot take back what it
    // has
    //    offered, it remembers the handles and offers each one once.
    //
    // 4. A tile that is not there must stay so: a tile is made while its lock is held, it is put into the tables, the
    //    count of creations is raised, then it is unlocked. A thread that enters it does so later than the raise, so a
    // search
    //    that missed the tile but sees the object gone from its old tile also sees another count than at its beginning.
    // A
    //    new generation of the tables is seen by comparing the reference; the empty tiles it leaves out were retired
    // under
    //    their locks, so nobody enters them any more. They are never used again for another place; the garbage
    // collector
    //    is what makes that safe and free.
    //
    // 5. A tile becomes a branch, and a branch a tile, under its lock and those of the smaller tiles, all of whose
    // stamps
    //    are raised: a move of all objects across tiles, to which 3 and 4 apply. A change that has found a tile and
    // locked
    //    it looks whether it is still in use, and else waits for the lock of the structure, after which the tables tell
    //    the truth. The keys of merged tiles are free for others only in the next generation of the tables.
    //
    // 6. No waiting in circles: locks are taken in the order structure, tiles by key, buckets' allocation; readers hold
    // at
    //    most one tile's lock (after many vain tries) and wait for nothing under it.
    //
    // 7. A grid whose largest tiles do not fit is frozen and copied into another. All its tiles are taken out of use
    // under
    //    their locks, so a change finds itself either before, and is copied, or is refused, and waits for the
    // successor.
    //    The frozen tiles keep their content and stamps: a search that began there ends there and has seen the moment
    // of
    //    the change-over. A thread that has seen a change in the successor begins there.

    private final GeohashIndexOptions options;
    private final AtomicBoolean fitting = new AtomicBoolean();
    private volatile Grid grid;
    private volatile CellFit fit;

    /** An empty index. */
    public GeohashIndex(GeohashIndexOptions options) {
        this.options = options;
        grid = new Grid(options.cells());
        fit = CellFit.first(options);
    }

    @Override
    public void insert(int handle, double lon, double lat, double alt, Publication publication) {
        Grid into = grid;
        while (!into.insert(handle, lon, lat, alt, publication)) {
            into = successor(into);
        }
        if (fit.isDue(into)) {
            fitCells();
        }
    }

    @Override
    public void move(
            int handle,
            double oldLon,
            double oldLat,
            double oldAlt,
            double lon,
            double lat,
            double alt,
            Publication publication) {
        Grid in = grid;
        while (!in.move(handle, oldLon, oldLat, lon, lat, alt, publication)) {
            in = successor(in);
        }
    }

    @Override
    public void remove(int handle, double lon, double lat, double alt, Publication publication) {
        Grid from = grid;
        while (!from.remove(handle, lon, lat, publication)) {
            from = successor(from);
        }
    }

    private Grid successor(Grid frozen) {
        frozen.awaitSuccessor();
        return grid;
    }

    /** Copies everything into tiles that fit, where these do not; one thread at a time, the others go on. */
    private void fitCells() {
        if (!fitting.compareAndSet(false, true)) {
            return;
        }
        try {
            Grid old = grid;
            if (!fit.isDue(old)) {
                return;
            }
            if (!CellFit.isUnfit(old)) {
                fit = CellFit.next(old, old.size());
                return;
            }
            old.freeze(() -> grid = CellFit.fitted(old));
            boolean changed = grid.cells().tileBits() != old.cells().tileBits();
            fit = changed ? CellFit.next(grid, grid.size()) : CellFit.whenDoubled(grid);
        } finally {
            fitting.set(false);
        }
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

    /** Cell by cell, in tiles that fit the block where it is larger than what there is. O(n log n). */
    @Override
    public void bulkLoad(PositionBlock block) {
        SortedBlock sorted = SortedBlock.of(block);
        boolean decides = sorted.size() >= CellFit.FEWEST_OBJECTS && sorted.size() >= size();
        if (decides && options.fitting() && fitting.compareAndSet(false, true)) {
            try {
                Grid old = grid;
                int bits = CellFit.tileBits(old, sorted);
                if (bits != old.cells().tileBits()) {
                    old.freeze(() -> grid = CellFit.copy(old, bits));
                }
                fit = CellFit.next(grid, (long) grid.size() + sorted.size());
            } finally {
                fitting.set(false);
            }
        }
        for (int i = 0; i < sorted.size(); i++) {
            int at = sorted.index(i);
            Grid into = grid;
            while (!into.load(block.handle(at), block.lon(at), block.lat(at), block.alt(at))) {
                into = successor(into);
            }
        }
        grid.branchClumped();
        if (fit.isDue(grid)) {
            fitCells();
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
        grid = new Grid(options.cells());
        fit = CellFit.first(options);
    }

    /**
     * {@code bits} of the geohash of the median object's cell, {@code cell-count} and {@code tiles} in use, {@code bytes} of memory, and
     * {@code cells}: the at most 20 most populated cells as {@code "u33d8b 117"}, where bits remain beyond whole
     * characters as {@code "u33d8b+01 117"}.
     */
    @Override
    public Map<String, Object> stats() {
        return GridStats.of(grid);
    }
}
