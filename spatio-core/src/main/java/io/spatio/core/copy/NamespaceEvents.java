package io.spatio.core.copy;

import io.spatio.EventTransfer;
import io.spatio.Identifiers;
import io.spatio.Timestamps;
import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.TrajectoryStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Visits the events of one namespace as {@link EventTransfer#forEachEvent} promises. One thread. */
public final class NamespaceEvents {
    private final TrajectoryStore store;
    private final String namespace;
    private final EventTransfer.Visitor visitor;

    /** A visit of a store's namespace. */
    public NamespaceEvents(TrajectoryStore store, String namespace, EventTransfer.Visitor visitor) {
        this.store = store;
        this.namespace = namespace;
        this.visitor = visitor;
    }

    /** Visits all. */
    public void run() {
        List<ObjectNames.Name> names = ObjectNames.of(store, namespace::equals);
        names.sort(Comparator.comparing(ObjectNames.Name::id, Identifiers.ORDER));
        for (ObjectNames.Name name : names) {
            if (name.state() == ObjectNames.State.BEGAN_AGAIN) {
                // First what is forgotten, then what stands for the present.
                visit(name, name.greatestMicros() + 1, Long.MAX_VALUE);
                visit(name, Long.MIN_VALUE, name.greatestMicros());
            } else {
                visit(name, Long.MIN_VALUE, Long.MAX_VALUE);
            }
        }
    }

    private void visit(ObjectNames.Name name, long fromMicros, long toMicros) {
        ReadRequest request = ReadRequest.of(namespace, name.id()).withRange(fromMicros, toMicros);
        try (EventCursor cursor = store.read(request)) {
            while (cursor.next()) {
                visitor.event(cursor, cursor.isDelete() ? madeAt(name, cursor.timestampMicros()) : Optional.empty());
            }
        }
    }

    /** When a delete was made, if it is the one that is remembered. */
    private static Optional<Instant> madeAt(ObjectNames.Name name, long timestampMicros) {
        return name.remembersDeleteAt(timestampMicros)
                ? Optional.of(Timestamps.toInstant(name.madeAtMicros()))
                : Optional.empty();
    }
}
