package io.spatio.spi;

import io.spatio.Health;
import io.spatio.Stats;
import io.spatio.error.StoreException;

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
 * <p><b>Documents.</b> Beside events a store keeps {@link Documents}, whose changes take places in the same append order.
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
 * <p>A read never makes an object. Further powers are interfaces of their own: {@link Compactable}, {@link Verifiable}, {@link Snapshotable},
 * {@link Enumerable}.
 */
public interface TrajectoryStore extends AutoCloseable {
    /**
     * Appends events as a whole, with consecutive sequence numbers in their order. Objects that are new come into being with
     * them; where this throws, nothing of the batch is there, neither event nor object.
     *
     * <p>Gives every object its {@linkplain EventBatch#number number}, by which a later append finds it without looking for
     * its id. A number holds for the life of this store instance. It ends when the object is erased, and may end when the
     * object's greatest event is a delete made before the {@linkplain StoreContext#tombstoneHorizon horizon}. Nobody may
     * append by a number that has ended: a store refuses it, or may have given it to another object long after. O(m log n)
     * for m events.
     *
     * @return the sequence number of the first event; of the last one appended where the batch is empty
     * @throws IllegalArgumentException when the batch is larger than the store can append as a whole
     */
    long append(EventBatch batch);

    /**
     * Removes an object and all appended to it before, at once from every answer, and by the end of the next compaction from
     * every live file. Its number ends; an event appended later begins another object of this id.
     *
     * @return the erase's own place in the append order; 0 where the store holds no event of the object, and nothing is stored
     */
    long erase(String namespace, String objectId);

    /**
     * Erases every object of a namespace.
     *
     * @return the last erase's own place in the append order; 0 where there was none
     */
    long erase(String namespace);

    /** The events of one object, deletes included, by (timestamp, sequence); none of an unknown object. */
    EventCursor read(ReadRequest request);

    /**
     * The positions of a namespace: at least those that the region contains, object by object in any order, each object's by
     * (timestamp, sequence). What cannot be inside may be left out, which {@link ScanCursor#contiguous} tells.
     */
    ScanCursor scan(ScanRequest request);

    /**
     * The greatest event by (timestamp, sequence) of every object since it last began again, in any order.
     *
     * <p>Where that is a delete made before the {@linkplain StoreContext#tombstoneHorizon horizon}, by the store's clock,
     * the object may be left out. A store that drops such deletes from its files does it an hour later or more: a clock may
     * be set back, and a write may be under way that still saw the delete.
     */
    EventCursor recover();

    /**
     * The documents.
     *
     * <p>A store that keeps none leaves this method as it is; callers that need documents are refused then.
     *
     * @throws StoreException when it keeps none
     */
    default Documents documents() {
        throw new StoreException("this store keeps no documents, type=" + stats().type()
                + ": use a store that does, as log or mvstore, or update the plug-in");
    }

    /** Returns when what has this sequence number is as safe as the policy promises; at once unless it is ALWAYS. */
    void awaitDurable(long sequence);

    /**
     * Returns when everything appended before is on stable storage.
     *
     * @return a sequence up to which that is so, at least that of the last event appended before the call; 0 where nothing is
     *     kept
     */
    long sync();

    /** Whether writes are taken. */
    Health health();

    /** Counts and sizes. */
    Stats.OfStore stats();

    /** Forces what is unforced and frees everything; cursors end. A second call does nothing. */
    @Override
    void close();
}
