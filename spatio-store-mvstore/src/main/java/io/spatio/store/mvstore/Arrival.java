package io.spatio.store.mvstore;

import io.spatio.spi.EventBatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch as it is accepted, under the append lock: its objects are found or made, its events numbered. */
final class Arrival {
    private final EventBatch batch;
    private final Registry registry;
    /** By the objects' places in the batch; null where no event names it. */
    private final @Nullable ObjectName[] names;

    private final List<Event> events;
    private List<ObjectName> added = List.of();

    /** Changes neither batch nor registry. */
    Arrival(EventBatch batch, Registry registry, long firstSequence) {
        this.batch = batch;
        this.registry = registry;
        names = new @Nullable ObjectName[batch.objects()];
        Event[] numbered = new Event[batch.size()];
        for (int i = 0; i < numbered.length; i++) {
            numbered[i] = event(i, firstSequence + i);
        }
        events = Arrays.asList(numbered);
    }

    private Event event(int i, long sequence) {
        return new Event(
                name(batch.object(i)),
                batch.timestampMicros(i),
                sequence,
                switch (batch.kind(i)) {
                    case POSITION -> Event.Kind.POSITION;
                    case DELETE -> Event.Kind.DELETE;
                },
                batch.lon(i),
                batch.lat(i),
                batch.alt(i),
                batch.metadata(i),
                Event.Origin.of(batch.begins(i), batch.madeAtMicros(i)));
    }

    private ObjectName name(int object) {
        ObjectName name = names[object];
        if (name == null) {
            int number = batch.number(object);
            name = number == EventBatch.NO_NUMBER ? findOrMake(batch.objectId(object)) : registry.find(number);
            if (name == null) {
                throw new IllegalArgumentException("the number has ended or was never given: number=" + number
                        + " objectId=" + batch.objectId(object) + "; append without a number");
            }
            names[object] = name;
        }
        return name;
    }

    private ObjectName findOrMake(String objectId) {
        ObjectName name = registry.find(batch.namespace(), objectId);
        if (name == null) {
            name = registry.make(batch.namespace(), objectId, added.size());
            added = added.isEmpty() ? new ArrayList<>() : added;
            added.add(name);
        }
        return name;
    }

    List<Event> events() {
        return events;
    }

    /** The objects that are new. */
    List<ObjectName> added() {
        return added;
    }

    /** Gives the objects' numbers to the batch. */
    void tellNumbers() {
        for (int object = 0; object < names.length; object++) {
            ObjectName name = names[object];
            if (name != null) {
                batch.setNumber(object, name.number);
            }
        }
    }
}
