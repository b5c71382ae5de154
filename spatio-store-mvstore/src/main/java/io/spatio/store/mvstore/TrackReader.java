package io.spatio.store.mvstore;

import io.spatio.spi.Cancellation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads an object's events in steps that end between two timestamps, so that exact repeats, which share one, collapse
 * within a step. O(log n) for a step and O(1) for each event; the events of one timestamp are held in memory at once.
 */
final class TrackReader {
    /** The most entries walked over under one registered version. */
    static final int MAX_STEP = 4_096;

    private static final int CHECK_EVERY = 1_024;

    private final Reads reads;
    private final long visible;
    private final Cancellation cancellation;

    /**
     * A reader for one cursor. What it shows ends at one place of the append order for all its steps, else a younger event
     * could be seen without an older one that became durable in between.
     */
    TrackReader(Reads reads, long visibleSequence, Cancellation cancellation) {
        this.reads = reads;
        visible = visibleSequence;
        this.cancellation = cancellation;
    }

    /** One step; {@code what} says in errors what was read. */
    <T> T step(Supplier<String> what, Function<MvFile, T> work) {
        return reads.step(what, work);
    }

    /** Reads an object's history, within a step. */
    History history(MvFile file, ObjectName name) {
        return new History(file, name, cancellation);
    }

    void checkOpen() {
        reads.checkOpen();
    }

    /** Ends the work if its caller wants that; asked when the n-th event of a step, from 0, is looked at. */
    void check(int n) {
        if (n % CHECK_EVERY == 0) {
            cancellation.check();
        }
    }

    /** The greatest sequence number that the cursor shows. */
    long visibleSequence() {
        return visible;
    }

    /**
     * Events in the order asked for.
     *
     * @param more whether there may be more after {@code lastMicros}
     */
    record Step(List<Event> events, boolean more, long lastMicros) {}

    /** The next events of a time range, both ends inclusive; about {@code size} of them. */
    Step read(ObjectName name, long fromMicros, long toMicros, boolean newestFirst, int size) {
        RowKey low = new RowKey(name.number, fromMicros, Long.MIN_VALUE);
        RowKey high = new RowKey(name.number, toMicros, Long.MAX_VALUE);
        List<Event> found = new ArrayList<>();
        while (true) {
            RowKey start = newestFirst ? high : low;
            RowKey end = newestFirst ? low : high;
            List<Event> raw = rows(name, start, end, newestFirst, size);
            found.addAll(raw);
            if (raw.size() < size) {
                return new Step(answer(found, newestFirst), false, 0);
            }
            int cut = startOfLastTimestamp(found);
            if (cut > 0) {
                long lastMicros = found.get(cut - 1).timestampMicros();
                return new Step(answer(found.subList(0, cut), newestFirst), true, lastMicros);
            }
            RowKey last = found.get(found.size() - 1).key();
            low = newestFirst ? low : new RowKey(last.object(), last.timestampMicros(), last.sequence() + 1);
            high = newestFirst ? new RowKey(last.object(), last.timestampMicros(), last.sequence() - 1) : high;
        }
    }

    private static int startOfLastTimestamp(List<Event> events) {
        int i = events.size() - 1;
        while (i > 0 && events.get(i - 1).timestampMicros() == events.get(i).timestampMicros()) {
            i--;
        }
        return i;
    }

    private List<Event> rows(ObjectName name, RowKey start, RowKey end, boolean reverse, int size) {
        Supplier<String> what = () -> describe(name, start, end);
        return step(what, file -> history(file, name).read(start, end, reverse, size));
    }

    private static String describe(ObjectName name, RowKey start, RowKey end) {
        return name + " fromMicros=" + Math.min(start.timestampMicros(), end.timestampMicros()) + " toMicros="
                + Math.max(start.timestampMicros(), end.timestampMicros());
    }

    /** Leaves out what must not be seen yet, and all but the last appended of exact repeats. */
    private List<Event> answer(List<Event> events, boolean newestFirst) {
        List<Event> answer = new ArrayList<>(events.size());
        int i = 0;
        while (i < events.size()) {
            int end = i + 1;
            while (end < events.size()
                    && events.get(end).timestampMicros() == events.get(i).timestampMicros()) {
                end++;
            }
            addGroup(events.subList(i, end), newestFirst, answer);
            i = end;
        }
        return answer;
    }

    private void addGroup(List<Event> group, boolean newestFirst, List<Event> answer) {
        if (group.size() == 1) {
            if (group.get(0).sequence() <= visible) {
                answer.add(group.get(0));
            }
            return;
        }
        int begin = answer.size();
        Set<Event.Content> seen = new HashSet<>();
        for (int i = 0; i < group.size(); i++) {
            check(i);
            Event event = group.get(newestFirst ? i : group.size() - 1 - i);
            if (event.sequence() <= visible && (!event.isPosition() || seen.add(event.content()))) {
                answer.add(event);
            }
        }
        if (!newestFirst) {
            Collections.reverse(answer.subList(begin, answer.size()));
        }
    }
}
