package io.spatio.store.mvstore;

import io.spatio.TrackOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The contract by brute force: a list of all events in the append order. */
final class Model {
    private static final Comparator<Seen> HISTORY =
            Comparator.comparingLong(Seen::timestampMicros).thenComparingLong(Seen::sequence);

    private final List<Seen> events = new ArrayList<>();

    void add(Seen event) {
        events.add(event);
    }

    void delete(String namespace, String objectId, long timestampMicros, long sequence) {
        events.add(new Seen(namespace, objectId, timestampMicros, sequence, true, 0, 0, 0, ""));
    }

    /** The first events of the append order. */
    Model prefix(long lastSequence) {
        Model prefix = new Model();
        events.stream().filter(event -> event.sequence() <= lastSequence).forEach(prefix::add);
        return prefix;
    }

    /** The place of the event appended last; 0 for none. */
    long lastSequence() {
        return events.isEmpty() ? 0 : events.get(events.size() - 1).sequence();
    }

    /** Whether there was any. */
    boolean erase(Predicate<Seen> which) {
        return events.removeIf(which);
    }

    List<Seen> history(String namespace, String objectId, long fromMicros, long toMicros, TrackOrder order) {
        List<Seen> history = new ArrayList<>();
        for (Seen event : events) {
            boolean wanted = event.namespace().equals(namespace)
                    && event.objectId().equals(objectId)
                    && event.timestampMicros() >= fromMicros
                    && event.timestampMicros() <= toMicros;
            if (wanted && events.stream().noneMatch(e -> e.sequence() > event.sequence() && e.repeats(event))) {
                history.add(event);
            }
        }
        history.sort(HISTORY);
        if (order == TrackOrder.NEWEST_FIRST) {
            Collections.reverse(history);
        }
        return history;
    }

    Map<String, Seen> greatest() {
        Map<String, Seen> greatest = new TreeMap<>();
        for (Seen event : events) {
            greatest.merge(
                    event.namespace() + "/" + event.objectId(),
                    event,
                    (one, other) -> HISTORY.compare(one, other) > 0 ? one : other);
        }
        return greatest;
    }
}
