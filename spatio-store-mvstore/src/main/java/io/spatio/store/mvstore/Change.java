package io.spatio.store.mvstore;

import io.spatio.spi.StoredDocument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was accepted as a whole and is applied as a whole. */
sealed interface Change {
    /** The place of its last part in the append order. */
    long lastSequence();

    /** Roughly what it takes, for back-pressure. */
    long sizeBytes();

    /** One event or a batch of positions. */
    record Append(List<Event> events, long sizeBytes) implements Change {
        @Override
        public long lastSequence() {
            return events.get(events.size() - 1).sequence();
        }
    }

    /**
     * A put or a remove of a document.
     *
     * @param replaced the sequence number of the put that it ends, 0 for none
     * @param document what is put, or null where it is removed
     */
    record Document(
            long lastSequence, long replaced, @Nullable StoredDocument document) implements Change {
        @Override
        public long sizeBytes() {
            return document == null ? 64 : 64L + document.key().length() + document.content().length;
        }
    }

    /** The end of an object. */
    record Erase(ObjectName name, long lastSequence) implements Change {
        @Override
        public long sizeBytes() {
            return 64;
        }
    }
}
