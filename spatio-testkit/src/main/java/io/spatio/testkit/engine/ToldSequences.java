package io.spatio.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.DeleteOutcome;
import io.spatio.Deleted;
import io.spatio.UpsertOutcome;
import io.spatio.Written;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Checks the sequences that writes tell: each greater than all before, that of a duplicate the one of the current position, 0
 * where nothing was stored. One thread at a time.
 */
final class ToldSequences {
    private final Map<List<String>, Long> current = new HashMap<>();
    private long last;

    /** The greatest that was told. */
    long last() {
        return last;
    }

    void upsert(String namespace, String objectId, Written written) {
        List<String> object = List.of(namespace, objectId);
        if (written.outcome() == UpsertOutcome.DUPLICATE) {
            assertEquals(current.get(object), written.sequence(), () -> "the sequence of a duplicate of " + objectId);
            return;
        }
        requireNext(written.sequence(), "an upsert of " + objectId);
        if (written.outcome() != UpsertOutcome.STALE) {
            current.put(object, written.sequence());
        }
    }

    void delete(String objectId, Deleted deleted) {
        requireStored(deleted.outcome() != DeleteOutcome.ABSENT, deleted.sequence(), "a delete of " + objectId);
    }

    /** An erase, a drop, or whatever stores something or tells 0. */
    void requireStored(boolean stored, long sequence, String what) {
        if (stored) {
            requireNext(sequence, what);
        } else {
            assertEquals(0, sequence, () -> "the sequence of " + what + " that stored nothing");
        }
    }

    private void requireNext(long sequence, String what) {
        long before = last;
        assertTrue(
                sequence > before,
                () -> "the sequence of " + what + " is " + sequence + " after " + before + " was told");
        last = sequence;
    }
}
