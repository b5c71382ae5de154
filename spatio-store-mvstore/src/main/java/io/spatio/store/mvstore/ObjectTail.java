package io.spatio.store.mvstore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One object's events in the tail, sorted. The committer writes: what arrives in the order of time is appended in O(1), what
 * is late in O(n). Any thread reads what was published: it never looks beyond its count, so appending disturbs nobody.
 */
final class ObjectTail {
    private static final Event[] NONE = {};

    private record Sorted(Event[] events, int count) {}

    private volatile Sorted published = new Sorted(NONE, 0);

    /** Whether it was not there before. */
    boolean add(Event event) {
        Sorted now = published;
        RowKey key = event.key();
        int at = now.count == 0 || compare(now.events[now.count - 1], key) < 0 ? now.count : find(now, key);
        if (at < now.count && compare(now.events[at], key) == 0) {
            return false;
        }
        Event[] events = now.events;
        if (at < now.count || now.count == events.length) {
            events = Arrays.copyOf(now.events, Math.max(4, now.count + (now.count >> 1) + 1));
            System.arraycopy(now.events, at, events, at + 1, now.count - at);
        }
        events[at] = event;
        published = new Sorted(events, now.count + 1);
        return true;
    }

    /** Takes events, sorted, away; returns how many of them were there. */
    int removeAll(List<Event> gone) {
        Sorted now = published;
        Event[] kept = new Event[now.count];
        int count = 0;
        int next = 0;
        for (int i = 0; i < now.count; i++) {
            if (next < gone.size() && compare(now.events[i], gone.get(next).key()) == 0) {
                next++;
            } else {
                kept[count++] = now.events[i];
            }
        }
        published = new Sorted(kept, count);
        return now.count - count;
    }

    /** The place in the append order of the event after the first {@code most}; the greatest long where there is none. */
    long excess(int most) {
        Sorted now = published;
        return now.count <= most
                ? Long.MAX_VALUE
                : Arrays.stream(now.events, 0, now.count)
                        .mapToLong(Event::sequence)
                        .sorted()
                        .skip(most)
                        .findFirst()
                        .orElse(Long.MAX_VALUE);
    }

    boolean isEmpty() {
        return published.count == 0;
    }

    /** The first events between two keys, both inclusive; backwards when the first key is the greater. */
    List<Event> read(RowKey start, RowKey end, boolean reverse, int limit) {
        Sorted now = published;
        List<Event> found = new ArrayList<>();
        if (reverse) {
            int at = find(now, start);
            at = at < now.count && compare(now.events[at], start) == 0 ? at : at - 1;
            for (; at >= 0 && found.size() < limit && compare(now.events[at], end) >= 0; at--) {
                found.add(now.events[at]);
            }
        } else {
            for (int at = find(now, start); at < now.count && found.size() < limit; at++) {
                if (compare(now.events[at], end) > 0) {
                    break;
                }
                found.add(now.events[at]);
            }
        }
        return found;
    }

    /** The place of the first event not before a key. */
    private static int find(Sorted sorted, RowKey key) {
        int low = 0;
        int high = sorted.count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(sorted.events[middle], key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int compare(Event event, RowKey key) {
        int byTime = Long.compare(event.timestampMicros(), key.timestampMicros());
        return byTime != 0 ? byTime : Long.compare(event.sequence(), key.sequence());
    }
}
