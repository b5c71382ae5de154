package io.spatio;

/** What an accepted position did. */
public enum UpsertOutcome {
    /** The object had no current position; now it has this one. */
    CREATED,
    /** It is the object's new current position. */
    APPLIED,
    /** It is older than the object's current state (a position or a delete): kept in history only. */
    STALE,
    /** It equals the current position in time, coordinates and metadata: nothing was stored. */
    DUPLICATE
}
