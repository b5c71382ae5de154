package io.spatio.spi;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Objects;

/**
 * Events of one namespace to append as a whole, in this order; a holder to be filled, appended and filled again.
 *
 * <p>Objects come first, each id once; events name them by their place among them. {@link TrajectoryStore#append} gives every
 * object its number. An index that is not below {@link #objects} or {@link #size} is an
 * {@link IndexOutOfBoundsException}. One thread at a time; not changed while it is appended.
 */
public final class EventBatch {
    /** The number of an object of which the caller knows none. */
    public static final int NO_NUMBER = -1;

    private static final byte[] NO_METADATA = new byte[0];

    private String namespace = "";

    private String[] objectIds;
    private int[] numbers;
    private boolean[] beginning;
    /** The first event of each object, or −1. */
    private int[] firstEvents;

    private int objects;

    private int[] objectOf;
    private EventKind[] kinds;
    private long[] micros;
    /** Longitude, latitude and altitude of each. */
    private double[] places;

    private byte[][] metadata;
    private long[] madeAtMicros;
    private int size;

    /** An empty batch that grows as it is filled. */
    public EventBatch() {
        this(1);
    }

    /**
     * An empty batch.
     *
     * @param capacity how many events there is room for before it grows, at least 1
     */
    public EventBatch(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity=" + capacity + ": a batch has room for at least 1 event");
        }
        objectIds = new String[capacity];
        numbers = new int[capacity];
        beginning = new boolean[capacity];
        firstEvents = new int[capacity];
        objectOf = new int[capacity];
        kinds = new EventKind[capacity];
        micros = new long[capacity];
        places = new double[3 * capacity];
        metadata = new byte[capacity][];
        madeAtMicros = new long[capacity];
    }

    // ---- filling ----------------------------------------------------------------------------------------------

    /** Empties this and says which namespace the next events belong to. */
    public EventBatch clear(String newNamespace) {
        namespace = requireNonNull(newNamespace, "newNamespace");
        Arrays.fill(objectIds, 0, objects, null);
        Arrays.fill(metadata, 0, size, null);
        objects = 0;
        size = 0;
        return this;
    }

    /**
     * Adds an object, whose id must not be there yet.
     *
     * @param number the store's number of it, as an earlier append or {@link TrajectoryStore#recover} gave it and as long as it
     *     holds, or {@link #NO_NUMBER}: the store then looks for the id and adds it where it is new
     * @param begins see {@link #begins}
     * @return its place among the objects
     */
    public int addObject(String objectId, int number, boolean begins) {
        if (objects == objectIds.length) {
            int capacity = 2 * objects;
            objectIds = Arrays.copyOf(objectIds, capacity);
            numbers = Arrays.copyOf(numbers, capacity);
            beginning = Arrays.copyOf(beginning, capacity);
            firstEvents = Arrays.copyOf(firstEvents, capacity);
        }
        objectIds[objects] = requireNonNull(objectId, "objectId");
        numbers[objects] = number;
        beginning[objects] = begins;
        firstEvents[objects] = -1;
        return objects++;
    }

    /**
     * Adds a position.
     *
     * @param object the object's place among the objects
     * @param timestampMicros microseconds since 1970
     * @param lon longitude in degrees
     * @param lat latitude in degrees
     * @param alt altitude in metres, NaN when absent
     * @param json UTF-8, empty when none; not changed afterwards
     */
    public void addPosition(int object, long timestampMicros, double lon, double lat, double alt, byte[] json) {
        int i = add(EventKind.POSITION, object, timestampMicros);
        places[3 * i] = lon;
        places[3 * i + 1] = lat;
        places[3 * i + 2] = alt;
        metadata[i] = requireNonNull(json, "json");
        madeAtMicros[i] = 0;
    }

    /**
     * Adds a delete.
     *
     * @param object the object's place among the objects
     * @param timestampMicros microseconds since 1970
     * @param deletedAtMicros the database's clock, see {@link #madeAtMicros}
     */
    public void addDelete(int object, long timestampMicros, long deletedAtMicros) {
        int i = add(EventKind.DELETE, object, timestampMicros);
        places[3 * i] = 0;
        places[3 * i + 1] = 0;
        places[3 * i + 2] = Double.NaN;
        metadata[i] = NO_METADATA;
        madeAtMicros[i] = deletedAtMicros;
    }

    private int add(EventKind kind, int object, long timestampMicros) {
        Objects.checkIndex(object, objects);
        if (size == micros.length) {
            int capacity = 2 * size;
            objectOf = Arrays.copyOf(objectOf, capacity);
            kinds = Arrays.copyOf(kinds, capacity);
            micros = Arrays.copyOf(micros, capacity);
            places = Arrays.copyOf(places, 3 * capacity);
            metadata = Arrays.copyOf(metadata, capacity);
            madeAtMicros = Arrays.copyOf(madeAtMicros, capacity);
        }
        if (firstEvents[object] < 0) {
            firstEvents[object] = size;
        }
        objectOf[size] = object;
        kinds[size] = kind;
        micros[size] = timestampMicros;
        return size++;
    }

    // ---- objects ----------------------------------------------------------------------------------------------

    /** The namespace of all of them. */
    public String namespace() {
        return namespace;
    }

    /** How many objects there are; one without an event is not touched by an append. */
    public int objects() {
        return objects;
    }

    /** The id of the object at a place. */
    public String objectId(int object) {
        return objectIds[Objects.checkIndex(object, objects)];
    }

    /** The store's number of the object at a place, or {@link #NO_NUMBER}. */
    public int number(int object) {
        return numbers[Objects.checkIndex(object, objects)];
    }

    /** Tells the store's number of the object at a place; for the store that appends this. */
    public void setNumber(int object, int number) {
        numbers[Objects.checkIndex(object, objects)] = number;
    }

    // ---- events -----------------------------------------------------------------------------------------------

    /** How many events there are. */
    public int size() {
        return size;
    }

    /** The place among the objects of event {@code i}'s object. */
    public int object(int i) {
        return objectOf[Objects.checkIndex(i, size)];
    }

    /** What event {@code i} says. */
    public EventKind kind(int i) {
        return kinds[Objects.checkIndex(i, size)];
    }

    /** The time of event {@code i} in microseconds since 1970. */
    public long timestampMicros(int i) {
        return micros[Objects.checkIndex(i, size)];
    }

    /** Longitude in degrees of a position. */
    public double lon(int i) {
        return places[3 * Objects.checkIndex(i, size)];
    }

    /** Latitude in degrees of a position. */
    public double lat(int i) {
        return places[3 * Objects.checkIndex(i, size) + 1];
    }

    /** Altitude in metres of a position, NaN when absent. */
    public double alt(int i) {
        return places[3 * Objects.checkIndex(i, size) + 2];
    }

    /** JSON as UTF-8, empty when none; not changed afterwards. */
    public byte[] metadata(int i) {
        return metadata[Objects.checkIndex(i, size)];
    }

    /**
     * The database's clock when a delete was made, in microseconds since 1970: from then on the
     * {@linkplain StoreContext#tombstoneHorizon horizon} counts, and {@link StoredEvent#madeAtMicros} gives it back.
     */
    public long madeAtMicros(int i) {
        return madeAtMicros[Objects.checkIndex(i, size)];
    }

    /**
     * Whether the object's state begins with event {@code i} whatever its timestamp, so that no event before it counts as the
     * {@linkplain TrajectoryStore#recover greatest} any more; only the first event of an object in a batch can.
     *
     * <p>The database says so of the first event after a delete made before the
     * {@linkplain StoreContext#tombstoneHorizon horizon}; it alone decides which that is, so that the recovered state is the
     * live one. The first event of an object that is new to the store begins it in any case. History keeps what came before.
     */
    public boolean begins(int i) {
        int object = object(i);
        return beginning[object] && firstEvents[object] == i;
    }
}
