package io.spatio.store.log.head;

import io.spatio.store.log.wal.WalRewriter;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * Erases whose objects may still stand in files. Of the same names several are kept where a crash may still take the later
 * ones: it must not take the earlier one with them. Any thread.
 */
public final class Erases {
    /** An object's names. */
    private record Name(String namespace, String objectId) {}

    private final ConcurrentMap<Name, long[]> sequences = new ConcurrentHashMap<>();
    private final AtomicLong waitingSinceMicros = new AtomicLong(Long.MAX_VALUE);

    /**
     * Notes that all of an object up to a sequence number is erased.
     *
     * @param durableSequence the last sequence number on stable storage
     */
    public void add(String namespace, String objectId, long sequence, long durableSequence) {
        sequences.merge(new Name(namespace, objectId), new long[] {sequence}, (noted, added) -> {
            long[] all = LongStream.concat(LongStream.of(noted), LongStream.of(added))
                    .sorted()
                    .distinct()
                    .toArray();
            return Arrays.copyOfRange(all, Math.max(0, indexUpTo(all, durableSequence)), all.length);
        });
    }

    /** Notes that all of a namespace up to a sequence number is erased. */
    public void addNamespace(String namespace, long sequence, long durableSequence) {
        add(namespace, "", sequence, durableSequence);
    }

    /** The index of the greatest up to a limit, −1 when there is none. */
    private static int indexUpTo(long[] ascending, long limit) {
        int index = ascending.length - 1;
        while (index >= 0 && ascending[index] > limit) {
            index--;
        }
        return index;
    }

    /** The place of the latest erase of an object or its namespace, 0 when there is none. */
    public long sequence(String namespace, String objectId) {
        return sequences.isEmpty()
                ? 0
                : Math.max(latest(new Name(namespace, objectId)), latest(new Name(namespace, "")));
    }

    private long latest(Name name) {
        long[] noted = sequences.get(name);
        return noted == null ? 0 : noted[noted.length - 1];
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return sequences.isEmpty();
    }

    /** Whether any is noted after a sequence number. */
    public boolean anyAfter(long sequence) {
        return sequences.values().stream().anyMatch(noted -> noted[noted.length - 1] > sequence);
    }

    /** The latest erase of all names up to a sequence number. */
    public Snapshot snapshot(long lastSequence) {
        Map<Name, Long> latest = new HashMap<>();
        sequences.forEach((name, noted) -> {
            int index = indexUpTo(noted, lastSequence);
            if (index >= 0) {
                latest.put(name, noted[index]);
            }
        });
        return new Snapshot(latest);
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
        snapshot.sequences.forEach((name, carriedOut) -> sequences.computeIfPresent(name, (same, noted) -> {
            long[] left = Arrays.copyOfRange(noted, indexUpTo(noted, carriedOut) + 1, noted.length);
            return left.length == 0 ? null : left;
        }));
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
            return sequence > latest(new Name(namespace, objectId)) && sequence > latest(new Name(namespace, ""));
        }

        private long latest(Name name) {
            return sequences.getOrDefault(name, 0L);
        }

        @Override
        public boolean keepsErases() {
            return false;
        }
    }
}
