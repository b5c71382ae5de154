package io.spatio.testkit.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** All events of one object, by (timestamp, sequence), repeats collapsed. One thread at a time. */
public final class ModelHistory {
    private final List<ModelEvent> events = new ArrayList<>();

    /** Adds an event; of positions that repeat each other the one appended last stays. */
    public void add(ModelEvent event) {
        for (int i = placeOf(event) - 1; i >= 0 && events.get(i).micros() == event.micros(); i--) {
            if (events.get(i).repeats(event)) {
                events.remove(i);
                break;
            }
        }
        events.add(placeOf(event), event);
    }

    /** Where an event of a new sequence belongs. */
    private int placeOf(ModelEvent event) {
        return -Collections.binarySearch(events, event, ModelEvent.ORDER) - 1;
    }

    /** Every event, oldest first. */
    public List<ModelEvent> events() {
        return Collections.unmodifiableList(events);
    }

    /** The events of a time range, both ends inclusive, oldest first. */
    public List<ModelEvent> between(long fromMicros, long toMicros) {
        return events.stream()
                .filter(event -> event.micros() >= fromMicros && event.micros() <= toMicros)
                .toList();
    }

    /** The positions of a time range, both ends inclusive, oldest first. */
    public List<ModelEvent> positionsBetween(long fromMicros, long toMicros) {
        return between(fromMicros, toMicros).stream()
                .filter(event -> !event.delete())
                .toList();
    }

    /** The greatest event, which decides the current state. */
    public Optional<ModelEvent> last() {
        return events.isEmpty() ? Optional.empty() : Optional.of(events.get(events.size() - 1));
    }
}
