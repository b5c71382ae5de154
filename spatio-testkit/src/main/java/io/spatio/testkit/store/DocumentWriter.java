package io.spatio.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.spi.StoredDocument;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.generators.Budget;
import java.util.Optional;

/** Puts one document over and over, removes it now and then, and reads it from another thread. */
final class DocumentWriter {
    private static final int MOST_PUTS = 20_000;
    private static final int MOST_BYTES = 2_000;
    private static final int PUTS_TO_A_REMOVAL = 7;

    private final TrajectoryStore store;
    private final String key;
    private final Budget.Running running;
    /** The last change that was acknowledged as durable. */
    private volatile Change acknowledged = new Change(0, false);

    private record Change(long sequence, boolean put) {}

    DocumentWriter(TrajectoryStore store, String key, Budget.Running running) {
        this.store = store;
        this.key = key;
        this.running = running;
    }

    void write() {
        int n = 0;
        do {
            boolean put = n % PUTS_TO_A_REMOVAL != PUTS_TO_A_REMOVAL - 1;
            long sequence = put
                    ? store.documents().put(key, content(n))
                    : store.documents().remove(key);
            long before = acknowledged.sequence;
            assertTrue(sequence > before, () -> "a change of " + key + " told " + sequence + " after " + before);
            store.awaitDurable(sequence);
            acknowledged = new Change(sequence, put);
            n++;
        } while (running.remains() && n < MOST_PUTS);
    }

    /** All bytes are the same, so that one that is torn shows. */
    private static byte[] content(int n) {
        byte[] content = new byte[1 + n * 31 % MOST_BYTES];
        java.util.Arrays.fill(content, (byte) n);
        return content;
    }

    void read() {
        long seen = 0;
        do {
            long least = acknowledged.sequence;
            Optional<StoredDocument> found = store.documents().get(key);
            if (found.isPresent()) {
                requireWhole(found.get());
                long sequence = found.get().sequence();
                long before = seen;
                assertTrue(sequence >= least, () -> key + " is older than its change at " + least);
                assertTrue(sequence >= before, () -> key + " went back from " + before + " to " + sequence);
                seen = sequence;
            }
        } while (running.remains());
    }

    private void requireWhole(StoredDocument document) {
        byte[] content = document.content();
        assertTrue(content.length > 0, () -> key + " is empty, which was never put");
        for (byte each : content) {
            assertEquals(content[0], each, () -> key + " is torn: " + document);
        }
    }

    /** What is there when nobody writes any more is the last change. */
    void requireLast(TrajectoryStore present) {
        Change last = acknowledged;
        Optional<StoredDocument> found = present.documents().get(key);
        assertEquals(
                last.put, found.isPresent(), () -> "whether " + key + " is there after its change at " + last.sequence);
        found.ifPresent(document -> {
            requireWhole(document);
            assertEquals(last.sequence, document.sequence(), () -> "the last put of " + key);
        });
    }
}
