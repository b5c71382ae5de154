package io.spatio.core.memory;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Finds, among the positions of all side lists, the one that a new position repeats, in O(1): an open-addressed table of
 * places by {@linkplain ContentHash content}. Guarded by the store's lock.
 */
final class SideRecords {
    private static final int FIRST_SLOTS = 16;
    private static final long FREE = HistoryRing.NOWHERE;

    private final HistoryRing ring;
    private final ContentHash hash = new ContentHash(new SplittableRandom());
    private long[] places = {};
    private int[] hashes = {};
    private int size;

    SideRecords(HistoryRing ring) {
        this.ring = ring;
    }

    /** The place of the position of an object that a new one repeats, or {@link HistoryRing#NOWHERE}. */
    long find(int object, NewEvent event) {
        if (size == 0) {
            return HistoryRing.NOWHERE;
        }
        int mask = places.length - 1;
        int wanted = hash.of(object, event);
        for (int i = wanted & mask; places[i] != FREE; i = (i + 1) & mask) {
            if (hashes[i] == wanted && ring.object(places[i]) == object && ring.isRepeatedBy(event, places[i])) {
                return places[i];
            }
        }
        return HistoryRing.NOWHERE;
    }

    /** Adds a position that repeats none. */
    void add(long place) {
        if ((size + 1) * 3L > places.length * 2L) {
            resize(Math.max(FIRST_SLOTS, 2 * places.length));
        }
        put(place, ring.contentHash(hash, place));
        size++;
    }

    private void resize(int slots) {
        long[] oldPlaces = places;
        int[] oldHashes = hashes;
        places = new long[slots];
        hashes = new int[slots];
        Arrays.fill(places, FREE);
        for (int i = 0; i < oldPlaces.length; i++) {
            if (oldPlaces[i] != FREE) {
                put(oldPlaces[i], oldHashes[i]);
            }
        }
    }

    private void put(long place, int itsHash) {
        int mask = places.length - 1;
        int i = itsHash & mask;
        while (places[i] != FREE) {
            i = (i + 1) & mask;
        }
        places[i] = place;
        hashes[i] = itsHash;
    }

    /** Removes a position that is there, and closes the gap (Knuth, TAOCP vol. 3, 6.4, algorithm R). */
    void remove(long place) {
        int mask = places.length - 1;
        int gap = ring.contentHash(hash, place) & mask;
        while (places[gap] != place) {
            gap = (gap + 1) & mask;
        }
        for (int i = (gap + 1) & mask; places[i] != FREE; i = (i + 1) & mask) {
            int home = hashes[i] & mask;
            if (((i - home) & mask) >= ((i - gap) & mask)) {
                places[gap] = places[i];
                hashes[gap] = hashes[i];
                gap = i;
            }
        }
        places[gap] = FREE;
        size--;
        if (size == 0) {
            clear();
        } else if (size * 8L < places.length && places.length > FIRST_SLOTS) {
            resize(places.length / 4);
        }
    }

    void clear() {
        places = new long[0];
        hashes = new int[0];
        size = 0;
    }
}
