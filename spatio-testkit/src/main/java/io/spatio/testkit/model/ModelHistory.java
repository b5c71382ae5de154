package io.spatio.testkit.model;

import io.spatio.spi.StoreContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All events of one object, by (timestamp, sequence), repeats collapsed, and the state that follows from them. One thread at
 * a time.
 */
public final class ModelHistory {
    private static final Duration HORIZON = StoreContext.DEFAULT_TOMBSTONE_HORIZON;

    private final List<ModelEvent> events = new ArrayList<>();
    private @Nullable ModelEvent state;
    private Instant stateSince = Instant.MIN;

    /**
     * Adds an event that is appended at a time; of positions that repeat each other the one appended last stays. After a
     * forgotten delete the object begins again.
     */
    public void add(ModelEvent event, Instant appendedAt) {
        add(event, appendedAt, beginsAgain(appendedAt));
    }

    /** The same, told whether the object begins again. */
    public void add(ModelEvent event, Instant appendedAt, boolean beginsAgain) {
        if (state == null || beginsAgain || ModelEvent.ORDER.compare(event, state) > 0) {
            state = event;
            stateSince = appendedAt;
        }
        for (int i = placeOf(event) - 1; i >= 0 && events.get(i).micros() == event.micros(); i--) {
            if (events.get(i).repeats(event)) {
                events.remove(i);
                break;
            }
        }
        events.add(placeOf(event), event);
    }

    /** The same events and the same state, to be changed on its own. */
    public ModelHistory copy() {
        ModelHistory copy = new ModelHistory();
        copy.events.addAll(events);
        copy.state = state;
        copy.stateSince = stateSince;
        return copy;
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

    /** The event that decides the current state; empty when there is none. */
    public Optional<ModelEvent> state() {
        return Optional.ofNullable(state);
    }

    /** When the event that decides the current state was appended. */
    public Instant stateSince() {
        return stateSince;
    }

    /** Whether an event appended now begins the object again. */
    public boolean beginsAgain(Instant now) {
        return state == null || isForgotten(now);
    }

    /** Whether the state is a delete appended longer ago than the horizon. */
    public boolean isForgotten(Instant now) {
        return state != null && state.delete() && stateSince.plus(HORIZON).isBefore(now);
    }
}
