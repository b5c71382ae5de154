package io.spatio.spi;

import io.spatio.Health;
import io.spatio.Stats;
import io.spatio.TrackOrder;

/**
 * Keeps every event ever accepted, of all namespaces of one database, in one append order.
 *
 * <p><b>Events.</b> An event is a position or a delete with a timestamp (microseconds since 1970, any long) and a sequence
 * number, its place in the append order, from 1, strictly growing, also over restarts. All bits of a double are kept;
 * alt is NaN when absent; metadata is opaque UTF-8, empty when none. The store never judges an event by its time: late,
 * equal and far-away timestamps are all kept.
 *
 * <p><b>History.</b> An object's history is its events by (timestamp, sequence). Where two positions of one object agree
 * in timestamp, bits of coordinates and bytes of metadata, only the one appended last is kept in every answer.
 *
 * <p><b>Durability.</b> After a crash what comes back is a prefix of the append order, never with a hole; a batch is there
 * whole or not at all. What {@link #awaitDurable} returned for is there. Under the policy ALWAYS {@link #read},
 * {@link #scan} and {@link #recover} show an event only when it is durable; under the others as soon as it is accepted.
 *
 * <p><b>Failure.</b> A failed write or force is never retried: the store is FAILED, refuses writes with
 * {@link io.spatio.error.StoreFailedException} and the first cause, and goes on answering reads. A full disk refuses
 * writes with {@link io.spatio.error.StoreFullException} until there is space.
 *
 * <p><b>Thread-safety:</b> any thread. An interrupted thread never harms the store. After close every call but close
 * throws {@link io.spatio.error.DatabaseClosedException}.
 *
 * <p>Further powers are interfaces of their own: {@link Compactable}, {@link Verifiable}, {@link Snapshotable},
 * {@link Enumerable}.
 */
public interface TrajectoryStore extends AutoCloseable {
    /**
     * The store's number of an object, given at the first call. It is durable with the object's first event and holds for
     * the life of this store instance. It ends when the object is erased, and may end when its greatest event is a delete
     * made before the {@linkplain StoreContext#tombstoneHorizon horizon}: then the next call gives a new one. Who appends
     * an event that {@linkplain #append(int, long, double, double, double, byte[], boolean) begins the object again} calls
     * this before.
     */
    int register(String namespace, String objectId);

    /** The store's number of an object, or −1 where it has none: as {@link #register}, but never giving one. */
    int find(String namespace, String objectId);

    /**
     * Appends a position.
     *
     * @param beginsAnew whether the object's state begins with this event whatever its timestamp, so that no event before
     *     it counts as the {@linkplain #recover greatest} any more. The database says so of an object's first event, and of
     *     the first after a delete made before the {@linkplain StoreContext#tombstoneHorizon horizon}; it alone decides
     *     which that is, so that the recovered state is the live one. History keeps what came before
     * @return its sequence number
     */
    long append(
            int object, long timestampMicros, double lon, double lat, double alt, byte[] metadata, boolean beginsAnew);

    /** Appends a position of an object whose state goes on. */
    default long append(int object, long timestampMicros, double lon, double lat, double alt, byte[] metadata) {
        return append(object, timestampMicros, lon, lat, alt, metadata, false);
    }

    /**
     * Appends positions as a whole, with consecutive sequence numbers; each as above, in their order.
     *
     * @return the sequence number of the first
     * @throws IllegalArgumentException when the batch is larger than the store can append as a whole
     */
    long append(EventBatch batch);

    /**
     * Appends a delete; the object's state goes on, in none.
     *
     * @param madeAtMicros the database's clock: from then on the {@linkplain StoreContext#tombstoneHorizon horizon} counts,
     *     and {@link StoredEvent#madeAtMicros} gives it back
     * @return its sequence number
     */
    long appendDelete(int object, long timestampMicros, long madeAtMicros);

    /**
     * Removes an object and all appended before, at once from every answer, and by the end of the next compaction from
     * every live file. Its number ends.
     *
     * @return the erase's own place in the append order
     */
    long erase(int object);

    /**
     * Erases every object of a namespace.
     *
     * @return the last erase's own place in the append order, or of the last event where there was nothing
     */
    long erase(String namespace);

    /**
     * The events of one object in a time range, both ends inclusive, deletes included.
     *
     * @param object a registered object; one without events gives an empty cursor
     */
    EventCursor read(int object, long fromMicros, long toMicros, TrackOrder order);

    /**
     * The positions of a namespace in a time range, both ends inclusive: at least those that the region contains, object
     * by object in any order, each object's by (timestamp, sequence). What cannot be inside may be left out, which
     * {@link ScanCursor#contiguous} tells.
     */
    ScanCursor scan(String namespace, Region region, long fromMicros, long toMicros);

    /**
     * The greatest event by (timestamp, sequence) of every object since it last began again, in any order.
     *
     * <p>Where that is a delete made before the {@linkplain StoreContext#tombstoneHorizon horizon}, by the store's clock,
     * the object may be left out. A store that drops such deletes from its files does it an hour later or more: a clock may
     * be set back, and a write may be under way that still saw the delete.
     */
    EventCursor recover();

    /** Returns when what has this sequence number is as safe as the policy promises; at once unless it is ALWAYS. */
    void awaitDurable(long sequence);

    /** Returns when everything appended before is on stable storage. */
    void sync();

    /** Whether writes are taken. */
    Health health();

    /** Counts and sizes. */
    Stats.OfStore stats();

    /** Forces what is unforced and frees everything; cursors end. A second call does nothing. */
    @Override
    void close();
}
