package io.spatio.core.changes;

import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the feed needs of the engine. Any thread. */
public interface FeedHost {
    /**
     * Runs work as a call of the database, which close waits for.
     *
     * @throws io.spatio.error.DatabaseClosedException once closing began
     */
    <T> T call(Supplier<T> work);

    /** The sequence of the last event appended, or a greater one that no current position exceeds. */
    long lastSequence();

    /** Begins to walk over the current positions of a namespace, or of all, and of some objects, or of all. */
    StateWalk walk(@Nullable String namespace, @Nullable Set<String> objectIds);
}
