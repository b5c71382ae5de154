package io.spatio.testkit.store;

import io.spatio.testkit.model.ModelEvent;
import io.spatio.testkit.store.ListStoreFile.Entry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The events of one object of a list store, by time and sequence; used under the store's lock. */
final class ListHistory {
    private final StoreFault fault;
    private final List<Entry> entries = new ArrayList<>();
    private boolean hadLate;

    ListHistory(StoreFault fault) {
        this.fault = fault;
    }

    List<Entry> entries() {
        return entries;
    }

    Comparator<ModelEvent> order() {
        return fault == StoreFault.ORDER_OVERFLOWS
                ? (a, b) -> a.micros() == b.micros()
                        ? Long.compare(a.sequence(), b.sequence())
                        : a.micros() - b.micros() < 0 ? -1 : 1
                : ModelEvent.ORDER;
    }

    void add(Entry entry) {
        Entry repeated = repeated(entry);
        if (repeated != null && fault == StoreFault.FIRST_REPEAT_KEPT) {
            return;
        }
        boolean beginningGoesOn = false;
        if (repeated != null && fault != StoreFault.REPEATS_KEPT) {
            entries.remove(repeated);
            beginningGoesOn = repeated.begins();
        }
        entries.add(placeOf(entry.event()), entry);
        if (beginningGoesOn) {
            passOn(repeated.event().sequence());
        }
    }

    private int placeOf(ModelEvent event) {
        int place = entries.size();
        while (place > 0 && isBefore(event, entries.get(place - 1).event())) {
            place--;
        }
        hadLate |= place < entries.size();
        return place;
    }

    private boolean isBefore(ModelEvent event, ModelEvent other) {
        if (fault == StoreFault.LATE_RECORD_REVERSES_EQUALS && hadLate) {
            return event.micros() <= other.micros();
        }
        return order().compare(event, other) < 0;
    }

    private Entry repeated(Entry entry) {
        for (int i = entries.size() - 1; i >= 0; i--) {
            ModelEvent other = entries.get(i).event();
            if (other.repeats(entry.event())) {
                return entries.get(i);
            }
            if (other.micros() < entry.event().micros() && fault != StoreFault.ORDER_OVERFLOWS) {
                return null;
            }
        }
        return null;
    }

    /** An object that began again with an event taken out begins with the one appended next. */
    private void passOn(long sequence) {
        entries.stream()
                .filter(other -> other.event().sequence() > sequence)
                .min(Comparator.comparingLong(other -> other.event().sequence()))
                .ifPresent(next -> entries.set(
                        entries.indexOf(next),
                        new Entry(next.namespace(), next.objectId(), next.event(), next.madeAtMicros(), true)));
    }

    /** Drops the oldest, if it is not all there is. */
    boolean dropOldest() {
        if (entries.size() < 2) {
            return false;
        }
        entries.remove(fault == StoreFault.CURRENT_DROPPED ? entries.size() - 1 : 0);
        return true;
    }

    /** The greatest event since the object last began again. */
    Entry state() {
        List<Entry> appended = new ArrayList<>(entries);
        appended.sort(Comparator.comparingLong(entry -> entry.event().sequence()));
        Entry state = appended.get(0);
        for (Entry entry : appended) {
            boolean begins = fault != StoreFault.FORGOTTEN_DELETE_WINS && entry.begins();
            if (begins || order().compare(entry.event(), state.event()) > 0) {
                state = entry;
            }
        }
        return state;
    }
}
