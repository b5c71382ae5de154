package io.spatio.store.mvstore;

import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * In memory, in the order of history, the events that stand in the map {@code tail} and in no block yet. The committer
 * writes, any thread reads: first here, then in the blocks, as an event that is moved is put into its block before it is
 * taken from here. So a reader may see an event twice, with one key, but never misses it.
 */
final class Tail {
    private final Map<Integer, ObjectTail> objects = new ConcurrentHashMap<>();
    /** The objects' numbers, in order. The committer's own. */
    private final NavigableSet<Integer> numbers = new TreeSet<>();

    private final AtomicInteger size = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /** The committer's own. */
    void add(Event event) {
        int number = event.name().number;
        ObjectTail events = objects.get(number);
        if (events == null) {
            events = new ObjectTail();
            objects.put(number, events);
            numbers.add(number);
        }
        if (events.add(event)) {
            size.incrementAndGet();
            bytes.addAndGet(event.sizeBytes());
        }
    }

    /** Takes events of one object, sorted, all of which are here, away. The committer's own. */
    void removeAll(int number, List<Event> gone) {
        ObjectTail events = objects.get(number);
        if (events == null) {
            return;
        }
        size.addAndGet(-events.removeAll(gone));
        gone.forEach(event -> bytes.addAndGet(-event.sizeBytes()));
        if (events.isEmpty()) {
            objects.remove(number);
            numbers.remove(number);
        }
    }

    int size() {
        return size.get();
    }

    /** Roughly, beside a fixed cost for each event. */
    long sizeBytes() {
        return bytes.get();
    }

    /** The first events between two keys of one object, both inclusive; backwards when the first key is the greater. */
    List<Event> read(RowKey start, RowKey end, boolean reverse, int limit) {
        ObjectTail events = objects.get(start.object());
        return events == null ? List.of() : events.read(start, end, reverse, limit);
    }

    /** All events of an object. */
    List<Event> of(int number) {
        return read(RowKey.first(number), RowKey.last(number), false, Integer.MAX_VALUE);
    }

    /**
     * The first place in the append order by which one object has more than {@code most} events here; the greatest long
     * where none has. O(n) in the objects, and in the events of those that have more.
     */
    long firstExcess(int most) {
        long first = Long.MAX_VALUE;
        if (size() > most) {
            for (ObjectTail events : objects.values()) {
                first = Math.min(first, events.excess(most));
            }
        }
        return first;
    }

    /** The first object from a number on that has events here, or null. The committer's own. */
    @Nullable
    Integer objectFrom(int number) {
        return numbers.ceiling(number);
    }
}
