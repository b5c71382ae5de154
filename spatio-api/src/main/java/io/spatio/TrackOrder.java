package io.spatio;

/** The direction in which a trajectory is read. */
public enum TrackOrder {
    /** From the greatest (timestamp, sequence) down. */
    NEWEST_FIRST,
    /** From the least (timestamp, sequence) up. */
    OLDEST_FIRST
}
