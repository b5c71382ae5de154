package io.spatio;

/** What a delete did. */
public enum DeleteOutcome {
    /** The object has no current position any more; its history stays. */
    DELETED,
    /** A position newer than the delete exists: the delete is kept in history only. */
    STALE,
    /** There was no current position: nothing was stored. */
    ABSENT
}
