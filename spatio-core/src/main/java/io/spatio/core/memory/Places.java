package io.spatio.core.memory;

import java.util.Arrays;

/** Places of events of one object, newest first, and where to go on. */
final class Places {
    private long[] places = new long[16];
    private int size;
    private long resume = HistoryRing.NOWHERE;

    void clear() {
        size = 0;
        resume = HistoryRing.NOWHERE;
    }

    void add(long place) {
        if (size == places.length) {
            places = Arrays.copyOf(places, size * 2);
        }
        places[size++] = place;
    }

    long get(int i) {
        return places[i];
    }

    int size() {
        return size;
    }

    /** Where there may be more, or {@link HistoryRing#NOWHERE}. */
    long resume() {
        return resume;
    }

    void resumeAt(long place) {
        resume = place;
    }

    /** Takes what others hold. */
    void take(Places others) {
        places = others.places;
        size = others.size;
    }
}
