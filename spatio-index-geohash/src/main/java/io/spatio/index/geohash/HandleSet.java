package io.spatio.index.geohash;

import java.util.Arrays;

/** A set of handles by open addressing. One thread only. */
final class HandleSet {
    private static final int KEPT = 1 << 12;

    private int[] slots = new int[256];
    private int size;

    /** Adds a handle, and returns whether it was not there. */
    boolean add(int handle) {
        if (2 * (size + 1) > slots.length) {
            int[] old = slots;
            slots = new int[2 * old.length];
            for (int entry : old) {
                if (entry != 0) {
                    slots[slotOf(entry)] = entry;
                }
            }
        }
        int slot = slotOf(handle + 1);
        if (slots[slot] != 0) {
            return false;
        }
        slots[slot] = handle + 1;
        size++;
        return true;
    }

    /** Where an entry, a handle plus one, is or would be. */
    private int slotOf(int entry) {
        int mask = slots.length - 1;
        int slot = ((entry * 0x9E3779B9) >>> 7) & mask;
        while (slots[slot] != 0 && slots[slot] != entry) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    int size() {
        return size;
    }

    void clear() {
        if (slots.length > KEPT) {
            slots = new int[256];
        } else if (size > 0) {
            Arrays.fill(slots, 0);
        }
        size = 0;
    }
}
