package io.spatio.core.engine;

import io.spatio.Identifiers;
import io.spatio.Located;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.Results;
import io.spatio.RowVisitor;
import io.spatio.Timestamps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rows found so far: the first {@code limit} in order, in columns that grow with what is found, never with the limit.
 *
 * <p>Once full it is a heap of slots with the last in order on top, which a better row replaces. One thread.
 */
final class Hits {
    private static final int FIRST_CAPACITY = 16;

    /** In what order rows are wanted. */
    enum Order {
        /** Ascending distance, ties by id. */
        DISTANCE,
        /** Ascending id. */
        ID,
        /** Any. */
        NONE
    }

    private static final ThreadLocal<@Nullable Hits> IDLE = new ThreadLocal<>();
    private static final int MOST_KEPT = 4096;

    private Order order = Order.NONE;
    private int limit;
    private int size;
    /** The slots from here on hold no references. */
    private int touched;

    private boolean heaped;
    private boolean truncated;
    private int[] slots = {};
    private String[] ids = {};
    private double[] lons = {};
    private double[] lats = {};
    private double[] alts = {};
    private double[] distances = {};
    private long[] micros = {};
    private Metadata[] metadata = {};

    private Hits() {}

    /**
     * Begins an answer, in the columns of the thread's one before where that has {@linkplain #end ended}: new memory for
     * each costs more than a small search itself.
     */
    static Hits begin(Order order, int limit) {
        Hits hits = IDLE.get();
        if (hits == null) {
            hits = new Hits();
        } else {
            IDLE.set(null);
        }
        hits.order = order;
        hits.limit = limit;
        return hits;
    }

    /** Ends this answer, of which nothing is asked any more. */
    void end() {
        Arrays.fill(ids, 0, touched, null);
        Arrays.fill(metadata, 0, touched, null);
        touched = 0;
        reset();
        if (slots.length <= MOST_KEPT) {
            IDLE.set(this);
        }
    }

    /** Forgets all, to begin again. */
    void reset() {
        size = 0;
        heaped = false;
        truncated = false;
    }

    int size() {
        return size;
    }

    /** Whether the rows of so many more, if they are in, are all that matters. */
    boolean wantsNoMoreThan(int more) {
        return order == Order.NONE && size + (long) more > limit;
    }

    boolean isFull() {
        return size == limit;
    }

    boolean truncated() {
        return truncated;
    }

    void setTruncated() {
        truncated = true;
    }

    /** Copies the row of a slot, which is a row’s place in the order of taking, and gives its distance. */
    double copy(int slot, RowState into) {
        into.position(lons[slot], lats[slot], alts[slot], micros[slot], 0, metadata[slot]);
        into.objectId = ids[slot];
        return distances[slot];
    }

    /** Forgets the rows beyond a distance; only with {@link Order#NONE}. */
    void keepWithin(double distance) {
        RowState row = new RowState();
        int kept = 0;
        for (int slot = 0; slot < size; slot++) {
            if (distances[slot] <= distance) {
                store(kept++, row, copy(slot, row));
            }
        }
        size = kept;
    }

    /**
     * Takes a row with its distance.
     *
     * @return whether further rows can matter
     */
    boolean offer(RowState row, double distance) {
        if (size < limit) {
            if (size == slots.length) {
                grow();
            }
            slots[size] = size;
            store(size++, row, distance);
            return true;
        }
        truncated = true;
        if (limit == 0 || order == Order.NONE) {
            return false;
        }
        heapOnce();
        int worst = slots[0];
        if (compare(distance, row.objectId(), distances[worst], ids[worst]) < 0) {
            store(worst, row, distance);
            siftDown(0, size);
        }
        return true;
    }

    private void store(int slot, RowState row, double distance) {
        touched = Math.max(touched, slot + 1);
        ids[slot] = row.objectId();
        lons[slot] = row.lon;
        lats[slot] = row.lat;
        alts[slot] = row.alt;
        distances[slot] = distance;
        micros[slot] = row.micros;
        metadata[slot] = row.metadata;
    }

    /** Makes room for so many rows at once. */
    void reserve(int rows) {
        if (rows > slots.length) {
            grow(rows);
        }
    }

    /** Makes room for so many rows more, if they are wanted. */
    void reserveMore(int rows) {
        reserve((int) Math.min(limit, size + (long) rows));
    }

    private void grow() {
        grow((int) Math.min(limit, Math.max(FIRST_CAPACITY, size * 2L)));
    }

    private void grow(int capacity) {
        slots = Arrays.copyOf(slots, capacity);
        ids = Arrays.copyOf(ids, capacity);
        lons = Arrays.copyOf(lons, capacity);
        lats = Arrays.copyOf(lats, capacity);
        alts = Arrays.copyOf(alts, capacity);
        distances = Arrays.copyOf(distances, capacity);
        micros = Arrays.copyOf(micros, capacity);
        metadata = Arrays.copyOf(metadata, capacity);
    }

    private int compare(double distanceA, String idA, double distanceB, String idB) {
        if (order == Order.DISTANCE) {
            int byDistance = Double.compare(distanceA, distanceB);
            if (byDistance != 0) {
                return byDistance;
            }
        }
        return Identifiers.compare(idA, idB);
    }

    private int compareSlots(int a, int b) {
        return compare(distances[a], ids[a], distances[b], ids[b]);
    }

    private void heapOnce() {
        if (!heaped) {
            for (int i = size / 2 - 1; i >= 0; i--) {
                siftDown(i, size);
            }
            heaped = true;
        }
    }

    private void siftDown(int from, int end) {
        int slot = slots[from];
        int at = from;
        for (int child = 2 * at + 1; child < end; child = 2 * at + 1) {
            if (child + 1 < end && compareSlots(slots[child + 1], slots[child]) > 0) {
                child++;
            }
            if (compareSlots(slots[child], slot) <= 0) {
                break;
            }
            slots[at] = slots[child];
            at = child;
        }
        slots[at] = slot;
    }

    /** Puts the slots in order; nothing is offered afterwards. */
    private void sort() {
        if (order == Order.NONE) {
            return;
        }
        heapOnce();
        for (int end = size - 1; end > 0; end--) {
            int last = slots[0];
            slots[0] = slots[end];
            slots[end] = last;
            siftDown(0, end);
        }
    }

    /** The rows in order, with distances where there is a centre; ends this answer. */
    Results<Located> toResults(boolean withDistance) {
        return toResults(withDistance ? this::neighbor : this::location);
    }

    /** The rows in order as neighbours; ends this answer. */
    Results<Neighbor> toNeighbors() {
        return toResults(this::neighbor);
    }

    /** The rows in order without distances; ends this answer. */
    Results<Location> toLocations() {
        return toResults(this::location);
    }

    private <T> Results<T> toResults(IntFunction<T> rowOfSlot) {
        sort();
        List<T> rows = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            rows.add(rowOfSlot.apply(slots[i]));
        }
        Results<T> results = Results.of(rows, truncated);
        end();
        return results;
    }

    private Neighbor neighbor(int slot) {
        return new Neighbor(
                ids[slot],
                new Position(lons[slot], lats[slot], alts[slot]),
                Timestamps.toInstant(micros[slot]),
                metadata[slot],
                distances[slot]);
    }

    private Location location(int slot) {
        return new Location(
                ids[slot],
                new Position(lons[slot], lats[slot], alts[slot]),
                Timestamps.toInstant(micros[slot]),
                metadata[slot]);
    }

    /**
     * Shows the rows in order; ends this answer.
     *
     * @return whether there were more than the limit; false where the visitor stopped
     */
    boolean visit(RowVisitor visitor) {
        sort();
        RowState row = new RowState();
        for (int i = 0; i < size; i++) {
            row.distance = copy(slots[i], row);
            if (!visitor.visit(row)) {
                end();
                return false;
            }
        }
        boolean more = truncated;
        end();
        return more;
    }
}
