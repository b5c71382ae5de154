package io.spatio.store.mvstore;

import io.spatio.spi.ReadRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The greatest event of every object, in the order of their numbers. */
final class RecoverCursor extends BufferedCursor {
    private final TrackReader reader;
    private final Registry registry;
    private final long oldestDeleteMicros;
    private final int[] numbers;
    private int next;

    /** Deletes made before {@code oldestDeleteMicros} are left out. */
    RecoverCursor(TrackReader reader, Registry registry, long oldestDeleteMicros) {
        super(reader);
        this.reader = reader;
        this.registry = registry;
        this.oldestDeleteMicros = oldestDeleteMicros;
        numbers = registry.numbers();
    }

    @Override
    @Nullable
    List<Event> more() {
        if (next == numbers.length) {
            return null;
        }
        int begin = next;
        int end = Math.min(numbers.length, begin + TrackReader.MAX_STEP);
        List<Event> lasts = new ArrayList<>();
        reader.step(() -> "the last positions from object number " + numbers[begin], file -> {
            for (int i = begin; i < end; i++) {
                ObjectName name = registry.find(numbers[i]);
                Event greatest = name == null ? null : greatest(file, name);
                if (greatest != null) {
                    lasts.add(greatest);
                }
            }
            return lasts;
        });
        next = end;
        return lasts.stream().map(this::visible).filter(Objects::nonNull).toList();
    }

    private @Nullable Event greatest(MvFile file, ObjectName name) {
        List<Event> arriving = new ArrayList<>(file.tail.of(name.number)); // before the maps: see Tail
        byte[] value = file.last.get(name.number);
        LastFormat.Last known = value == null ? null : decode(name, value);
        long visible = reader.visibleSequence();
        arriving.removeIf(event -> event.sequence() > visible);
        return known == null && arriving.isEmpty() ? null : Mover.greatest(known, arriving);
    }

    static LastFormat.Last decode(ObjectName name, byte[] value) {
        try {
            return LastFormat.decode(name, value);
        } catch (RuntimeException e) {
            throw Faults.translate(e, name + " last event");
        }
    }

    private @Nullable Event visible(Event last) {
        if (last.sequence() > reader.visibleSequence()) {
            return greatestVisible(last.name());
        }
        boolean forgotten = last.isDelete() && last.origin().madeAtMicros() < oldestDeleteMicros;
        return forgotten ? null : last;
    }

    /** Only under ALWAYS, for an object written at this very moment: its greatest event is not to be seen yet. */
    private @Nullable Event greatestVisible(ObjectName name) {
        Greatest greatest = new Greatest();
        try (TrackCursor track = new TrackCursor(reader, name, ReadRequest.of(name.namespace, name.objectId))) {
            List<Event> events = track.more();
            while (events != null) {
                events.forEach(greatest::accept);
                events = track.more();
            }
        }
        return greatest.found();
    }
}
