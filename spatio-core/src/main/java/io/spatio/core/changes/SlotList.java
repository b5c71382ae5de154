package io.spatio.core.changes;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The slots of all threads that ever wrote, those of ended threads apart. Any thread; one at a time adds, under the feed's lock. */
final class SlotList {
    private static final long GRACE_WAIT_NANOS = 50_000;
    private static final WriterSlot[] NONE = {};

    private volatile WriterSlot[] slots = NONE;
    private int tidyAt = 64;
    /** The slots that hold something to merge; under the feed's lock. */
    private final List<WriterSlot> filled = new ArrayList<>();

    WriterSlot add(WriterSlot slot) {
        List<WriterSlot> all = new ArrayList<>(List.of(slots));
        if (all.size() >= tidyAt) {
            all.removeIf(WriterSlot::isOver);
            tidyAt = Math.max(64, 2 * all.size());
        }
        all.add(slot);
        slots = all.toArray(NONE);
        return slot;
    }

    /** Returns when every write that is now marked and has said no floor is over; those of this thread apart. */
    void awaitUnknown(WriterSlot own) {
        for (WriterSlot slot : slots) {
            long seen = slot.state();
            while (seen < WriterSlot.IDLE && slot != own && slot.state() == seen) {
                LockSupport.parkNanos(this, GRACE_WAIT_NANOS);
            }
        }
    }

    /** The greatest sequence that any slot has published, and at least one that is known. */
    long greatest(long known) {
        long greatest = known;
        for (WriterSlot slot : slots) {
            greatest = Math.max(greatest, slot.greatest());
        }
        return greatest;
    }

    /** The least floor of the writes in flight, and at most a sequence that was {@link #greatest} before. */
    long watermark(long greatest) {
        long least = greatest;
        for (WriterSlot slot : slots) {
            long floor = slot.state();
            if (floor >= 0) {
                least = Math.min(least, floor);
            }
        }
        return least;
    }

    /** Takes what was published up to a watermark, in ascending order. Under the feed's lock. */
    void take(long watermark, Consumer<Published> taker) {
        filled.clear();
        for (WriterSlot slot : slots) {
            if (slot.next() <= watermark) {
                filled.add(slot);
            }
        }
        while (!filled.isEmpty()) {
            int least = least();
            WriterSlot slot = filled.get(least);
            long end = Math.min(watermark, nextOfOthers(slot));
            long next = slot.next();
            while (next <= end) {
                taker.accept(slot.take());
                next = slot.next();
            }
            if (next > watermark) {
                WriterSlot last = filled.remove(filled.size() - 1);
                if (last != slot) {
                    filled.set(least, last);
                }
            }
        }
    }

    private int least() {
        int least = 0;
        for (int i = 1; i < filled.size(); i++) {
            if (filled.get(i).next() < filled.get(least).next()) {
                least = i;
            }
        }
        return least;
    }

    private long nextOfOthers(WriterSlot one) {
        long next = Long.MAX_VALUE;
        for (WriterSlot slot : filled) {
            if (slot != one) {
                next = Math.min(next, slot.next());
            }
        }
        return next;
    }

    /** Throws away what was published. Under the feed's lock. */
    void clear() {
        take(Long.MAX_VALUE - 1, change -> {});
    }
}
