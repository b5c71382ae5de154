package io.spatio.store.log.head;

import com.carrotsearch.hppc.IntStack;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.spatio.error.StoreFullException;
import io.spatio.store.log.wal.Text;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The store's objects by number and by name. Any thread; look-ups take no lock.
 *
 * <p>An object stands in a slot, and arrays are indexed by slot. Its number is the slot and, above it, how often the slot
 * was used before: so a slot is used again after an erase, while no number is ever given twice: the number of an erased object
 * never stands for another one. After its last use a slot stays empty.
 *
 * <p>Each object is an incarnation of its id, with a number of its own that the files carry and that is never given again.
 */
public final class ObjectTable {
    /** The greatest incarnation that is ever given. */
    public static final long INCARNATION_MAX = (1L << 62) - 1;
    /** More slots than this there are not. */
    public static final int SLOTS_MAX = (1 << StoredObject.SLOT_BITS) - 1;
    /** Stands for an object that is still to be added; it is in no table. */
    public static final StoredObject TO_BE_ADDED = new StoredObject(-1, 0, "", "");

    private final ReentrantLock lock = new ReentrantLock();
    private final ConcurrentMap<String, Names> byName = new ConcurrentHashMap<>();
    private final Numbered<StoredObject> bySlot = new Numbered<>();
    private final Erases erases = new Erases();
    private final ErasedObjects erased = new ErasedObjects();
    private final int slotsMax;

    @GuardedBy("lock")
    private final IntStack free = new IntStack();

    private volatile int slots;
    private volatile long nextIncarnation = 1;

    /** No objects yet. */
    public ObjectTable() {
        this(SLOTS_MAX);
    }

    ObjectTable(int slotsMax) {
        this.slotsMax = slotsMax;
    }

    /** Which incarnations were erased. */
    public Erases erases() {
        return erases;
    }

    /** The erased objects that are still here; with the log's lock held. */
    public ErasedObjects erased() {
        return erased;
    }

    /**
     * The object of a name, added as a new incarnation where it is new. Where this throws, nothing is added.
     *
     * @throws StoreFullException when no number is left for it
     */
    public StoredObject add(String namespace, String objectId) {
        return add(namespace, objectId, 0);
    }

    /**
     * Refuses to add more objects than there are numbers for.
     *
     * @throws StoreFullException when fewer numbers are left than the given count
     */
    public void requireRoom(int count) {
        lock.lock();
        try {
            requireIncarnations(count);
            requireSlots(count);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void requireIncarnations(int count) {
        long left = INCARNATION_MAX - nextIncarnation + 1;
        if (count > left) {
            throw new StoreFullException("of the " + INCARNATION_MAX + " numbers that objects can have the store has "
                    + left + " left, and " + count + " are wanted: copy the database, which begins to count again");
        }
    }

    @GuardedBy("lock")
    private void requireSlots(int count) {
        if (count > (long) free.size() + slotsMax - slots) {
            throw new StoreFullException("the store has room for " + slotsMax
                    + " objects at a time, and after many erases for fewer until it is opened again: slots=" + slots
                    + " free=" + free.size());
        }
    }

    /** Takes out an object that was added and that no append came to name: its number is not given again. */
    public void withdraw(StoredObject object) {
        unname(object);
        forget(object);
    }

    /** The object of a name; where none is there, this incarnation of it. A String is made of the id where it is new. */
    public StoredObject restore(String namespace, Text objectId, long incarnation) {
        StoredObject object = find(namespace, objectId);
        return object == null ? add(namespace, objectId.toString(), incarnation) : object;
    }

    /** The object of a name; where none is there, this incarnation of it. */
    public StoredObject restore(String namespace, String objectId, long incarnation) {
        StoredObject object = find(namespace, objectId);
        return object == null ? add(namespace, objectId, incarnation) : object;
    }

    /** The object of a name, or null. */
    public @Nullable StoredObject find(String namespace, String objectId) {
        Names names = byName.get(namespace);
        return names == null ? null : names.find(objectId);
    }

    /** The same. */
    public @Nullable StoredObject find(String namespace, Text objectId) {
        Names names = byName.get(namespace);
        return names == null ? null : names.find(objectId);
    }

    private StoredObject add(String namespace, String objectId, long restored) {
        lock.lock();
        try {
            Names names = byName.get(namespace);
            StoredObject present = names == null ? null : names.find(objectId);
            if (present != null) {
                return present;
            }
            requireSlots(1);
            if (restored == 0) {
                requireIncarnations(1);
            }
            long incarnation = restored == 0 ? nextIncarnation : restored;
            StoredObject object = new StoredObject(newNumber(), incarnation, namespace, objectId);
            boolean named = false;
            try {
                bySlot.set(object.slot(), object);
                given(incarnation); // first, because memory may be short when the object can be found already
                name(names, object);
                named = true;
            } finally {
                if (!named) {
                    withdraw(object);
                }
            }
            return object;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void name(@Nullable Names present, StoredObject object) {
        if (present == null) {
            Names names = new Names(bySlot);
            names.add(object);
            byName.put(object.namespace(), names);
        } else {
            present.add(object);
        }
    }

    @GuardedBy("lock")
    private int newNumber() {
        if (!free.isEmpty()) {
            return free.pop();
        }
        int slot = slots;
        slots = slot + 1;
        return slot;
    }

    /** Notes that an incarnation is or was somebody's. */
    public void given(long incarnation) {
        lock.lock();
        try {
            if (incarnation >= nextIncarnation) {
                nextIncarnation = incarnation + 1;
            }
        } finally {
            lock.unlock();
        }
    }

    /** The incarnation that is given next; greater than all that were given. */
    public long nextIncarnation() {
        return nextIncarnation;
    }

    /** The object of a number; null when it was never given or its object is gone. */
    public @Nullable StoredObject get(int number) {
        StoredObject object = number < 0 ? null : bySlot.get(number & StoredObject.SLOT_MASK);
        return object != null && object.number() == number ? object : null;
    }

    /** The object in a slot, or null. */
    public @Nullable StoredObject inSlot(int slot) {
        return bySlot.get(slot);
    }

    /** One more than the greatest slot in use. */
    public int limit() {
        return slots;
    }

    /** How many objects have a name. */
    public long named() {
        return byName.values().stream().mapToLong(Names::size).sum();
    }

    /** The objects of a namespace, as they are now. */
    public List<StoredObject> of(String namespace) {
        Names names = byName.get(namespace);
        return names == null ? List.of() : names.all();
    }

    /**
     * All objects of a namespace that end together.
     *
     * @param objects they
     * @param greatestIncarnation none of a greater incarnation ends
     */
    public record Ending(List<StoredObject> objects, long greatestIncarnation) {}

    /** Takes the names from all objects of a namespace; what is registered later is of a greater incarnation than they. */
    public Ending unnameAll(String namespace) {
        lock.lock();
        try {
            Names names = byName.remove(namespace);
            return new Ending(names == null ? List.of() : names.all(), nextIncarnation - 1);
        } finally {
            lock.unlock();
        }
    }

    /** Takes the name from an object, so that its next registration is a new one. */
    public void unname(StoredObject object) {
        lock.lock();
        try {
            Names names = byName.get(object.namespace());
            if (names != null && names.remove(object) && names.size() == 0) {
                byName.remove(object.namespace(), names);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Forgets an object that is in no answer any more, and frees its slot. */
    public void forget(StoredObject object) {
        lock.lock();
        try {
            if (inSlot(object.slot()) != object) {
                return;
            }
            bySlot.set(object.slot(), null);
            int next = object.number() + StoredObject.SLOT_MASK + 1;
            if (next >= 0) { // else it was the slot's last use
                free.push(next);
            }
        } finally {
            lock.unlock();
        }
    }
}
