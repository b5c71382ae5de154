package io.spatio.spi;

/**
 * What an event says of an object. Kinds may be added: a store refuses to append one that it does not know, and never skips
 * one that it finds.
 */
public enum EventKind {
    /** The object was at a place. */
    POSITION,
    /** The object's current position ended. */
    DELETE
}
