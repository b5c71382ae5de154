package io.spatio.core.copy;

import io.spatio.TrackOrder;
import io.spatio.spi.Enumerable;
import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.TrajectoryStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** The objects of a store and the time of the greatest event of each that it has not forgotten. One thread. */
final class ObjectNames {
    private final TrajectoryStore store;
    private final List<Name> names = new ArrayList<>();

    /**
     * An object.
     *
     * @param namespace its namespace
     * @param id its id
     * @param state what has become of it
     * @param greatest its greatest event, where it is not forgotten
     */
    record Name(String namespace, String id, State state, Greatest greatest) {
        /** Whether a delete of a time is the one that is remembered. */
        boolean remembersDeleteAt(long timestampMicros) {
            return state != State.FORGOTTEN && greatest.isDelete && timestampMicros == greatest.micros;
        }

        long greatestMicros() {
            return greatest.micros;
        }

        long madeAtMicros() {
            return greatest.madeAtMicros;
        }
    }

    /**
     * An object's greatest event.
     *
     * @param micros its time
     * @param isDelete whether it is a delete; a position may have the time of a delete before it
     * @param madeAtMicros when it was made, if it is a delete
     */
    record Greatest(long micros, boolean isDelete, long madeAtMicros) {
        private static final Greatest UNKNOWN = new Greatest(0, false, 0);
    }

    /** What decides how an object's events are to be appended to another store. */
    enum State {
        /** Its greatest event is the last of its history. */
        PLAIN,
        /** It was deleted longer ago than deletes are remembered. */
        FORGOTTEN,
        /** It was forgotten and came back with events that are older than the delete. */
        BEGAN_AGAIN
    }

    private final Predicate<String> namespaces;

    private ObjectNames(TrajectoryStore store, Predicate<String> namespaces) {
        this.store = store;
        this.namespaces = namespaces;
    }

    /** All objects with at least one event. Memory is one entry per object. */
    static List<Name> of(TrajectoryStore store) {
        return of(store, namespace -> true);
    }

    /** Those of some namespaces. */
    static List<Name> of(TrajectoryStore store, Predicate<String> namespaces) {
        ObjectNames found = new ObjectNames(store, namespaces);
        Map<ObjectKey, Greatest> greatest = found.greatest();
        found.enumerate(greatest.keySet(), (namespace, id) -> found.add(namespace, id, greatest));
        return found.names;
    }

    private Map<ObjectKey, Greatest> greatest() {
        Map<ObjectKey, Greatest> greatest = new HashMap<>();
        try (EventCursor cursor = store.recover()) {
            while (cursor.next()) {
                if (namespaces.test(cursor.namespace())) {
                    greatest.put(
                            new ObjectKey(cursor.namespace(), cursor.objectId()),
                            new Greatest(cursor.timestampMicros(), cursor.isDelete(), cursor.madeAtMicros()));
                }
            }
        }
        return greatest;
    }

    /** A store that cannot name its objects names those that it remembers, and others of their namespaces in its scans. */
    private void enumerate(Set<ObjectKey> remembered, BiConsumer<String, String> visitor) {
        if (store instanceof Enumerable enumerable) {
            enumerable.objects(visitor);
            return;
        }
        Set<ObjectKey> all = new LinkedHashSet<>(remembered);
        remembered.stream().map(ObjectKey::namespace).distinct().forEach(namespace -> {
            try (ScanCursor cursor = store.scan(ScanRequest.of(namespace, Region.EVERYWHERE))) {
                while (cursor.next()) {
                    all.add(new ObjectKey(namespace, cursor.objectId()));
                }
            }
        });
        all.forEach(name -> visitor.accept(name.namespace(), name.id()));
    }

    private void add(String namespace, String id, Map<ObjectKey, Greatest> greatest) {
        if (!namespaces.test(namespace)) {
            return;
        }
        try (EventCursor last = store.read(ReadRequest.of(namespace, id).withOrder(TrackOrder.NEWEST_FIRST))) {
            if (last.next()) {
                Greatest known = greatest.get(new ObjectKey(namespace, id));
                names.add(
                        known == null
                                ? new Name(namespace, id, State.FORGOTTEN, Greatest.UNKNOWN)
                                : new Name(
                                        namespace,
                                        id,
                                        known.micros < last.timestampMicros() ? State.BEGAN_AGAIN : State.PLAIN,
                                        known));
            }
        }
    }
}
