package io.spatio.store.log.head;

import static java.util.Objects.requireNonNull;

import io.spatio.spi.SipHash;
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
 *
 * <p>The hash is the string's own until ids are aimed at it: when finding the latest id costs too much, the table is replaced
 * by one whose hash has a secret key. Ids that mean no harm practically never cost as much.
 */
final class Names {
    private static final int FIRST_SLOTS = 4;
    private static final long FREE = 0;
    private static final long REMOVED = 1L << 31; // no number has this bit
    private static final long NUMBER_MASK = 0x7FFF_FFFFL;
    /** What finding an id may cost, in slots; a table of millions of random hashes stays below half of it. */
    static final int MOST_COST = 1024;
    /** An id that must be compared costs as much as this many slots, which lie side by side. */
    private static final int COST_OF_COMPARING = 128;

    private final Numbered<StoredObject> bySlot;
    private volatile Slots slots = new Slots(FIRST_SLOTS, null);
    private int filled; // slots that are not free, removed ones included
    private volatile int size;

    Names(Numbered<StoredObject> bySlot) {
        this.bySlot = bySlot;
    }

    /** One generation of the table. */
    private static final class Slots {
        final AtomicLongArray entries;
        final int mask;
        /** Null while the string's own hash does. */
        final @Nullable SipHash keyed;

        Slots(int length, @Nullable SipHash keyed) {
            entries = new AtomicLongArray(length);
            mask = length - 1;
            this.keyed = keyed;
        }

        int hash(String id) {
            SipHash secret = keyed;
            return secret == null ? mixed(id.hashCode()) : (int) secret.hash(id);
        }

        int hash(Text id) {
            SipHash secret = keyed;
            return secret == null ? mixed(id.hash()) : (int) secret.hash(id.toString());
        }

        private static int mixed(int hash) {
            int h = hash * 0x9E3779B1;
            return h ^ h >>> 15;
        }
    }

    int size() {
        return size;
    }

    @Nullable
    StoredObject find(String objectId) {
        Slots table = slots;
        int hash = table.hash(objectId);
        for (int i = hash & table.mask; ; i = i + 1 & table.mask) {
            long entry = table.entries.getAcquire(i);
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
        Slots table = slots;
        int hash = table.hash(objectId);
        for (int i = hash & table.mask; ; i = i + 1 & table.mask) {
            long entry = table.entries.getAcquire(i);
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
        if ((filled + 1) * 4L > 3L * (slots.mask + 1)) {
            rebuild(slots.keyed);
        }
        put(slots, entry(slots.hash(object.objectId()), object));
        filled++;
        int before = size;
        size = before + 1;
        if (slots.keyed == null && cost(object.objectId()) > MOST_COST) {
            rebuild(SipHash.random());
        }
    }

    private static long entry(int hash, StoredObject object) {
        return (long) hash << 32 | object.number() + 1L;
    }

    private static void put(Slots table, long entry) {
        int i = (int) (entry >>> 32) & table.mask;
        while (table.entries.getPlain(i) != FREE) {
            i = i + 1 & table.mask;
        }
        table.entries.setRelease(i, entry);
    }

    /** What finding an id costs: slots to look at, and ids of the same hash to compare. */
    int cost(String objectId) {
        Slots table = slots;
        int hash = table.hash(objectId);
        int cost = 0;
        for (int i = hash & table.mask; ; i = i + 1 & table.mask) {
            long entry = table.entries.getAcquire(i);
            cost++;
            if (entry == FREE) {
                return cost;
            }
            StoredObject object = candidate(entry, hash);
            if (object != null) {
                if (object.objectId().equals(objectId)) {
                    return cost;
                }
                cost += COST_OF_COMPARING;
            }
        }
    }

    /** Makes a table without what was taken out, with the same hash or a keyed one. */
    private void rebuild(@Nullable SipHash keyed) {
        int length = FIRST_SLOTS;
        while (length * 5L < (size + 1) * 10L) {
            length <<= 1;
        }
        Slots next = new Slots(length, keyed);
        Slots old = slots;
        for (int i = 0; i <= old.mask; i++) {
            long entry = old.entries.getPlain(i);
            if (entry == FREE || entry == REMOVED) {
                continue;
            }
            if (keyed == old.keyed) {
                put(next, entry);
            } else {
                StoredObject object = requireNonNull(object(entry), "an object that has a name");
                put(next, entry(next.hash(object.objectId()), object));
            }
        }
        filled = size;
        slots = next;
    }

    /** Takes an object out; false when it is not there. */
    boolean remove(StoredObject object) {
        Slots table = slots;
        int hash = table.hash(object.objectId());
        long wanted = entry(hash, object);
        for (int i = hash & table.mask; ; i = i + 1 & table.mask) {
            long entry = table.entries.getPlain(i);
            if (entry == FREE) {
                return false;
            }
            if (entry == wanted) {
                table.entries.setRelease(i, REMOVED);
                int before = size;
                size = before - 1;
                return true;
            }
        }
    }

    /** All, as they are now. */
    List<StoredObject> all() {
        AtomicLongArray table = slots.entries;
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
