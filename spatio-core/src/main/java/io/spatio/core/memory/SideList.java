package io.spatio.core.memory;

import com.carrotsearch.hppc.ArraySizingStrategy;
import com.carrotsearch.hppc.BoundedProportionalArraySizingStrategy;
import com.carrotsearch.hppc.LongArrayList;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of one object that came equal or late, as places in order of (timestamp, sequence).
 *
 * <p>Leaves of at most {@value #LEAF} places, in a list: finding costs O(log n), putting in and taking out that and a move
 * within one leaf, at the end O(1). A position in the list is a leaf's number above the place's in it, −1 is none; it holds
 * until the next change. Guarded by the store's lock.
 */
final class SideList {
    /** No position. */
    static final long NONE = -1;

    private static final int LEAF = 128;
    private static final int FIRST = 4;

    private static final ArraySizingStrategy DOUBLING = new BoundedProportionalArraySizingStrategy(FIRST, LEAF, 2);

    private final List<LongArrayList> leaves = new ArrayList<>(1);

    boolean isEmpty() {
        return leaves.isEmpty();
    }

    /** The place of the last event; there must be one. */
    long last() {
        LongArrayList leaf = leaves.get(leaves.size() - 1);
        return leaf.get(leaf.size() - 1);
    }

    /** Puts in the event appended last. */
    void insert(HistoryRing ring, long place) {
        long micros = ring.micros(place);
        long sequence = ring.sequence(place);
        if (leaves.isEmpty()) {
            leaves.add(leaf(FIRST));
        }
        int n = leafOf(ring, micros, sequence);
        LongArrayList leaf = leaves.get(n);
        int at = lowerBound(ring, leaf, micros, sequence);
        if (leaf.size() == LEAF) {
            if (at == LEAF && n == leaves.size() - 1) {
                leaf = leaf(LEAF);
                at = 0;
                leaves.add(leaf);
            } else {
                LongArrayList upper = upperHalfOf(leaf);
                leaves.add(n + 1, upper);
                if (at > leaf.size()) {
                    at -= leaf.size();
                    leaf = upper;
                }
            }
        }
        leaf.insert(at, place);
    }

    private static LongArrayList leaf(int room) {
        return new LongArrayList(room, DOUBLING);
    }

    /** Moves the upper half of a leaf to one of its own. */
    private static LongArrayList upperHalfOf(LongArrayList leaf) {
        LongArrayList upper = leaf(LEAF);
        int keeps = leaf.size() / 2;
        upper.add(leaf.buffer, keeps, leaf.size() - keeps);
        leaf.resize(keeps);
        return upper;
    }

    /** Takes out an event that is in it. */
    void remove(HistoryRing ring, long place) {
        int n = leafOf(ring, ring.micros(place), ring.sequence(place));
        LongArrayList leaf = leaves.get(n);
        leaf.removeAt(lowerBound(ring, leaf, ring.micros(place), ring.sequence(place)));
        if (leaf.size() == 0) {
            leaves.remove(n);
        }
    }

    /** The last leaf that begins at or below a key, or the first. */
    private int leafOf(HistoryRing ring, long micros, long sequence) {
        int low = 0;
        int high = leaves.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (ring.compare(leaves.get(middle).get(0), micros, sequence) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** How many events of a leaf are below a key. */
    private static int lowerBound(HistoryRing ring, LongArrayList leaf, long micros, long sequence) {
        int low = 0;
        int high = leaf.size();
        if (high > 0 && ring.compare(leaf.get(high - 1), micros, sequence) < 0) {
            return high; // most come in order
        }
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ring.compare(leaf.get(middle), micros, sequence) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long position(int leaf, int at) {
        return (long) leaf << 32 | at;
    }

    /** The position of the first event that is not below a key, or {@link #NONE}. */
    long from(HistoryRing ring, long micros, long sequence) {
        if (leaves.isEmpty()) {
            return NONE;
        }
        int n = leafOf(ring, micros, sequence);
        int at = lowerBound(ring, leaves.get(n), micros, sequence);
        return at < leaves.get(n).size() ? position(n, at) : n + 1 < leaves.size() ? position(n + 1, 0) : NONE;
    }

    /** The position of the last event below a key, or {@link #NONE}. */
    long below(HistoryRing ring, long micros, long sequence) {
        if (leaves.isEmpty()) {
            return NONE;
        }
        int n = leafOf(ring, micros, sequence);
        return previous(position(n, lowerBound(ring, leaves.get(n), micros, sequence)));
    }

    /** The event at a position. */
    long place(long position) {
        return leaves.get((int) (position >>> 32)).get((int) position);
    }

    /** The position after another, or {@link #NONE}. */
    long next(long position) {
        int leaf = (int) (position >>> 32);
        int at = (int) position + 1;
        return at < leaves.get(leaf).size()
                ? position(leaf, at)
                : leaf + 1 < leaves.size() ? position(leaf + 1, 0) : NONE;
    }

    /** The position before another, or {@link #NONE}. */
    long previous(long position) {
        int leaf = (int) (position >>> 32);
        int at = (int) position - 1;
        return at >= 0
                ? position(leaf, at)
                : leaf > 0 ? position(leaf - 1, leaves.get(leaf - 1).size() - 1) : NONE;
    }
}
