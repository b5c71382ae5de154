package io.spatio.store.log.head;

import io.spatio.store.log.wal.WalRewriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

/** Erases whose objects may still stand in files. Any thread. */
public final class Erases {
    /** An object's names. */
    private record Name(String namespace, String objectId) {}

    private final ConcurrentMap<Name, Long> sequences = new ConcurrentHashMap<>();
    private final AtomicLong waitingSinceMicros = new AtomicLong(Long.MAX_VALUE);

    /** Notes that all of an object up to a sequence number is erased. */
    public void add(String namespace, String objectId, long sequence) {
        sequences.merge(new Name(namespace, objectId), sequence, Math::max);
    }

    /** Notes that all of a namespace up to a sequence number is erased. */
    public void addNamespace(String namespace, long sequence) {
        add(namespace, "", sequence);
    }

    /** The place of the latest erase of an object or its namespace, 0 when there is none. */
    public long sequence(String namespace, String objectId) {
        return sequences.isEmpty() ? 0 : latest(sequences, namespace, objectId);
    }

    /** The place of the latest erase of exactly these names, the id empty for a whole namespace; 0 when there is none. */
    public long noted(String namespace, String objectId) {
        return sequences.getOrDefault(new Name(namespace, objectId), 0L);
    }

    private static long latest(Map<Name, Long> sequences, String namespace, String objectId) {
        return Math.max(
                sequences.getOrDefault(new Name(namespace, objectId), 0L),
                sequences.getOrDefault(new Name(namespace, ""), 0L));
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return sequences.isEmpty();
    }

    /** What is noted now up to a sequence number. */
    public Snapshot snapshot(long lastSequence) {
        Map<Name, Long> noted = new HashMap<>(sequences);
        noted.values().removeIf(sequence -> sequence > lastSequence);
        return new Snapshot(noted);
    }

    /** Since when, by wall-clock microseconds, the oldest has waited to be carried out. */
    public long waitingSinceMicros() {
        return waitingSinceMicros.get();
    }

    /** Notes that one waits since a time, unless one has waited for longer. */
    public void waits(long sinceMicros) {
        waitingSinceMicros.accumulateAndGet(sinceMicros, Math::min);
    }

    /** Forgets what no file holds any more, and has waited since before a time at which all others were not there. */
    public void carriedOut(Snapshot snapshot, long beforeMicros) {
        waitingSinceMicros.set(Long.MAX_VALUE);
        snapshot.sequences.forEach(sequences::remove);
        if (!sequences.isEmpty()) {
            waits(beforeMicros);
        }
    }

    /** Takes each erase; the object's id is empty for a whole namespace. */
    public interface Visitor {
        /** An erase. */
        void erase(String namespace, String objectId, long sequence);
    }

    /** Tests an erase; the object's id is empty for a whole namespace. */
    public interface Condition {
        /** Whether it meets the condition. */
        boolean test(String namespace, String objectId, long sequence);
    }

    /** Erases of one moment: what to leave out of a file. */
    public static final class Snapshot implements WalRewriter.Keep {
        private final Map<Name, Long> sequences;

        private Snapshot(Map<Name, Long> sequences) {
            this.sequences = sequences;
        }

        /** Whether any erase meets a condition. */
        public boolean any(Condition condition) {
            return sequences.entrySet().stream()
                    .anyMatch(e -> condition.test(e.getKey().namespace, e.getKey().objectId, e.getValue()));
        }

        /** Visits all. */
        public void forEach(Visitor visitor) {
            sequences.forEach((name, sequence) -> visitor.erase(name.namespace, name.objectId, sequence));
        }

        /** Whether there are none. */
        public boolean isEmpty() {
            return sequences.isEmpty();
        }

        @Override
        public boolean keeps(String namespace, String objectId, long sequence) {
            return sequence > latest(sequences, namespace, objectId);
        }

        @Override
        public boolean keepsErases() {
            return false;
        }
    }
}
