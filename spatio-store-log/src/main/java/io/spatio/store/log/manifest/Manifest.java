package io.spatio.store.log.manifest;

import java.util.List;
import java.util.UUID;

/**
 * What the store consists of.
 *
 * @param store its identity
 * @param wals its log files
 * @param state how far it is
 * @param segments its sealed segments, in append order
 * @param erases erases that some file may still lack
 */
public record Manifest(UUID store, Wals wals, State state, List<SegmentEntry> segments, List<EraseEntry> erases) {
    /** Its file name. */
    public static final String FILE = "MANIFEST";

    /** Copies the lists. */
    public Manifest {
        segments = List.copyOf(segments);
        erases = List.copyOf(erases);
    }

    /**
     * The log files that count.
     *
     * @param first the lowest number
     * @param last the highest number known to exist when this was written; later ones may have been begun since
     */
    public record Wals(long first, long last) {}

    /**
     * How far the store is.
     *
     * @param closedClean whether it was closed and nothing written since
     * @param forcedSequence what is known to be on stable storage; the very last number where {@code closedClean}
     * @param flushedSequence all up to here is in segments
     * @param tableSequence the last-position table's, 0 when there is none
     */
    public record State(boolean closedClean, long forcedSequence, long flushedSequence, long tableSequence) {}

    /** The manifest of a store in which nothing is yet. */
    public static Manifest create() {
        return new Manifest(UUID.randomUUID(), new Wals(1, 0), new State(true, 0, 0, 0), List.of(), List.of());
    }

    /** With other log files. */
    public Manifest withWals(Wals changed) {
        return new Manifest(store, changed, state, segments, erases);
    }

    /** In another state. */
    public Manifest withState(State changed) {
        return new Manifest(store, wals, changed, segments, erases);
    }

    /** With other segments. */
    public Manifest withSegments(List<SegmentEntry> changed) {
        return new Manifest(store, wals, state, changed, erases);
    }

    /** With other erases. */
    public Manifest withErases(List<EraseEntry> changed) {
        return new Manifest(store, wals, state, segments, changed);
    }
}
