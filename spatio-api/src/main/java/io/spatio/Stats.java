package io.spatio;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What a database counts, at about one moment. Nothing here is estimated unless its name says so. Immutable. */
public final class Stats {
    private final Map<Operation, Long> operations;
    private final List<OfNamespace> namespaces;
    private final OfStore store;
    private final OfChanges changes;

    private Stats(Map<Operation, Long> operations, List<OfNamespace> namespaces, OfStore store, OfChanges changes) {
        this.operations = new EnumMap<>(Operation.class);
        this.operations.putAll(operations);
        this.namespaces = List.copyOf(namespaces);
        this.store = requireNonNull(store, "store");
        this.changes = requireNonNull(changes, "changes");
    }

    /**
     * The counts of a database whose changes nobody follows.
     *
     * @param operations what was done since it was opened; what is missing was done 0 times
     * @param namespaces one entry per namespace with a current position, by name
     * @param store the trajectory store
     */
    public static Stats of(Map<Operation, Long> operations, List<OfNamespace> namespaces, OfStore store) {
        return new Stats(operations, namespaces, store, OfChanges.of(0, 0, 0));
    }

    /** The same with those who follow changes. */
    public Stats withChanges(OfChanges newChanges) {
        return new Stats(operations, namespaces, store, newChanges);
    }

    /** What is counted from the opening on. */
    public enum Operation {
        /** Positions that created an object. */
        CREATED,
        /** Positions that moved one. */
        APPLIED,
        /** Positions kept in history only. */
        STALE,
        /** Positions that were there already. */
        DUPLICATE,
        /** Deletes that ended a current position. */
        DELETED,
        /** Objects erased. */
        ERASED,
        /** Queries on current positions and on history. */
        QUERIES,
        /**
         * Writes without a time that were given the time of their object's newest event, because the clock stood before
         * it: the clock was set back, or a record came from the future.
         */
        CLOCK_ADJUSTED
    }

    /** Current positions in all namespaces. */
    public long objects() {
        return namespaces.stream().mapToLong(OfNamespace::objects).sum();
    }

    /** How often something was done since the database was opened. */
    public long count(Operation operation) {
        return operations.getOrDefault(operation, 0L);
    }

    /** One entry per namespace with a current position, by name. */
    public List<OfNamespace> namespaces() {
        return namespaces;
    }

    /** The trajectory store. */
    public OfStore store() {
        return store;
    }

    /** Those who follow changes. */
    public OfChanges changes() {
        return changes;
    }

    @Override
    public String toString() {
        return "Stats" + operations + " " + namespaces + " " + store + " " + changes;
    }

    /** What one namespace counts. Immutable. */
    public static final class OfNamespace {
        private final String name;
        private final long objects;
        private final String indexType;
        private final Map<String, Object> index;

        private OfNamespace(String name, long objects, String indexType, Map<String, Object> index) {
            this.name = requireNonNull(name, "name");
            this.objects = objects;
            this.indexType = requireNonNull(indexType, "indexType");
            this.index = details(index);
        }

        /**
         * The counts of a namespace.
         *
         * @param name its name
         * @param objects its current positions
         * @param indexType the provider's name
         * @param index what the index says of itself, by name
         * @throws IllegalArgumentException when a value of {@code index} is no number, text, boolean or list of texts
         */
        public static OfNamespace of(String name, long objects, String indexType, Map<String, Object> index) {
            return new OfNamespace(name, objects, indexType, index);
        }

        /** Its name. */
        public String name() {
            return name;
        }

        /** Its current positions. */
        public long objects() {
            return objects;
        }

        /** The name of the index's provider. */
        public String indexType() {
            return indexType;
        }

        /** What the index says of itself: numbers, texts, booleans or lists of texts, by name. */
        public Map<String, Object> index() {
            return index;
        }

        @Override
        public String toString() {
            return name + ": objects=" + objects + " " + indexType + index;
        }
    }

    /** What a trajectory store counts. Immutable; a {@code with} method returns a changed copy. */
    public static final class OfStore {
        private final String type;
        private final Map<String, Object> details;
        private final long historyDropped;
        private final List<String> recovery;

        private OfStore(String type, Map<String, Object> details, long historyDropped, List<String> recovery) {
            this.type = requireNonNull(type, "type");
            this.details = details;
            this.historyDropped = historyDropped;
            this.recovery = recovery;
        }

        /**
         * The counts of a store that has dropped nothing and recovered nothing.
         *
         * @param type the provider's name
         * @param details what the store says of itself, by name, such as {@code records}, {@code bytes}
         * @throws IllegalArgumentException when a value of {@code details} is no number, text, boolean or list of texts
         */
        public static OfStore of(String type, Map<String, Object> details) {
            return new OfStore(type, Stats.details(details), 0, List.of());
        }

        /** The same with records dropped because a bound on history was reached. */
        public OfStore withHistoryDropped(long records) {
            return new OfStore(type, details, records, recovery);
        }

        /** The same with what recovery found worth telling. */
        public OfStore withRecovery(List<String> findings) {
            return new OfStore(type, details, historyDropped, List.copyOf(findings));
        }

        /** The provider's name. */
        public String type() {
            return type;
        }

        /** Records dropped because a bound on history was reached. */
        public long historyDropped() {
            return historyDropped;
        }

        /** What recovery found worth telling: bytes cut from a torn tail, files put aside; empty when clean. */
        public List<String> recovery() {
            return recovery;
        }

        /** What the store says of itself: numbers, texts, booleans or lists of texts, by name. */
        public Map<String, Object> details() {
            return details;
        }

        @Override
        public String toString() {
            return type + details + " historyDropped=" + historyDropped + " recovery=" + recovery;
        }
    }

    /** What is counted of those who follow changes. Immutable. */
    public static final class OfChanges {
        private final long subscribers;
        private final long pending;
        private final long lost;

        private OfChanges(long subscribers, long pending, long lost) {
            this.subscribers = subscribers;
            this.pending = pending;
            this.lost = lost;
        }

        /**
         * The counts of those who follow changes.
         *
         * @param subscribers subscriptions that are neither closed nor lost
         * @param pending changes that they were not yet told; coalesced ones count once
         * @param lost subscriptions that have ended because they lost changes
         */
        public static OfChanges of(long subscribers, long pending, long lost) {
            return new OfChanges(subscribers, pending, lost);
        }

        /** Subscriptions that are neither closed nor lost. */
        public long subscribers() {
            return subscribers;
        }

        /** Changes that they were not yet told; coalesced ones count once. */
        public long pending() {
            return pending;
        }

        /** Subscriptions that have ended because they lost changes. */
        public long lost() {
            return lost;
        }

        @Override
        public String toString() {
            return "changes: subscribers=" + subscribers + " pending=" + pending + " lost=" + lost;
        }
    }

    /** Those who show statistics, to people or to a program, need to know what may be in them. */
    private static Map<String, Object> details(Map<String, Object> details) {
        details.forEach((name, value) -> {
            if (!isShown(value)) {
                throw new IllegalArgumentException(name + "=" + value + " is a "
                        + value.getClass().getName() + ": statistics are numbers, texts, booleans or lists of texts");
            }
        });
        return Map.copyOf(details);
    }

    private static boolean isShown(Object value) {
        return value instanceof Number
                || value instanceof String
                || value instanceof Boolean
                || (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance));
    }
}
