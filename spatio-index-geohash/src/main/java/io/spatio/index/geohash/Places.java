package io.spatio.index.geohash;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Arrays;

/**
 * Where each handle's entry lies: {@code bucket << 4 | entry}, the secondary index that makes moves and removals O(1).
 *
 * <p><b>Thread-safety:</b> a handle's place belongs to who holds the lock of the tile its entry is in.
 */
final class Places {
    private static final int[] NOTHING = {};

    private final Object growth = new Object();

    private volatile int[][] chunks = {};

    int get(int handle) {
        int chunk = Ladder.chunk(handle);
        int[][] all = chunks;
        return chunk < all.length && all[chunk].length > 0 ? all[chunk][Ladder.offset(handle)] : 0;
    }

    void set(int handle, int place) {
        chunks[Ladder.chunk(handle)][Ladder.offset(handle)] = place;
    }

    /** Makes room for a handle, before its first {@link #set}. */
    void reserve(int handle) {
        int chunk = Ladder.chunk(handle);
        int[][] all = chunks;
        if (chunk >= all.length || all[chunk].length == 0) {
            synchronized (growth) {
                grow(chunk);
            }
        }
    }

    @GuardedBy("growth")
    private void grow(int chunk) {
        int[][] all = chunks;
        int length = Math.max(all.length, chunk + 1);
        int[][] larger = Arrays.copyOf(all, length);
        Arrays.fill(larger, all.length, length, NOTHING);
        if (larger[chunk].length == 0) {
            larger[chunk] = new int[Ladder.size(chunk)];
        }
        chunks = larger;
    }

    /** Bytes of all arrays. */
    long bytes() {
        long bytes = 0;
        for (int[] chunk : chunks) {
            bytes += chunk.length == 0 ? 4 : 20 + 4L * chunk.length;
        }
        return bytes;
    }
}
