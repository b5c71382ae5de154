package com.example.journal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One object, from its first event until it is erased. Used under the store's lock. */
final class StoredObject {
    /** Namespace and id: two texts, so that no two objects can share a key. */
    record Name(String namespace, String objectId) {}

    final Name name;
    final int number;

    /** By (timestamp, sequence). */
    private final List<Event> history = new ArrayList<>();

    private Event greatest;

    StoredObject(Name name, int number) {
        this.name = name;
        this.number = number;
    }

    void add(Event event, boolean begins) {
        addToHistory(event);
        // The sequence is greater than any before, so an equal timestamp is the greater event, too.
        if (greatest == null || begins || event.micros() >= greatest.micros()) {
            greatest = event;
        }
    }

    private void addToHistory(Event event) {
        int place = placeAfter(event);
        for (int i = place - 1; i >= 0 && history.get(i).micros() == event.micros(); i--) {
            if (history.get(i).repeats(event)) {
                history.remove(i);
                place--;
                break;
            }
        }
        history.add(place, event);
    }

    /** Where an event belongs: at the end, as a rule. */
    private int placeAfter(Event event) {
        int last = history.size() - 1;
        if (last < 0 || Event.ORDER.compare(history.get(last), event) < 0) {
            return last + 1;
        }
        return -Collections.binarySearch(history, event, Event.ORDER) - 1;
    }

    /** Puts what a rewritten file says in place of what the events alone would say. */
    void setGreatest(Event event) {
        greatest = event;
    }

    Event greatest() {
        return greatest;
    }

    /** A copy of the events in a range, oldest first. */
    List<Event> events(long fromMicros, long toMicros) {
        return history.stream()
                .filter(event -> event.micros() >= fromMicros && event.micros() <= toMicros)
                .toList();
    }

    List<Event> events() {
        return List.copyOf(history);
    }
}
