package io.spatio;

import static java.util.Objects.requireNonNull;

/**
 * What writing a position did, and which place in the order of all events it has.
 *
 * @param outcome what it did
 * @param sequence its place in the append order, from 1; of the current position that it repeats where the outcome is
 *     {@link UpsertOutcome#DUPLICATE}
 */
public record Written(UpsertOutcome outcome, long sequence) {
    /** Refuses null. */
    public Written {
        requireNonNull(outcome, "outcome");
    }
}
