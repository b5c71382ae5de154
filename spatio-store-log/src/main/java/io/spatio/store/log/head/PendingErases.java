package io.spatio.store.log.head;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What was erased up to one moment and may still stand in files: incarnations, and namespaces up to an incarnation.
 * Immutable; any thread.
 */
public final class PendingErases {
    /** Nothing. */
    public static final PendingErases NONE = new PendingErases(new long[0], List.of());

    /**
     * A namespace that was erased.
     *
     * @param namespace its name
     * @param greatestIncarnation no object of a greater incarnation was erased with it
     * @param objects at most how many objects it had
     */
    public record Drop(String namespace, long greatestIncarnation, long objects) {}

    private final long[] incarnations;
    private final Map<String, Drop> drops = new HashMap<>();

    /** Of incarnations that ascend, and namespaces. */
    public PendingErases(long[] ascending, List<Drop> dropped) {
        incarnations = ascending.clone();
        for (Drop drop : dropped) {
            drops.merge(drop.namespace, drop, (a, b) -> a.greatestIncarnation > b.greatestIncarnation ? a : b);
        }
    }

    /** Whether an incarnation of an id of a namespace is none of them; O(log n). */
    public boolean keeps(String namespace, long incarnation) {
        Drop drop = drops.isEmpty() ? null : drops.get(namespace);
        return (drop == null || incarnation > drop.greatestIncarnation)
                && (incarnations.length == 0 || Arrays.binarySearch(incarnations, incarnation) < 0);
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return incarnations.length == 0 && drops.isEmpty();
    }

    /** How many incarnations there are. */
    public int size() {
        return incarnations.length;
    }

    /** One of the incarnations, which ascend. */
    public long incarnation(int index) {
        return incarnations[index];
    }

    /** The namespaces. */
    public List<Drop> drops() {
        return List.copyOf(drops.values());
    }

    /** How many entries there are. */
    public long entries() {
        return (long) incarnations.length + drops.size();
    }

    /** At most how many objects were erased. */
    public long objects() {
        return incarnations.length
                + drops.values().stream().mapToLong(Drop::objects).sum();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PendingErases that
                && Arrays.equals(incarnations, that.incarnations)
                && drops.equals(that.drops);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(incarnations) + drops.hashCode();
    }
}
