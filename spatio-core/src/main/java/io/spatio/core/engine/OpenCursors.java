package io.spatio.core.engine;

import io.spatio.spi.EventCursor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The cursors behind streams that users have not closed yet, so that closing the database ends them. Any thread. */
final class OpenCursors {
    private final Set<EventCursor> open = ConcurrentHashMap.newKeySet();

    EventCursor add(EventCursor cursor) {
        open.add(cursor);
        return cursor;
    }

    void close(EventCursor cursor) {
        open.remove(cursor);
        cursor.close();
    }

    void closeAll() {
        for (EventCursor cursor : open) {
            close(cursor);
        }
    }
}
