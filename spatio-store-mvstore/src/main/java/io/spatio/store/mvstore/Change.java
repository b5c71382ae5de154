package io.spatio.store.mvstore;

import java.util.List;

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

    /** The end of an object. */
    record Erase(ObjectName name, long lastSequence) implements Change {
        @Override
        public long sizeBytes() {
            return 64;
        }
    }
}
