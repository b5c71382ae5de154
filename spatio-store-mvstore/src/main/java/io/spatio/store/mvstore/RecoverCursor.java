package io.spatio.store.mvstore;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The greatest event of every object, in the order of their numbers. */
final class RecoverCursor extends BufferedCursor {
    private final Reads reads;
    private final TrackReader reader;
    private final Registry registry;
    private final long oldestDeleteMicros;
    private int fromNumber = 1;
    private boolean ended;

    /** Deletes made before {@code oldestDeleteMicros} are left out. */
    RecoverCursor(Reads reads, TrackReader reader, Registry registry, long oldestDeleteMicros) {
        super(reads);
        this.reads = reads;
        this.reader = reader;
        this.registry = registry;
        this.oldestDeleteMicros = oldestDeleteMicros;
    }

    @Override
    @Nullable
    List<Event> more() {
        if (ended) {
            return null;
        }
        int from = fromNumber;
        List<Event> lasts = new ArrayList<>();
        int[] highest = {from};
        int count = reads.step(() -> "the last positions from object number " + from, file -> {
            List<Integer> numbers =
                    TrackReader.entries(file.last, from, Integer.MAX_VALUE, TrackReader.MAX_STEP, cursor -> {
                        ObjectName name = registry.find(cursor.getKey());
                        if (name != null) {
                            lasts.add(decode(name, cursor.getValue()));
                        }
                        return cursor.getKey();
                    });
            highest[0] = numbers.isEmpty() ? from : numbers.get(numbers.size() - 1);
            return numbers.size();
        });
        ended = count < TrackReader.MAX_STEP || highest[0] == Integer.MAX_VALUE;
        fromNumber = ended ? from : highest[0] + 1;
        return lasts.stream().map(this::visible).filter(Objects::nonNull).toList();
    }

    static Event decode(ObjectName name, byte[] value) {
        try {
            return RowFormat.decodeLast(name, value);
        } catch (RuntimeException e) {
            throw Faults.corrupt(e, name + " last event");
        }
    }

    private @Nullable Event visible(Event last) {
        if (last.sequence() > reader.visibleSequence()) {
            return greatestVisible(last.name());
        }
        boolean forgotten = last.isDelete() && last.origin().madeAtMicros() < oldestDeleteMicros;
        return forgotten ? null : last;
    }

    /** Only under ALWAYS, for an object written at this very moment: its greatest event is not durable yet. */
    private @Nullable Event greatestVisible(ObjectName name) {
        try (TrackCursor rows = new TrackCursor(
                reads, reader, name, Long.MIN_VALUE, Long.MAX_VALUE, io.spatio.TrackOrder.NEWEST_FIRST)) {
            List<Event> events = rows.more();
            while (events != null) {
                if (!events.isEmpty()) {
                    Event greatest = events.get(0);
                    return greatest.isDelete() ? greatest.madeAt(oldestDeleteMicros) : greatest;
                }
                events = rows.more();
            }
            return null;
        }
    }
}
