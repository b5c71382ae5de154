package io.spatio.core.memory;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Objects that were registered, have no position, and are waited for: nothing forgets them before their append.
 *
 * <p>A caller that registers and never appends does not say so. What waits for a minute in which others came is given up, as
 * nobody is that slow between two calls. Costs nothing while appends follow. Guarded by the store's lock.
 */
final class Registrations {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final int LOOK_AT_LEAST = 1024;

    private final MemoryHistory history;
    private final LongSupplier nanoTime;
    private int[] waiting = new int[16];
    private int size;
    private int lookAt = LOOK_AT_LEAST;
    private long lastTurn;

    Registrations(MemoryHistory history, LongSupplier nanoTime) {
        this.history = history;
        this.nanoTime = nanoTime;
        lastTurn = nanoTime.getAsLong();
    }

    /** Waits for the append to an object that has just been registered, if it could be forgotten before. */
    void await(int object) {
        Standings standings = history.standings;
        if (standings.greatestCounts(object) && !standings.isDeleted(object)) {
            return;
        }
        boolean waits = standings.isHeld(object);
        standings.hold(object);
        if (!waits) {
            if (size >= lookAt) {
                look();
            }
            if (size == waiting.length) {
                waiting = Arrays.copyOf(waiting, 2 * size);
            }
            waiting[size++] = object;
        }
    }

    /** Lets go of what has been appended to, and gives up what waits since the turn before the last. */
    void look() {
        Standings standings = history.standings;
        boolean turn = nanoTime.getAsLong() - lastTurn >= PATIENCE_NANOS;
        int stays = 0;
        for (int i = 0; i < size; i++) {
            int object = waiting[i];
            if (standings.isKnown(object) && standings.isHeld(object)) {
                if (turn && standings.hasWaited(object)) {
                    standings.release(object);
                    history.endIfGone(object);
                } else {
                    waiting[stays++] = object;
                }
            }
        }
        size = stays;
        lookAt = LOOK_AT_LEAST + 2 * stays;
        if (turn) {
            for (int i = 0; i < size; i++) {
                standings.waits(waiting[i]);
            }
            lastTurn = nanoTime.getAsLong();
        }
        if (waiting.length > 4 * lookAt) {
            waiting = Arrays.copyOf(waiting, lookAt);
        }
    }

    void clear() {
        size = 0;
    }
}
