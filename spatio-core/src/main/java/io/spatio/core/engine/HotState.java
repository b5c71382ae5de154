package io.spatio.core.engine;

import io.spatio.spi.Meter;
import io.spatio.spi.PositionBlock;
import io.spatio.spi.SpatialIndex;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * The current state of one namespace: ids, rows, index, and the count of positions.
 *
 * <p>A row that is given back goes to the next object that needs one, and an object that comes again may get another row, all
 * while a search runs. So that no search shows an object twice, each row remembers when it came to hold a position, by a
 * count of such moments, and a search takes no row for one that came to hold its position after the search began: of the
 * rows that one id has had, only one can be older. Until something is deleted, all this costs nothing.
 */
final class HotState {
    final String namespace;
    final String indexType;
    final ObjectTable rows;
    final IdMap ids;
    final HotIndex index;
    private final AtomicInteger present = new AtomicInteger();
    private final AtomicLong births = new AtomicLong();
    private volatile boolean everRemoved;

    HotState(String namespace, String indexType, SpatialIndex index, Meter meter) {
        this.namespace = namespace;
        this.indexType = indexType;
        rows = new ObjectTable(meter);
        ids = new IdMap(rows);
        this.index = new HotIndex(index, rows, meter);
    }

    /** How many objects have a current position. */
    int count() {
        return present.get();
    }

    /** Copies the current position of an object, if it has one. */
    boolean readPresent(String objectId, RowState into) {
        int handle = ids.find(objectId);
        if (handle < 0) {
            return false;
        }
        rows.read(handle, into);
        // The handle may have been given to another object between look-up and read: then this one was erased.
        return into.isPresent() && objectId.equals(into.objectId);
    }

    // ---- locked rows --------------------------------------------------------------------------------------------

    /**
     * Locks the row of an object, which is added where absent; {@code hint} is where it last was, or −1. Returns its handle, or
     * {@link IdMap#RETIRED} where this state has retired.
     */
    int lockOrAdd(String objectId, int hint) {
        while (true) {
            int handle = hint >= 0 && ids.isStill(objectId, hint) ? hint : ids.findOrAdd(objectId);
            if (handle == IdMap.RETIRED || lockIfStill(objectId, handle)) {
                return handle;
            }
        }
    }

    /** The same for an object that must have a row; −1 where it has none. */
    int lockIfPresent(String objectId) {
        while (true) {
            int handle = ids.find(objectId);
            if (handle < 0 || lockIfStill(objectId, handle)) {
                return handle;
            }
        }
    }

    private boolean lockIfStill(String objectId, int handle) {
        rows.lock(handle);
        if (ids.isStill(objectId, handle)) {
            return true;
        }
        rows.unlock(handle);
        return false;
    }

    /** Takes back a locked row that was only added for a write that stored nothing. */
    void dropIfEmpty(String objectId, int handle) {
        RowState row = new RowState();
        rows.read(handle, row);
        if (row.kind == RowState.EMPTY) {
            ids.remove(objectId, handle);
        }
    }

    /** Changes a row, whose lock the caller holds, and the index with it. */
    void change(int handle, RowState from, RowState to) {
        if (from.isPresent() && !to.isPresent()) {
            everRemoved = true;
        } else if (everRemoved && !from.isPresent()) {
            rows.setBirth(handle, births.incrementAndGet());
        }
        if (from.isPresent() || to.isPresent()) {
            index.change(handle, from, to);
        } else {
            rows.write(handle, to);
        }
        int difference = (to.isPresent() ? 1 : 0) - (from.isPresent() ? 1 : 0);
        if (difference != 0) {
            present.addAndGet(difference);
        }
    }

    // ---- searches -----------------------------------------------------------------------------------------------

    /** What a search remembers of its beginning. */
    long began() {
        return births.get();
    }

    /** Copies a row and says whether it held a position already when a search began. */
    boolean readPresent(int handle, RowState into, long began) {
        rows.read(handle, into);
        return into.isPresent() && into.birth <= began;
    }

    /** Visits every row that holds a position, each once, as it stood at some moment, until told to stop. */
    boolean forEachPresent(RowState row, Predicate<RowState> visitor) {
        long began = began();
        for (int handle = 0; handle < rows.end(); handle++) {
            if (readPresent(handle, row, began) && !visitor.test(row)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Ends this where no object is left, deleted ones included, so that a namespace which holds nothing costs nothing: the next
     * write begins another. Who still holds this one finds it empty, as the namespace was.
     */
    boolean retireIfEmpty() {
        return ids.retireIfEmpty();
    }

    boolean isRetired() {
        return ids.isRetired();
    }

    /** Forgets everything; every row is locked. */
    void clear() {
        everRemoved = true;
        index.clear();
        present.set(0);
    }

    /** Takes positions from recovery, whose rows are written, into the index. */
    void load(PositionBlock block) {
        index.load(block);
        present.addAndGet(block.size());
    }
}
