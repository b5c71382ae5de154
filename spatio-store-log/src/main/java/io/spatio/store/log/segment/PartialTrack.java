package io.spatio.store.log.segment;

/** A track that stands on a gap where it leaves rows out: the gap has a timestamp and a sequence, and nothing else. */
interface PartialTrack extends Track {
    /** Whether it stands on a gap. */
    boolean isGap();
}
