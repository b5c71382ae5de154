package io.spatio.core.memory;

import java.util.Arrays;

/**
 * What an object with many events has beside its words: every {@value #SPINE_PER_FENCE}th place of its spine, by which any
 * time is found in O(log n), and the events that came equal or late. Guarded by the store's lock.
 */
final class Track {
    /** Events of the spine from one fence to the next. */
    static final int SPINE_PER_FENCE = 64;

    private long[] fences = new long[4];
    private int first;
    private int end;

    /** The events that were not later than all others when they came. */
    final SideList side = new SideList();

    /** How many events of the side list were dropped, and the latest timestamp of one; a reader's gap may be there. */
    private long sideDrops;

    private long latestSideDropMicros = Long.MIN_VALUE;

    /** Notes a place of the spine; those that are dropped already are forgotten. Amortised O(1). */
    void addFence(long place, long firstHeld) {
        while (first < end && fences[first] < firstHeld) {
            first++;
        }
        if (end == fences.length) {
            int size = end - first;
            long[] to = 2 * size > fences.length ? new long[2 * fences.length] : fences;
            System.arraycopy(fences, first, to, 0, size);
            fences = to;
            first = 0;
            end = size;
        }
        fences[end++] = place;
    }

    /** The oldest fence whose event is not below a key, or {@code spine} where there is none. O(log n). */
    long fenceFrom(HistoryRing ring, long micros, long sequence, long spine) {
        int low = Arrays.binarySearch(fences, first, end, ring.first());
        low = low < 0 ? -low - 1 : low;
        int high = end;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ring.compare(fences[middle], micros, sequence) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < end ? fences[low] : spine;
    }

    void noteSideDrop(long micros) {
        sideDrops++;
        latestSideDropMicros = Math.max(latestSideDropMicros, micros);
    }

    long sideDrops() {
        return sideDrops;
    }

    /** Whether, since there were {@code drops} drops, one may have been of an event later than a time. */
    boolean droppedSince(long drops, long micros) {
        return sideDrops != drops && latestSideDropMicros > micros;
    }
}
