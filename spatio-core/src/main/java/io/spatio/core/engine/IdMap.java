package io.spatio.core.engine;

import static java.util.Objects.requireNonNull;

import io.spatio.spi.SipHash;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Finds the handle of an object id, and gives handles.
 *
 * <p>An open-addressed table of longs, each the upper 32 bits of a mixed hash and a handle; the ids themselves stand in
 * the rows of the {@link ObjectTable}. Look-ups take no lock and leave no garbage: they read a table that is only ever
 * filled, and is replaced whole when it grows or has lost entries. Changes take the lock. A look-up costs three dependent
 * reads: slot, id, its characters.
 *
 * <p>The hash is the string's own, which is cheap and which anybody can aim at: ids of one hash code would make every look-up
 * a walk over all of them. So each table measures what its latest id costs to find, and one that finds it too much is
 * replaced by a table whose hash has a secret key. Ids that mean no harm practically never cost as much.
 */
final class IdMap {
    private static final int FIRST_SLOTS = 16;
    /** Instead of a handle: the map takes no more ids. */
    static final int RETIRED = -2;

    private static final long FREE = 0;
    private static final long REMOVED = 1L << 31; // no handle has this bit
    private static final long HANDLE_MASK = 0x7FFF_FFFFL;
    /** What finding an id may cost, in slots; a table of millions of random hashes stays below half of it. */
    private static final int MOST_COST = 1024;
    /** An id that must be compared costs as much as this many slots, which lie side by side. */
    private static final int COST_OF_COMPARING = 128;

    private final ObjectTable rows;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Slots slots = new Slots(FIRST_SLOTS, null);
    private volatile boolean retired;
    private int filled; // slots that are not free, removed ones included
    private int known;
    private int nextHandle;
    private int[] freeHandles = {};
    private int freeCount;

    /** One generation of the table. */
    private static final class Slots {
        final AtomicLongArray entries;
        final int mask;
        /** Null while the string's own hash does. */
        final @Nullable SipHash keyed;

        Slots(int size, @Nullable SipHash keyed) {
            entries = new AtomicLongArray(size);
            mask = size - 1;
            this.keyed = keyed;
        }

        int hash(String id) {
            SipHash secret = keyed;
            if (secret != null) {
                return (int) secret.hash(id);
            }
            int h = id.hashCode() * 0x9E3779B1;
            return h ^ h >>> 15;
        }
    }

    IdMap(ObjectTable rows) {
        this.rows = rows;
    }

    private static long entry(int hash, int handle) {
        // One is added so that no entry is FREE; handles stay below 2^31 - 1.
        return (long) hash << 32 | handle + 1L;
    }

    private static int handle(long entry) {
        return (int) (entry & HANDLE_MASK) - 1;
    }

    /** The handle of an object, or −1. Any thread. */
    int find(String id) {
        Slots table = slots;
        int hash = table.hash(id);
        for (int i = hash & table.mask; ; i = i + 1 & table.mask) {
            long entry = table.entries.getAcquire(i);
            if (entry == FREE) {
                return -1;
            }
            if ((int) (entry >>> 32) == hash && entry != REMOVED && id.equals(rows.id(handle(entry)))) {
                return handle(entry);
            }
        }
    }

    /** The handle of an object, given now where it has none, or {@link #RETIRED}. Any thread. */
    int findOrAdd(String id) {
        int handle = find(id);
        return handle >= 0 ? handle : add(id);
    }

    private int add(String id) {
        lock.lock();
        try {
            int present = find(id);
            if (present >= 0) {
                return present;
            }
            if (retired) {
                return RETIRED;
            }
            int handle = freeCount > 0 ? freeHandles[--freeCount] : nextHandle++;
            rows.extendTo(handle);
            if ((filled + 1) * 4L > 3L * (slots.mask + 1)) {
                rebuild(slots.keyed);
            }
            put(slots, entry(slots.hash(id), handle));
            filled++;
            known++;
            // Last: a row has an id only once that id can be found, or a write through an old handle could not be.
            rows.assign(handle, id);
            if (slots.keyed == null && cost(id) > MOST_COST) {
                rebuild(SipHash.random());
            }
            return handle;
        } finally {
            lock.unlock();
        }
    }

    private static void put(Slots table, long entry) {
        int i = (int) (entry >>> 32) & table.mask;
        while (table.entries.getPlain(i) != FREE) {
            i = i + 1 & table.mask;
        }
        table.entries.setRelease(i, entry);
    }

    /** What finding an id costs: slots to look at, and ids of the same hash to compare. */
    int cost(String id) {
        Slots table = slots;
        int hash = table.hash(id);
        int cost = 0;
        for (int i = hash & table.mask; ; i = i + 1 & table.mask) {
            long entry = table.entries.getAcquire(i);
            cost++;
            if (entry == FREE) {
                return cost;
            }
            if ((int) (entry >>> 32) == hash && entry != REMOVED) {
                if (id.equals(rows.id(handle(entry)))) {
                    return cost;
                }
                cost += COST_OF_COMPARING;
            }
        }
    }

    private void rebuild(@Nullable SipHash keyed) {
        int size = FIRST_SLOTS;
        while (size * 5L < (known + 1) * 10L) {
            size <<= 1;
        }
        Slots next = new Slots(size, keyed);
        Slots old = slots;
        for (int i = 0; i <= old.mask; i++) {
            long entry = old.entries.getPlain(i);
            if (entry != FREE && entry != REMOVED) {
                put(next, keyed == old.keyed ? entry : entry(next.hash(idOf(entry)), handle(entry)));
            }
        }
        filled = known;
        slots = next;
    }

    private String idOf(long entry) {
        return requireNonNull(rows.id(handle(entry)), "an id that is in the table");
    }

    /** Takes an object out and frees its handle, if it still has it. The caller holds the row's lock. */
    void remove(String id, int handle) {
        lock.lock();
        try {
            Slots table = slots;
            int hash = table.hash(id);
            long wanted = entry(hash, handle);
            for (int i = hash & table.mask; ; i = i + 1 & table.mask) {
                long entry = table.entries.getPlain(i);
                if (entry == FREE) {
                    return;
                }
                // Another id of the same hash may have the handle.
                if (entry == wanted && id.equals(rows.id(handle))) {
                    table.entries.setRelease(i, REMOVED);
                    known--;
                    rows.assign(handle, null);
                    free(handle);
                    return;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void free(int handle) {
        if (freeCount == freeHandles.length) {
            freeHandles = Arrays.copyOf(freeHandles, Math.max(16, freeCount * 2));
        }
        freeHandles[freeCount++] = handle;
    }

    /**
     * Takes out everything. {@code work} runs first, while every row is locked and no id can be added; nothing is taken out
     * when it throws. {@code afterwards} runs when all rows are empty and nobody can have them yet.
     *
     * <p>Row locks come before the lock of this map, here as in {@link #remove}; so where rows were added meanwhile, theirs
     * are taken before the map's lock is tried again.
     *
     * @return false, and nothing was done, where the map has retired: another speaks for the namespace
     */
    boolean clear(Runnable work, Runnable afterwards) {
        int locked = 0;
        try {
            while (true) {
                for (int end = rows.end(); locked < end; locked++) {
                    rows.lock(locked);
                }
                lock.lock();
                if (rows.end() == locked) {
                    break;
                }
                lock.unlock();
            }
            try {
                if (retired) {
                    return false;
                }
                work.run();
                forgetRows(locked);
                afterwards.run();
                forgetIds();
                return true;
            } finally {
                lock.unlock();
            }
        } finally {
            for (int handle = 0; handle < locked; handle++) {
                rows.unlock(handle);
            }
        }
    }

    private void forgetRows(int end) {
        for (int handle = 0; handle < end; handle++) {
            if (rows.id(handle) != null) {
                rows.assign(handle, null);
                free(handle);
            }
        }
    }

    private void forgetIds() {
        slots = new Slots(FIRST_SLOTS, null);
        filled = 0;
        known = 0;
    }

    /** Takes no more ids if there are none; says whether that is so from now on. */
    boolean retireIfEmpty() {
        lock.lock();
        try {
            retired |= known == 0;
            return retired;
        } finally {
            lock.unlock();
        }
    }

    boolean isRetired() {
        return retired;
    }

    /** Whether a handle, perhaps of another map, is this object's now. Decides under the row's lock. */
    boolean isStill(String id, int handle) {
        return handle < rows.end() && id.equals(rows.id(handle));
    }
}
