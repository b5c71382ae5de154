package io.spatio;

/** When an accepted write is safe. In every mode what comes back after a crash is a prefix of what was accepted. */
public enum Durability {
    /** Acknowledged and visible only when on stable storage. */
    ALWAYS,
    /** Handed to the operating system within 100 ms and forced to stable storage within 1 s, by a timer. */
    EVERY_SECOND,
    /** Handed to the operating system within 100 ms, never forced. */
    NEVER
}
