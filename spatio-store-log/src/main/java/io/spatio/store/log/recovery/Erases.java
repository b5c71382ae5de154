package io.spatio.store.log.recovery;

import io.spatio.store.log.wal.WalRewriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Erases whose objects may still stand in files. Any thread. */
public final class Erases {
    /** An object's names. */
    private record Name(String namespace, String objectId) {}

    private final ConcurrentMap<Name, Long> sequences = new ConcurrentHashMap<>();

    /** Notes that all of an object up to a sequence number is erased. */
    public void add(String namespace, String objectId, long sequence) {
        sequences.merge(new Name(namespace, objectId), sequence, Math::max);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return sequences.isEmpty();
    }

    /** What is noted now. */
    public Snapshot snapshot() {
        return new Snapshot(Map.copyOf(new HashMap<>(sequences)));
    }

    /** Forgets what no file holds any more. */
    public void carriedOut(Snapshot snapshot) {
        snapshot.sequences.forEach(sequences::remove);
    }

    /** Erases of one moment: what to leave out of a file. */
    public static final class Snapshot implements WalRewriter.Keep {
        private final Map<Name, Long> sequences;

        private Snapshot(Map<Name, Long> sequences) {
            this.sequences = sequences;
        }

        @Override
        public boolean keeps(String namespace, String objectId, long sequence) {
            Long erased = sequences.get(new Name(namespace, objectId));
            return erased == null || sequence > erased;
        }

        @Override
        public boolean keepsErases() {
            return false;
        }
    }
}
