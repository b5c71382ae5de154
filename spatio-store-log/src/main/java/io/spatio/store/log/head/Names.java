package io.spatio.store.log.head;

import io.spatio.store.log.wal.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one namespace by id. Look-ups take no lock; one thread at a time changes it.
 *
 * <p>An open-addressed table of longs, each the upper 32 bits a mixed hash and the lower ones an object's number plus one, so
 * that a million objects cost no entries of their own and other objects are hardly ever looked at. A table is only ever
 * filled, and is replaced whole when it grows or has lost entries.
 */
final class Names {
    private static final int FIRST_SLOTS = 4;
    private static final long FREE = 0;
    private static final long REMOVED = 1L << 31; // no number has this bit
    private static final long NUMBER_MASK = 0x7FFF_FFFFL;

    private final Numbered<StoredObject> bySlot;
    private volatile AtomicLongArray slots = new AtomicLongArray(FIRST_SLOTS);
    private int filled; // slots that are not free, removed ones included
    private volatile int size;

    Names(Numbered<StoredObject> bySlot) {
        this.bySlot = bySlot;
    }

    private static int mixed(int hash) {
        int h = hash * 0x9E3779B1;
        return h ^ h >>> 15;
    }

    int size() {
        return size;
    }

    @Nullable
    StoredObject find(String objectId) {
        AtomicLongArray table = slots;
        int hash = mixed(objectId.hashCode());
        int mask = table.length() - 1;
        for (int i = hash & mask; ; i = i + 1 & mask) {
            long entry = table.getAcquire(i);
            if (entry == FREE) {
                return null;
            }
            StoredObject object = candidate(entry, hash);
            if (object != null && object.objectId().equals(objectId)) {
                return object;
            }
        }
    }

    @Nullable
    StoredObject find(Text objectId) {
        AtomicLongArray table = slots;
        int hash = mixed(objectId.hash());
        int mask = table.length() - 1;
        for (int i = hash & mask; ; i = i + 1 & mask) {
            long entry = table.getAcquire(i);
            if (entry == FREE) {
                return null;
            }
            StoredObject object = candidate(entry, hash);
            if (object != null && objectId.matches(object.objectId())) {
                return object;
            }
        }
    }

    /** The object of an entry that has a hash; null as well where it was forgotten just now. */
    private @Nullable StoredObject candidate(long entry, int hash) {
        return (int) (entry >>> 32) == hash && entry != REMOVED ? object(entry) : null;
    }

    /** The object of an entry, unless its slot is another's by now. */
    private @Nullable StoredObject object(long entry) {
        int number = (int) (entry & NUMBER_MASK) - 1;
        StoredObject object = bySlot.get(number & StoredObject.SLOT_MASK);
        return object != null && object.number() == number ? object : null;
    }

    /** Adds an object that is not there and whose number is set. */
    void add(StoredObject object) {
        if ((filled + 1) * 4L > 3L * slots.length()) {
            rebuild();
        }
        put(slots, (long) mixed(object.objectId().hashCode()) << 32 | object.number() + 1L);
        filled++;
        int before = size;
        size = before + 1;
    }

    private static void put(AtomicLongArray table, long entry) {
        int mask = table.length() - 1;
        int i = (int) (entry >>> 32) & mask;
        while (table.getPlain(i) != FREE) {
            i = i + 1 & mask;
        }
        table.setRelease(i, entry);
    }

    private void rebuild() {
        int length = FIRST_SLOTS;
        while (length * 5L < (size + 1) * 10L) {
            length <<= 1;
        }
        AtomicLongArray next = new AtomicLongArray(length);
        AtomicLongArray old = slots;
        for (int i = 0; i < old.length(); i++) {
            long entry = old.getPlain(i);
            if (entry != FREE && entry != REMOVED) {
                put(next, entry);
            }
        }
        filled = size;
        slots = next;
    }

    /** Takes an object out; false when it is not there. */
    boolean remove(StoredObject object) {
        AtomicLongArray table = slots;
        int hash = mixed(object.objectId().hashCode());
        long wanted = (long) hash << 32 | object.number() + 1L;
        int mask = table.length() - 1;
        for (int i = hash & mask; ; i = i + 1 & mask) {
            long entry = table.getPlain(i);
            if (entry == FREE) {
                return false;
            }
            if (entry == wanted) {
                table.setRelease(i, REMOVED);
                int before = size;
                size = before - 1;
                return true;
            }
        }
    }

    /** All, as they are now. */
    List<StoredObject> all() {
        AtomicLongArray table = slots;
        List<StoredObject> all = new ArrayList<>(size);
        for (int i = 0; i < table.length(); i++) {
            long entry = table.getAcquire(i);
            StoredObject object = entry == FREE || entry == REMOVED ? null : object(entry);
            if (object != null) {
                all.add(object);
            }
        }
        return all;
    }
}
