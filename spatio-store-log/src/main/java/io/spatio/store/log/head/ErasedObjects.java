package io.spatio.store.log.head;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Erased objects that wait to be forgotten. While a cut through the append order is written, to a segment, a table or a
 * copy, objects that were erased after it stay, for the cut shows them. With the log's lock held.
 */
public final class ErasedObjects {
    private final Deque<StoredObject> waiting = new ArrayDeque<>();
    private int holds;

    /** Notes that a cut is begun: what is erased from now on stays until {@link #release}. */
    public void hold() {
        holds++;
    }

    /** Notes that a cut is written. */
    public void release() {
        holds--;
    }

    /** Takes objects of which no answer shows anything any more. */
    public void add(Collection<StoredObject> erased) {
        waiting.addAll(erased);
    }

    /** The next to forget; null when there is none, or a cut is being written. */
    public @Nullable StoredObject next() {
        return holds > 0 ? null : waiting.poll();
    }
}
