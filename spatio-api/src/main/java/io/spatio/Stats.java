package io.spatio;

import java.util.List;
import java.util.Map;

/**
 * What a database counts. Nothing here is estimated unless its name says so.
 *
 * @param objects current positions in all namespaces
 * @param operations what was done since the database was opened
 * @param namespaces one entry per namespace with a current position, by name
 * @param store the trajectory store
 * @param changes those who follow changes
 */
public record Stats(
        long objects, Operations operations, List<OfNamespace> namespaces, OfStore store, OfChanges changes) {
    /** Copies the list. */
    public Stats {
        namespaces = List.copyOf(namespaces);
    }

    /** Those of a database whose changes nobody follows. */
    public Stats(long objects, Operations operations, List<OfNamespace> namespaces, OfStore store) {
        this(objects, operations, namespaces, store, new OfChanges(0, 0, 0));
    }

    /**
     * Operations since open.
     *
     * @param created positions that created an object
     * @param applied positions that moved one
     * @param stale positions kept in history only
     * @param duplicate positions that were there already
     * @param deleted deletes that ended a current position
     * @param erased objects erased
     * @param queries queries on current positions and on history
     * @param clockAdjusted writes without a time that were given the time of their object's newest event, because the
     *     clock stood before it: the clock was set back, or a record came from the future
     */
    public record Operations(
            long created,
            long applied,
            long stale,
            long duplicate,
            long deleted,
            long erased,
            long queries,
            long clockAdjusted) {}

    /**
     * One namespace.
     *
     * @param name its name
     * @param objects its current positions
     * @param indexType the provider's name
     * @param index what the index says of itself: numbers, texts, booleans or lists of texts, by name
     */
    public record OfNamespace(String name, long objects, String indexType, Map<String, Object> index) {
        /** Copies the map. */
        public OfNamespace {
            index = Map.copyOf(index);
        }
    }

    /**
     * The trajectory store.
     *
     * @param type the provider's name
     * @param historyDropped records dropped because a bound on history was reached
     * @param recovery what recovery found worth telling: bytes cut from a torn tail, files put aside; empty when clean
     * @param details what the store says of itself: numbers, texts and booleans by name, such as {@code records}, {@code bytes}
     */
    public record OfStore(String type, long historyDropped, List<String> recovery, Map<String, Object> details) {
        /** Copies list and map. */
        public OfStore {
            recovery = List.copyOf(recovery);
            details = Map.copyOf(details);
        }
    }

    /**
     * Those who follow changes.
     *
     * @param subscribers subscriptions that are not closed
     * @param pending changes that they were not yet told; coalesced ones count once
     * @param lost subscriptions that were ended because they fell behind
     */
    public record OfChanges(long subscribers, long pending, long lost) {}
}
