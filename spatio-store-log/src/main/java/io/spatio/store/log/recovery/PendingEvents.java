package io.spatio.store.log.recovery;

import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.LastEvent;
import io.spatio.store.log.head.Series;
import io.spatio.store.log.head.StoredObject;

/**
 * Events that were read from the log and not yet noted with their objects. A million objects fit no cache; noted one by one,
 * each event would wait for its own. So a number of them is collected and all their objects are looked at, in a loop so short
 * that the processor waits for many at a time, before the first is noted. One thread.
 */
final class PendingEvents {
    private static final int MOST = 256;

    private final Head head;
    private final long flushedSequence;
    private final LastEvent[] events = new LastEvent[MOST];
    private final StoredObject[] owners = new StoredObject[MOST];
    private final boolean[] beginning = new boolean[MOST];
    private final boolean[] alive = new boolean[MOST];
    private int size;

    /** Events up to {@code flushedSequence} stand in segments, too. */
    PendingEvents(Head head, long flushedSequence) {
        this.head = head;
        this.flushedSequence = flushedSequence;
        for (int i = 0; i < MOST; i++) {
            events[i] = new LastEvent();
        }
    }

    /** Takes one more event of an object; the caller sets it. */
    LastEvent add(StoredObject owner, boolean begins) {
        if (size == MOST) {
            noteAll();
        }
        owners[size] = owner;
        beginning[size] = begins;
        return events[size++];
    }

    /** Notes all events with their objects, in their order. */
    void noteAll() {
        for (int i = 0; i < size; i++) {
            alive[i] = owners[i].isAlive();
        }
        for (int i = 0; i < size; i++) {
            if (alive[i]) {
                note(owners[i], events[i], beginning[i]);
            }
        }
        size = 0;
    }

    private void note(StoredObject object, LastEvent event, boolean begins) {
        object.appended();
        if (event.sequence() <= flushedSequence) {
            object.flush(event, begins);
            return;
        }
        Series series = head.open(object);
        if (begins) {
            series.beginAnew();
        }
        series.append(event);
        head.appended(1, event.metadata().length);
    }
}
