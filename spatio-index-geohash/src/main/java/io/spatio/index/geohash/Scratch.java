package io.spatio.index.geohash;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a search needs besides the index: one per thread, used again, so that a search allocates next to nothing. */
final class Scratch {
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    final SearchBoxes boxes = new SearchBoxes();
    final Candidates candidates = new Candidates();
    final ReadSet read = new ReadSet();
    final BoundHeap heap = new BoundHeap();
    final HandleSet offered = new HandleSet();
    private final @Nullable Tile[] found = new Tile[NearestWindow.MOST_PROBES + 1];
    private int foundCount;
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

    /** Keeps a tile the window found, and returns its place. */
    int addFound(Tile tile) {
        found[foundCount] = tile;
        return foundCount++;
    }

    /** The tile kept at a place. */
    Tile found(int place) {
        return Objects.requireNonNull(found[place]);
    }

    /** Forgets what was read of the index. */
    void forget() {
        candidates.clear();
        read.clear();
        heap.clear();
        Arrays.fill(found, 0, foundCount, null);
        foundCount = 0;
    }

    /** Gives it back. */
    void release() {
        forget();
        offered.clear();
        taken = false;
    }
}
