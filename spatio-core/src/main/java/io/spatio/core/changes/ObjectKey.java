package io.spatio.core.changes;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** An object of a namespace, or, with null, all of them. Comparable, so that ids of one hash code make no map slow. */
record ObjectKey(String namespace, @Nullable String objectId) implements Comparable<ObjectKey> {
    private static final Comparator<ObjectKey> ORDER = Comparator.comparing(
                    ObjectKey::objectId, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(ObjectKey::namespace);

    static ObjectKey of(Published change) {
        return new ObjectKey(change.namespace, change.objectId);
    }

    @Override
    public int compareTo(ObjectKey other) {
        return ORDER.compare(this, other);
    }
}
