package io.spatio;

/** What a subscriber that polls more slowly than others write is told. */
public enum ChangesPolicy {
    /** Every change; one that falls behind by more than the bound ends in {@link io.spatio.error.ChangesLostException}. */
    ALL,
    /**
     * What became of each object since the subscriber was last told of it, as one change; never lost. Memory is bounded by the
     * number of objects that changed.
     */
    LATEST_PER_OBJECT
}
