package io.spatio;

/** What a subscriber receives that polls more slowly than others write. */
public enum ChangesPolicy {
    /** Every change; a subscriber that falls behind by more than the bound gets {@link io.spatio.error.ChangesLostException}. */
    ALL,
    /**
     * What happened to each object since the subscriber last heard of it, merged into one change; no bound to fall behind. Memory is
     * bounded by the number of objects that changed.
     */
    LATEST_PER_OBJECT
}
