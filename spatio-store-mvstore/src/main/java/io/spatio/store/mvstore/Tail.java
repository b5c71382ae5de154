package io.spatio.store.mvstore;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * In memory, in the order of history, the events that stand in the map {@code tail} and in no block yet. The committer
 * writes, any thread reads: first here, then in the blocks, as an event that is moved is put into its block before it is
 * taken from here. So a reader may see it twice, with one key, but never not at all.
 */
final class Tail {
    private final NavigableMap<RowKey, Event> events = new ConcurrentSkipListMap<>();
    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /** The committer's own. */
    void add(Event event) {
        if (events.put(event.key(), event) == null) {
            count(1, event.sizeBytes());
        }
    }

    /** The committer's own. */
    void removeAll(Collection<Event> gone) {
        for (Event event : gone) {
            if (events.remove(event.key()) != null) {
                count(-1, -event.sizeBytes());
            }
        }
    }

    private void count(int number, long sizeBytes) {
        size.addAndGet(number);
        bytes.addAndGet(sizeBytes);
    }

    int size() {
        return size.get();
    }

    /** Roughly, beside a fixed cost for each event. */
    long sizeBytes() {
        return bytes.get();
    }

    /** The first events between two keys, both inclusive; backwards when the first key is the greater. */
    List<Event> read(RowKey start, RowKey end, boolean reverse, int limit) {
        NavigableMap<RowKey, Event> range =
                reverse ? events.subMap(end, true, start, true).descendingMap() : events.subMap(start, true, end, true);
        List<Event> found = new ArrayList<>();
        for (Event event : range.values()) {
            if (found.size() == limit) {
                break;
            }
            found.add(event);
        }
        return found;
    }

    /** All events of an object. */
    List<Event> of(int number) {
        return read(RowKey.first(number), RowKey.last(number), false, Integer.MAX_VALUE);
    }

    /** The first event from a key on, or null. */
    @Nullable
    Event from(RowKey key) {
        Map.Entry<RowKey, Event> entry = events.ceilingEntry(key);
        return entry == null ? null : entry.getValue();
    }
}
