package io.spatio.store.log.head;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Erases whose objects may still stand in files. An erased object is a dead incarnation, so hiding its rows is a matter of
 * membership: no row's place in the append order is compared with an erase's. An erase's own place says which moments know
 * of it. Any thread; look-ups take no lock.
 */
public final class Erases {
    private static final int REMOVED_AT_A_TIME = 1024;
    private static final long BYTES_PER_NUMBER = 32;
    private static final long BYTES_PER_NAMESPACE = 2048;

    /** The erases of one namespace, newest first. */
    private record Dropped(
            PendingErases.Drop drop,
            long sequence,
            @Nullable Dropped earlier) {
        @Nullable
        Dropped asOf(long lastSequence) {
            Dropped dropped = this;
            while (dropped != null && dropped.sequence > lastSequence) {
                dropped = dropped.earlier;
            }
            return dropped;
        }
    }

    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock") // for changes
    private final DeadNumbers numbers = new DeadNumbers();

    private final ConcurrentMap<String, Dropped> drops = new ConcurrentHashMap<>();
    private final AtomicLong waitingSinceMicros = new AtomicLong(Long.MAX_VALUE);

    /** Notes that an incarnation is erased. */
    public void add(long incarnation, long sequence) {
        lock.lock();
        try {
            numbers.add(incarnation, sequence);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Notes that all of a namespace up to an incarnation is erased.
     *
     * @param sealedSequence nobody asks any more for a moment before this sequence number
     */
    public void addNamespace(PendingErases.Drop drop, long sequence, long sealedSequence) {
        drops.compute(drop.namespace(), (name, earlier) -> {
            Dropped needed = earlier;
            if (earlier != null && earlier.sequence <= sealedSequence) {
                needed = new Dropped(earlier.drop, earlier.sequence, null);
            }
            long objects = drop.objects() + (earlier == null ? 0 : earlier.drop.objects());
            return new Dropped(new PendingErases.Drop(name, drop.greatestIncarnation(), objects), sequence, needed);
        });
    }

    /** Whether an answer that shows events up to a sequence number leaves an incarnation out. */
    @SuppressWarnings("GuardedBy") // look-ups take no lock
    public boolean hides(String namespace, long incarnation, long visibleSequence) {
        if (numbers.size() > 0) {
            long sequence = numbers.sequence(incarnation);
            if (sequence != 0 && sequence <= visibleSequence) {
                return true;
            }
        }
        Dropped dropped = drops.isEmpty() ? null : drops.get(namespace);
        dropped = dropped == null ? null : dropped.asOf(visibleSequence);
        return dropped != null && incarnation <= dropped.drop.greatestIncarnation();
    }

    /** Whether an incarnation is erased. */
    public boolean isDead(String namespace, long incarnation) {
        return hides(namespace, incarnation, Long.MAX_VALUE);
    }

    /** How many there are. */
    @SuppressWarnings("GuardedBy") // look-ups take no lock
    public long count() {
        return (long) numbers.size() + drops.size();
    }

    /** About how many bytes they take in memory. */
    @SuppressWarnings("GuardedBy") // look-ups take no lock
    public long bytes() {
        return numbers.size() * BYTES_PER_NUMBER + drops.size() * BYTES_PER_NAMESPACE;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return count() == 0;
    }

    /** Those up to a sequence number; O(n log n). */
    @SuppressWarnings("GuardedBy") // look-ups take no lock
    public PendingErases asOf(long lastSequence) {
        if (isEmpty()) {
            return PendingErases.NONE;
        }
        List<PendingErases.Drop> dropped = new ArrayList<>();
        drops.values().forEach(newest -> {
            Dropped then = newest.asOf(lastSequence);
            if (then != null) {
                dropped.add(then.drop);
            }
        });
        return new PendingErases(numbers.upTo(lastSequence), dropped);
    }

    /** Since when, by wall-clock microseconds, the oldest has waited to be carried out. */
    public long waitingSinceMicros() {
        return waitingSinceMicros.get();
    }

    /** Notes that one waits since a time, unless one has waited for longer. */
    public void waits(long sinceMicros) {
        waitingSinceMicros.accumulateAndGet(sinceMicros, Math::min);
    }

    /** Notes that all are to wait from now on. */
    public void waitAgain(long sinceMicros) {
        waitingSinceMicros.set(sinceMicros);
    }

    /** Forgets what no file holds any more; the others came after a time. */
    public void carriedOut(PendingErases carriedOut, long beganMicros) {
        for (int from = 0; from < carriedOut.size(); from += REMOVED_AT_A_TIME) {
            remove(carriedOut, from); // in parts, because erases wait for the lock, and all writers for an erase
        }
        for (PendingErases.Drop drop : carriedOut.drops()) {
            drops.computeIfPresent(
                    drop.namespace(),
                    (name, newest) -> newest.drop.greatestIncarnation() == drop.greatestIncarnation() ? null : newest);
        }
        waitingSinceMicros.set(Long.MAX_VALUE);
        if (!isEmpty()) {
            waits(beganMicros);
        }
    }

    private void remove(PendingErases carriedOut, int from) {
        lock.lock();
        try {
            for (int i = from; i < Math.min(from + REMOVED_AT_A_TIME, carriedOut.size()); i++) {
                numbers.remove(carriedOut.incarnation(i));
            }
            numbers.trim();
        } finally {
            lock.unlock();
        }
    }
}
