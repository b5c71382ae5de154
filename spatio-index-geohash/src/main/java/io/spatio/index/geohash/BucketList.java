package io.spatio.index.geohash;

import java.util.Arrays;

/** The buckets that a search is about to read. One thread only. */
final class BucketList {
    private static final int KEPT = 1 << 12;

    private int[] buckets = new int[64];
    private int size;
    /** Written and never read: keeps the touches from being optimised away. */
    int touched;

    int size() {
        return size;
    }

    int bucket(int i) {
        return buckets[i];
    }

    void clear() {
        size = 0;
        if (buckets.length > KEPT) {
            buckets = new int[64];
        }
    }

    void add(int bucket) {
        if (size == buckets.length) {
            buckets = Arrays.copyOf(buckets, 2 * size);
        }
        buckets[size++] = bucket;
    }

    /**
     * Adds what follows the buckets in their chains. Read beside a change, chains may lead anywhere: no more than the given
     * number is added.
     */
    void follow(Buckets all, int most) {
        int end = size + most;
        int touching = 0;
        for (int i = 0; i < size && size < end; i++) {
            int bucket = buckets[i];
            touching += all.touch(bucket);
            int next = all.next(bucket);
            if (next != Buckets.NONE) {
                add(next);
            }
        }
        touched = touching;
    }
}
