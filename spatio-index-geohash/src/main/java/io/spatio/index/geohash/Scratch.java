package io.spatio.index.geohash;

import java.util.Arrays;

/** What a search needs besides the index: one per thread, used again, so that a search allocates next to nothing. */
final class Scratch {
    private static final int KEPT_WALKS = 1 << 10;
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    final SearchBoxes boxes = new SearchBoxes();
    final Candidates candidates = new Candidates();
    final ReadSet read = new ReadSet();
    final BoundHeap heap = new BoundHeap();
    final HandleSet offered = new HandleSet();
    final BucketList buckets = new BucketList();
    private CellWalk[] walks = {};
    private int walkCount;
    private boolean taken;

    private Scratch() {}

    /** This thread's, or a new one where a visitor searches another index meanwhile. */
    static Scratch take() {
        Scratch scratch = OF_THREAD.get();
        if (scratch.taken) {
            scratch = new Scratch();
        }
        scratch.taken = true;
        return scratch;
    }

    /** Begins the walk of a tile, and returns its place. */
    int addWalk(Tile tile) {
        if (walkCount == walks.length) {
            walks = Arrays.copyOf(walks, 2 * walkCount + 8);
            for (int i = walkCount; i < walks.length; i++) {
                walks[i] = new CellWalk();
            }
        }
        walks[walkCount].set(tile);
        return walkCount++;
    }

    /** The walk at a place. */
    CellWalk walk(int place) {
        return walks[place];
    }

    /** Forgets what was read of the index. */
    void forget() {
        candidates.clear();
        read.clear();
        heap.clear();
        if (walks.length > KEPT_WALKS) {
            walks = new CellWalk[0];
            walkCount = 0;
        }
        while (walkCount > 0) {
            walks[--walkCount].set(null);
        }
    }

    /** Gives it back. */
    void release() {
        forget();
        offered.clear();
        taken = false;
    }
}
