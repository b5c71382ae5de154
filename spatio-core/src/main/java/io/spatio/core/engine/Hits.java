package io.spatio.core.engine;

import io.spatio.Identifiers;
import io.spatio.Located;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.Results;
import io.spatio.RowColumns;
import io.spatio.RowVisitor;
import io.spatio.Timestamps;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The rows found so far: the first {@code limit} in order, in columns that grow with what is found, never with the limit.
 *
 * <p>Once full it is a heap of slots with the last in order on top, which a better row replaces. When all is found the
 * columns are the answer: its rows are made when somebody asks for them. The columns are new for each answer, because
 * references kept in old ones would cost the collector's barriers more than new memory does. One thread until then.
 */
final class Hits {
    private static final int FIRST_CAPACITY = 16;
    /** Up to this many rows are sorted by insertion, which is quick for those that a nearest search finds nearly in order. */
    private static final int FEW = 32;

    private static final int LON = 0;
    private static final int LAT = 1;
    private static final int ALT = 2;
    private static final int DISTANCE = 3;
    private static final int MICROS = 4;
    private static final int SEQUENCE = 5;
    private static final int NUMBERS = 6;

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
    private boolean sorted;
    private boolean truncated;
    private int[] slots = {};
    private String[] ids = {};
    private Metadata[] metadata = {};
    /** Longitude, latitude, altitude and distance of each slot as bits, its time and its sequence. */
    private long[] numbers = {};

    Hits(Order order, int limit) {
        this.order = order;
        this.limit = limit;
    }

    /** Forgets all, to begin again. */
    void reset() {
        size = 0;
        heaped = false;
        sorted = false;
        truncated = false;
    }

    int size() {
        return size;
    }

    /** Whose rows these are. */
    Set<String> objectIds() {
        return new HashSet<>(Arrays.asList(ids).subList(0, size));
    }

    /** Whether {@code more} rows, if they are in, are all that matters. */
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

    /** Copies the row of a slot, which is a row's place in the order of taking, and gives its distance. */
    double copy(int slot, RowState into) {
        into.position(
                number(slot, LON),
                number(slot, LAT),
                number(slot, ALT),
                micros(slot),
                numbers[slot * NUMBERS + SEQUENCE],
                metadata[slot]);
        into.objectId = ids[slot];
        return distance(slot);
    }

    /** Forgets the rows beyond a distance; only with {@link Order#NONE}. */
    void keepWithin(double distance) {
        RowState row = new RowState();
        int kept = 0;
        for (int slot = 0; slot < size; slot++) {
            if (distance(slot) <= distance) {
                store(kept++, row, copy(slot, row));
            }
        }
        size = kept;
    }

    private double number(int slot, int which) {
        return Double.longBitsToDouble(numbers[slot * NUMBERS + which]);
    }

    private double distance(int slot) {
        return number(slot, DISTANCE);
    }

    private long micros(int slot) {
        return numbers[slot * NUMBERS + MICROS];
    }

    /**
     * Takes a row with its distance.
     *
     * @return whether further rows can matter
     */
    boolean offer(RowState row, double distance) {
        if (size < limit) {
            if (size == slots.length) {
                reserve(FIRST_CAPACITY);
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
        if (compare(distance, row.objectId(), distance(worst), ids[worst]) < 0) {
            store(worst, row, distance);
            siftDown(0, size);
        }
        return true;
    }

    private void store(int slot, RowState row, double distance) {
        int at = slot * NUMBERS;
        numbers[at + LON] = Double.doubleToRawLongBits(row.lon);
        numbers[at + LAT] = Double.doubleToRawLongBits(row.lat);
        numbers[at + ALT] = Double.doubleToRawLongBits(row.alt);
        numbers[at + DISTANCE] = Double.doubleToRawLongBits(distance);
        numbers[at + MICROS] = row.micros;
        numbers[at + SEQUENCE] = row.sequence;
        ids[slot] = row.objectId();
        metadata[slot] = row.metadata;
    }

    /** Makes room for {@code more} rows, as far as they are wanted. */
    void reserve(int more) {
        long wanted = Math.min(limit, size + (long) more);
        if (size == 0 && wanted > slots.length) {
            slots = new int[(int) wanted];
            ids = new String[slots.length];
            metadata = new Metadata[slots.length];
            numbers = new long[Math.multiplyExact(NUMBERS, slots.length)];
        } else if (wanted > slots.length) {
            int capacity = (int) Math.min(limit, Math.max(wanted, 2L * slots.length));
            slots = Arrays.copyOf(slots, capacity);
            ids = Arrays.copyOf(ids, capacity);
            metadata = Arrays.copyOf(metadata, capacity);
            numbers = Arrays.copyOf(numbers, Math.multiplyExact(NUMBERS, capacity));
        }
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
        return compare(distance(a), ids[a], distance(b), ids[b]);
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
        if (order == Order.NONE || sorted) {
            return;
        }
        sorted = true;
        if (size <= FEW) {
            sortByInsertion();
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

    private void sortByInsertion() {
        for (int i = 1; i < size; i++) {
            int slot = slots[i];
            int at = i;
            for (; at > 0 && compareSlots(slots[at - 1], slot) > 0; at--) {
                slots[at] = slots[at - 1];
            }
            slots[at] = slot;
        }
    }

    /** The rows in order, with distances where there is a centre; nothing is offered afterwards. */
    Results<Located> toResults(boolean withDistance) {
        return toResults(withDistance ? this::neighbor : this::location);
    }

    /** The rows in order as neighbours; nothing is offered afterwards. */
    Results<Neighbor> toNeighbors() {
        return toResults(this::neighbor);
    }

    /** The rows in order without distances; nothing is offered afterwards. */
    Results<Location> toLocations() {
        return toResults(this::location);
    }

    private <T extends Located> Results<T> toResults(IntFunction<? extends T> rowAt) {
        sort();
        return Results.made(size, rowAt, truncated, this::toColumns);
    }

    private RowColumns toColumns() {
        RowColumns columns = new RowColumns(size);
        for (int place = 0; place < size; place++) {
            int slot = slots[place];
            columns.set(place, ids[slot], number(slot, LON), number(slot, LAT), number(slot, ALT));
            columns.set(place, micros(slot), numbers[slot * NUMBERS + SEQUENCE], distance(slot), metadata[slot]);
        }
        return columns;
    }

    private Neighbor neighbor(int place) {
        int slot = slots[place];
        return new Neighbor(
                ids[slot], position(slot), Timestamps.toInstant(micros(slot)), metadata[slot], distance(slot));
    }

    private Location location(int place) {
        int slot = slots[place];
        return new Location(ids[slot], position(slot), Timestamps.toInstant(micros(slot)), metadata[slot]);
    }

    private Position position(int slot) {
        return new Position(number(slot, LON), number(slot, LAT), number(slot, ALT));
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
