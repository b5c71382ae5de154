package io.spatio.store.mvstore;

import io.spatio.error.DatabaseClosedException;
import io.spatio.spi.EventCursor;
import io.spatio.spi.EventKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A walk over events that come in steps. One thread at a time; close may come from another. */
abstract class BufferedCursor implements EventCursor {
    private final TrackReader reader;
    private volatile boolean closed;
    private List<Event> events = List.of();
    private int index;
    private @Nullable Event current;

    BufferedCursor(TrackReader reader) {
        this.reader = reader;
    }

    /** The next events, maybe none; null at the end. */
    abstract @Nullable List<Event> more();

    @Override
    public final boolean next() {
        if (closed) {
            throw new DatabaseClosedException();
        }
        reader.checkOpen();
        while (true) {
            while (index >= events.size()) {
                reader.check(0);
                List<Event> next = more();
                if (next == null) {
                    events = List.of();
                    index = 0;
                    current = null;
                    return false;
                }
                events = next;
                index = 0;
            }
            reader.check(index);
            Event event = events.get(index++);
            if (!event.name().erased) {
                current = event;
                delivered(event, index == 1);
                return true;
            }
        }
    }

    /** Told of each event before it is seen. */
    void delivered(Event event, boolean firstOfStep) {}

    private Event current() {
        Event event = current;
        if (event == null) {
            throw new IllegalStateException("the cursor stands on no event: next() must have returned true");
        }
        return event;
    }

    @Override
    public final int object() {
        return current().name().number;
    }

    @Override
    public final String namespace() {
        return current().name().namespace;
    }

    @Override
    public final String objectId() {
        return current().name().objectId;
    }

    @Override
    public final long sequence() {
        return current().sequence();
    }

    @Override
    public final long timestampMicros() {
        return current().timestampMicros();
    }

    @Override
    public final EventKind kind() {
        return current().isDelete() ? EventKind.DELETE : EventKind.POSITION;
    }

    @Override
    public final long madeAtMicros() {
        return current().origin().madeAtMicros();
    }

    @Override
    public final double lon() {
        return current().lon();
    }

    @Override
    public final double lat() {
        return current().lat();
    }

    @Override
    public final double alt() {
        return current().alt();
    }

    @Override
    public final byte[] metadata() {
        return current().metadata();
    }

    @Override
    public final void close() {
        closed = true;
    }
}
