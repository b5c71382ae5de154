package io.spatio.core.memory;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The numbers of the objects of one namespace by id: an open-addressed table of longs, each a hash above a number.
 *
 * <p>The hash is cheap, made of the one that a string keeps, until many ids share one: from then on it is keyed by chance, so
 * that nobody can choose ids that meet. Guarded by the store's lock.
 */
final class ObjectNumbers {
    private static final int FIRST_SLOTS = 8;
    private static final long FREE = 0;
    /** Slots passed by chance are fewer. */
    private static final int MOST_PASSED = 512;

    final String namespace;
    private long[] slots = new long[FIRST_SLOTS];
    private int size;
    /** 0 while the hash is the cheap one. */
    private long key;

    ObjectNumbers(String namespace) {
        this.namespace = namespace;
    }

    private int hash(String id) {
        if (key == 0) {
            int hash = id.hashCode() * 0x9E3779B1;
            return hash ^ hash >>> 15;
        }
        long hash = key;
        for (int i = 0; i < id.length(); i++) {
            hash ^= id.charAt(i);
            hash = Math.multiplyHigh(hash, key) ^ hash * key;
        }
        return Long.hashCode(hash);
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
        if (put(entry(hash(id), number)) > MOST_PASSED && key == 0) {
            hashByKey(ledger);
        }
    }

    private void hashByKey(ObjectLedger ledger) {
        key = new SplittableRandom().nextLong() | 1;
        long[] old = slots;
        slots = new long[old.length];
        for (long entry : old) {
            if (entry != FREE) {
                put(entry(hash(ledger.id(number(entry))), number(entry)));
            }
        }
    }

    /** Puts an entry where there is room; returns how many slots it passed. */
    private int put(long entry) {
        int home = (int) (entry >>> 32) & slots.length - 1;
        int i = home;
        while (slots[i] != FREE) {
            i = i + 1 & slots.length - 1;
        }
        slots[i] = entry;
        return i - home & slots.length - 1;
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
