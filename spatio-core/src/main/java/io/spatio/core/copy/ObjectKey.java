package io.spatio.core.copy;

import java.util.Comparator;

/**
 * The name of an object in a whole database. Comparable, so that a hash table keeps to O(log n) also where ids were chosen to
 * collide.
 *
 * @param namespace its namespace
 * @param id its id
 */
record ObjectKey(String namespace, String id) implements Comparable<ObjectKey> {
    private static final Comparator<ObjectKey> ORDER =
            Comparator.comparing(ObjectKey::namespace).thenComparing(ObjectKey::id);

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }
}
