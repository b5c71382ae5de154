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

    private final Order order;
    private final int limit;
    private int size;
    private boolean heaped;
    private boolean truncated;
    private int[] slots = {};
    private String[] ids = {};
    private double[] lons = {};
    private double[] lats = {};
    private double[] alts = {};
    private double[] distances = {};
    private long[] micros = {};
    private byte[][] metadata = {};

    Hits(Order order, int limit) {
        this.order = order;
        this.limit = limit;
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

    /** How many rows there is room for without growing. */
    int capacity() {
        return slots.length;
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
        ids[slot] = row.objectId();
        lons[slot] = row.lon;
        lats[slot] = row.lat;
        alts[slot] = row.alt;
        distances[slot] = distance;
        micros[slot] = row.micros;
        metadata[slot] = row.metadata;
    }

    private void grow() {
        int capacity = (int) Math.min(limit, Math.max(FIRST_CAPACITY, size * 2L));
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

    /** The rows in order, with distances where there is a centre. */
    Results<Located> toResults(boolean withDistance) {
        sort();
        List<Located> rows = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            rows.add(withDistance ? neighbor(slots[i]) : location(slots[i]));
        }
        return Results.of(rows, truncated);
    }

    /** The rows in order as neighbours. */
    Results<Neighbor> toNeighbors() {
        sort();
        List<Neighbor> rows = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            rows.add(neighbor(slots[i]));
        }
        return Results.of(rows, truncated);
    }

    /** The rows in order without distances. */
    Results<Location> toLocations() {
        sort();
        List<Location> rows = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            rows.add(location(slots[i]));
        }
        return Results.of(rows, truncated);
    }

    private Neighbor neighbor(int slot) {
        return new Neighbor(
                ids[slot],
                new Position(lons[slot], lats[slot], alts[slot]),
                Timestamps.toInstant(micros[slot]),
                Metadata.trusted(metadata[slot]),
                distances[slot]);
    }

    private Location location(int slot) {
        return new Location(
                ids[slot],
                new Position(lons[slot], lats[slot], alts[slot]),
                Timestamps.toInstant(micros[slot]),
                Metadata.trusted(metadata[slot]));
    }

    /**
     * Shows the rows in order.
     *
     * @return whether there were more than the limit; false where the visitor stopped
     */
    boolean visit(RowVisitor visitor) {
        sort();
        RowState row = new RowState();
        for (int i = 0; i < size; i++) {
            row.distance = copy(slots[i], row);
            if (!visitor.visit(row)) {
                return false;
            }
        }
        return truncated;
    }
}
