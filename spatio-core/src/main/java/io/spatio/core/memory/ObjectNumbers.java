package io.spatio.core.memory;

import io.spatio.spi.SipHash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of the objects of one namespace by id: an open-addressed table of longs, each a hash above a number.
 *
 * <p>The hash is cheap, made of the one that a string keeps, and anybody can aim at it. So each id that is added is measured by
 * what finding it costs; from the first that costs too much on, the hash has a secret key. Guarded by the store's lock.
 */
final class ObjectNumbers {
    private static final int FIRST_SLOTS = 8;
    private static final long FREE = 0;
    /** What finding an id may cost, in slots; a table of millions of random hashes stays below half of it. */
    private static final int MOST_COST = 1024;
    /** An id that must be compared costs as much as this many slots, which lie side by side. */
    private static final int COST_OF_COMPARING = 128;

    final String namespace;
    private long[] slots = new long[FIRST_SLOTS];
    private int size;
    /** Null while the string's own hash does. */
    private @Nullable SipHash keyed;

    ObjectNumbers(String namespace) {
        this.namespace = namespace;
    }

    private int hash(String id) {
        if (keyed != null) {
            return (int) keyed.hash(id);
        }
        int hash = id.hashCode() * 0x9E3779B1;
        return hash ^ hash >>> 15;
    }

    private static long entry(int hash, int number) {
        return (long) hash << 32 | number + 1L; // one more, so that no entry is FREE
    }

    private static int number(long entry) {
        return (int) entry - 1;
    }

    int size() {
        return size;
    }

    /** The number of an id, or −1. */
    int find(String id, ObjectLedger ledger) {
        int hash = hash(id);
        for (int i = hash & slots.length - 1; slots[i] != FREE; i = i + 1 & slots.length - 1) {
            if ((int) (slots[i] >>> 32) == hash && id.equals(ledger.id(number(slots[i])))) {
                return number(slots[i]);
            }
        }
        return -1;
    }

    /** What finding an id costs: slots to look at, and ids of the same hash to compare. */
    int cost(String id, ObjectLedger ledger) {
        int hash = hash(id);
        int cost = 0;
        for (int i = hash & slots.length - 1; ; i = i + 1 & slots.length - 1) {
            cost++;
            if (slots[i] == FREE) {
                return cost;
            }
            if ((int) (slots[i] >>> 32) == hash) {
                if (id.equals(ledger.id(number(slots[i])))) {
                    return cost;
                }
                cost += COST_OF_COMPARING;
            }
        }
    }

    /** Adds an id that is not there; the ledger knows it by its number already. */
    void add(String id, int number, ObjectLedger ledger) {
        if ((size + 1) * 4L > slots.length * 3L) {
            long[] old = slots;
            slots = new long[old.length * 2];
            for (long entry : old) {
                if (entry != FREE) {
                    put(entry);
                }
            }
        }
        size++;
        put(entry(hash(id), number));
        if (keyed == null && cost(id, ledger) > MOST_COST) {
            hashByKey(ledger);
        }
    }

    private void hashByKey(ObjectLedger ledger) {
        keyed = SipHash.random();
        long[] old = slots;
        slots = new long[old.length];
        for (long entry : old) {
            if (entry != FREE) {
                put(entry(hash(ledger.id(number(entry))), number(entry)));
            }
        }
    }

    private void put(long entry) {
        int i = (int) (entry >>> 32) & slots.length - 1;
        while (slots[i] != FREE) {
            i = i + 1 & slots.length - 1;
        }
        slots[i] = entry;
    }

    /** Removes an id that is there, and closes the gap (Knuth, TAOCP vol. 3, 6.4, algorithm R). */
    void remove(String id, int number) {
        int mask = slots.length - 1;
        long wanted = entry(hash(id), number);
        int gap = hash(id) & mask;
        while (slots[gap] != wanted) {
            gap = gap + 1 & mask;
        }
        for (int i = gap + 1 & mask; slots[i] != FREE; i = i + 1 & mask) {
            int home = (int) (slots[i] >>> 32) & mask;
            if ((i - home & mask) >= (i - gap & mask)) {
                slots[gap] = slots[i];
                gap = i;
            }
        }
        slots[gap] = FREE;
        size--;
    }

    /** All numbers, in any order. */
    int[] all() {
        return Arrays.stream(slots)
                .filter(entry -> entry != FREE)
                .mapToInt(ObjectNumbers::number)
                .toArray();
    }
}
