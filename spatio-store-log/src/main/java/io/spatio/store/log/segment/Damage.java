package io.spatio.store.log.segment;

import io.spatio.error.StoreCorruptException;

/** What to do about damaged pages. Any thread. */
@FunctionalInterface
public interface Damage {
    /** Throws each: an answer is whole or there is none. */
    Damage STRICT = damage -> {
        throw damage;
    };

    /**
     * Called once for a page that a reader comes to and cannot read. Where this returns, its rows are left out of the
     * answer; a salvaging reader notes the message, which names file, page, objects and times.
     */
    void found(StoreCorruptException damage);
}
