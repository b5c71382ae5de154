package io.spatio;

import static java.util.Objects.requireNonNull;

/**
 * What a delete did, and which place in the order of all events it has.
 *
 * @param outcome what it did
 * @param sequence its place in the append order, from 1; 0 where nothing was stored
 */
public record Deleted(DeleteOutcome outcome, long sequence) {
    /** Refuses null. */
    public Deleted {
        requireNonNull(outcome, "outcome");
    }

    /** Whether a current position ended. */
    public boolean ended() {
        return outcome == DeleteOutcome.DELETED;
    }
}
