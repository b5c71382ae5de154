package io.spatio.core.changes;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The latest changes that were merged, for those who continue after a place; bounded by the heap they take. Under the feed's lock. */
final class Window {
    private final long mostBytes;
    private final ArrayDeque<Published> changes = new ArrayDeque<>();
    private final Map<ObjectKey, Long> ends = new HashMap<>();
    private long bytes;
    private long start;

    Window(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Forgets all up to a sequence. */
    void restart(long sequence) {
        changes.clear();
        ends.clear();
        bytes = 0;
        start = sequence;
    }

    /** Above this sequence every change is here, or is yet to come. */
    long start() {
        return start;
    }

    /** Takes a change; false where the heap has no room for it. */
    boolean offer(Published change) {
        try {
            add(change);
            return true;
        } catch (OutOfMemoryError e) {
            return false;
        }
    }

    private void add(Published change) {
        if (mostBytes == 0) {
            start = Math.max(start, change.sequence);
            return;
        }
        changes.addLast(change);
        bytes += change.heapBytes();
        while (bytes > mostBytes) {
            Published oldest = changes.removeFirst();
            bytes -= oldest.heapBytes();
            start = Math.max(start, oldest.sequence);
            if (oldest.isEnd()) {
                ends.remove(ObjectKey.of(oldest), oldest.sequence);
            }
        }
    }

    /** Tells nothing any more of what an erase or a drop has ended. */
    void end(Published end) {
        if (mostBytes > 0) {
            ends.put(ObjectKey.of(end), end.sequence);
        }
    }

    /** Shows the changes above a sequence, apart from those of what has ended. */
    void replay(long above, Consumer<Published> visitor) {
        for (Published change : changes) {
            if (change.sequence > above && !isEnded(ends, change)) {
                visitor.accept(change);
            }
        }
    }

    /** Whether a change is of an incarnation that one of these ends has ended. */
    static boolean isEnded(Map<ObjectKey, Long> ends, Published change) {
        return !ends.isEmpty()
                && !change.isEnd()
                && (ends.getOrDefault(ObjectKey.of(change), 0L) > change.sequence
                        || ends.getOrDefault(new ObjectKey(change.namespace, null), 0L) > change.sequence);
    }
}
