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
 * @param incarnations what its objects are called in files
 * @param documents its documents
 */
public record Manifest(
        UUID store,
        Wals wals,
        State state,
        List<SegmentEntry> segments,
        Incarnations incarnations,
        Documents documents) {
    /** Its file name. */
    public static final String FILE = "MANIFEST";

    /** Copies the lists. */
    public Manifest {
        segments = List.copyOf(segments);
    }

    /**
     * The numbers that tell objects of one id from another.
     *
     * @param next greater than all that were given
     * @param someForgotten whether segments may hold objects that the table does not: their deletes were forgotten
     * @param erased which are erased, in a file of their own
     */
    public record Incarnations(long next, boolean someForgotten, Erased erased) {
        /** None given yet. */
        public static final Incarnations FIRST = new Incarnations(1, false, Erased.NONE);

        /** With another file of erases. */
        public Incarnations withErased(Erased changed) {
            return new Incarnations(next, someForgotten, changed);
        }
    }

    /**
     * The file of pending erases that counts.
     *
     * @param generation its number, 0 when none was written yet
     * @param entries how many entries it holds
     * @param objects at most how many objects they are about
     * @param sinceMicros wall-clock time since when an erase has waited to be carried out; meaningless while none does
     * @param logged how many erase records the log held up to the last-position table, modulo 2^32
     */
    public record Erased(long generation, long entries, long objects, long sinceMicros, int logged) {
        /** No file. */
        public static final Erased NONE = new Erased(0, 0, 0, Long.MAX_VALUE, 0);
    }

    /**
     * The file of documents that counts.
     *
     * @param sequence it holds the documents as of here, of which the log holds later changes alone; 0 where none was written yet
     * @param count how many documents it holds
     */
    public record Documents(long sequence, long count) {
        /** No file. */
        public static final Documents NONE = new Documents(0, 0);
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
        return new Manifest(
                UUID.randomUUID(),
                new Wals(1, 0),
                new State(true, 0, 0, 0),
                List.of(),
                Incarnations.FIRST,
                Documents.NONE);
    }

    /** Of another store. */
    public Manifest withStore(UUID changed) {
        return new Manifest(changed, wals, state, segments, incarnations, documents);
    }

    /** With other log files. */
    public Manifest withWals(Wals changed) {
        return new Manifest(store, changed, state, segments, incarnations, documents);
    }

    /** In another state. */
    public Manifest withState(State changed) {
        return new Manifest(store, wals, changed, segments, incarnations, documents);
    }

    /** With other segments. */
    public Manifest withSegments(List<SegmentEntry> changed) {
        return new Manifest(store, wals, state, changed, incarnations, documents);
    }

    /** With other numbers of objects. */
    public Manifest withIncarnations(Incarnations changed) {
        return new Manifest(store, wals, state, segments, changed, documents);
    }

    /** With another file of documents. */
    public Manifest withDocuments(Documents changed) {
        return new Manifest(store, wals, state, segments, incarnations, changed);
    }
}
