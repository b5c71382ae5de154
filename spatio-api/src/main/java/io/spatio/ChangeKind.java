package io.spatio;

/** What a {@link Change} says. Kinds may be added: a reader that switches over them needs a default. */
public enum ChangeKind {
    /** An object that had no current position has one. */
    CREATED,
    /** An object's position, timestamp or metadata was replaced. */
    UPDATED,
    /** An object's current position ended; its history stays. */
    DELETED,
    /** An object's current position ended because its time to live was over; its history stays. */
    EXPIRED,
    /** An object and all its history were removed: what is known of the id up to here is to be forgotten. */
    ERASED,
    /** Every object of a namespace was erased; this one change speaks for all of them. */
    DROPPED,
    /** Something older than the current state was recorded in history; only {@linkplain ChangesRequest#recorded if asked}. */
    RECORDED,
    /** The current position of an object, as it stood when the subscription read it: a row of the current state. */
    STATE,
    /** The rows and changes told so far are exactly the current state at this sequence; told once. */
    SYNCED
}
