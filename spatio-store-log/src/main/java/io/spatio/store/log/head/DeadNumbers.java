package io.spatio.store.log.head;

import com.carrotsearch.hppc.LongArrayList;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Incarnations that were erased, each with the place of its erase in the append order: some 30 bytes each, whatever the
 * names. Look-ups take no lock; one thread at a time changes it.
 */
final class DeadNumbers {
    private static final int FIRST_SLOTS = 16;
    private static final long GONE = 0;

    /** Pairs of an incarnation, 0 where free, and its erase's sequence number, {@link #GONE} when it counts no longer. */
    private volatile AtomicLongArray pairs = new AtomicLongArray(2 * FIRST_SLOTS);

    private int filled;
    private volatile int size;

    int size() {
        return size;
    }

    private static int slot(long incarnation, int mask) {
        long mixed = incarnation * 0x9E3779B97F4A7C15L;
        return (int) (mixed ^ mixed >>> 32) & mask;
    }

    private static int find(AtomicLongArray table, long incarnation) {
        int mask = table.length() / 2 - 1;
        int at = slot(incarnation, mask);
        while (true) {
            long key = table.getAcquire(2 * at);
            if (key == incarnation || key == 0) {
                return at;
            }
            at = at + 1 & mask;
        }
    }

    /** The place of its erase, 0 when it was not erased. */
    long sequence(long incarnation) {
        AtomicLongArray table = pairs;
        int at = find(table, incarnation);
        return table.getAcquire(2 * at) == incarnation ? table.getAcquire(2 * at + 1) : GONE;
    }

    /** Adds one, unless it is there. */
    void add(long incarnation, long sequence) {
        AtomicLongArray table = pairs;
        int at = find(table, incarnation);
        boolean known = table.getPlain(2 * at) == incarnation;
        if (known && table.getPlain(2 * at + 1) != GONE) {
            return;
        }
        if (!known && (filled + 1) * 8L > 3L * table.length()) {
            rebuild();
            table = pairs;
            at = find(table, incarnation);
        }
        table.setRelease(2 * at + 1, sequence);
        table.setRelease(2 * at, incarnation);
        filled += known ? 0 : 1;
        int before = size;
        size = before + 1;
    }

    /** Takes one out. */
    void remove(long incarnation) {
        AtomicLongArray table = pairs;
        int at = find(table, incarnation);
        if (table.getPlain(2 * at) == incarnation && table.getPlain(2 * at + 1) != GONE) {
            table.setRelease(2 * at + 1, GONE);
            int before = size;
            size = before - 1;
        }
    }

    /** Gives memory back where few are left. */
    void trim() {
        if (size * 16L < pairs.length() / 2 && pairs.length() > 2 * FIRST_SLOTS) {
            rebuild();
        }
    }

    private void rebuild() {
        int slots = FIRST_SLOTS;
        while (slots < (size + 1) * 2L) {
            slots <<= 1;
        }
        AtomicLongArray old = pairs;
        AtomicLongArray next = new AtomicLongArray(2 * slots);
        for (int i = 0; i < old.length(); i += 2) {
            long sequence = old.getPlain(i + 1);
            if (old.getPlain(i) != 0 && sequence != GONE) {
                int at = find(next, old.getPlain(i));
                next.setPlain(2 * at + 1, sequence);
                next.setPlain(2 * at, old.getPlain(i));
            }
        }
        filled = size;
        pairs = next;
    }

    /** Those erased up to a sequence number, ascending. */
    long[] upTo(long lastSequence) {
        AtomicLongArray table = pairs;
        LongArrayList found = new LongArrayList();
        for (int i = 0; i < table.length(); i += 2) {
            long incarnation = table.getAcquire(i);
            long sequence = table.getAcquire(i + 1);
            if (incarnation != 0 && sequence != GONE && sequence <= lastSequence) {
                found.add(incarnation);
            }
        }
        found.sort();
        return found.toArray();
    }
}
