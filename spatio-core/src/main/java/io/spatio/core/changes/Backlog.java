package io.spatio.core.changes;

/** What a subscriber is yet to be told. Under the feed's lock. */
interface Backlog {
    /** Takes a change of a greater sequence than all before; false where there is no room. */
    boolean add(Published change);

    /** The same while the subscription is made, which takes no room. */
    void replay(Published change);

    /**
     * Moves the next ones, in ascending order.
     *
     * @param merged up to which sequence all changes were added
     */
    void take(Deliveries into, int most, long merged);

    /** Up to which sequence nothing is left to be told, if all changes up to {@code merged} were added. */
    long told(long merged);

    /** Whether everything was told up to {@link #told}, and nothing above it. */
    boolean isBetweenGenerations();

    /** How many changes are waiting. */
    int size();
}
