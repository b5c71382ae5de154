package io.spatio.store.mvstore;

import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The positions of many objects on the days whose boxes may meet a region. Days that follow each other are read as one
 * range; a day left out between two of them breaks contiguity only when it has a position to be seen in the time range,
 * which is looked up only then.
 */
final class RegionCursor extends BufferedCursor implements ScanCursor {
    private final Reads reads;
    private final TrackReader reader;
    private final List<ObjectName> names;
    private final Region region;
    private final long fromMicros;
    private final long toMicros;

    private int nameIndex;
    /** Where the search for days goes on; beyond the last day when the object is done. */
    private long nextDay;
    /** The rest of the range being read, empty when from is beyond to. */
    private boolean reading;

    private long rangeFrom;
    private long rangeTo;
    /** The days left out since the last delivered position, none when the first is beyond the last. */
    private boolean skipped;

    private int firstSkipped;
    private int lastSkipped;

    private @Nullable ObjectName deliveredName;
    private boolean gapBeforeStep;
    private boolean contiguous;

    RegionCursor(
            Reads reads, TrackReader reader, List<ObjectName> names, Region region, long fromMicros, long toMicros) {
        super(reads);
        this.reads = reads;
        this.reader = reader;
        this.names = fromMicros > toMicros ? List.of() : names;
        this.region = region;
        this.fromMicros = fromMicros;
        this.toMicros = toMicros;
        nextDay = DayKey.dayOf(fromMicros);
    }

    @Override
    @Nullable
    List<Event> more() {
        if (nameIndex >= names.size()) {
            return null;
        }
        ObjectName name = names.get(nameIndex);
        if (!reading && (name.erased || nextDay > DayKey.dayOf(toMicros) || !findDays(name))) {
            nameIndex++;
            nextDay = DayKey.dayOf(fromMicros);
            skipped = false;
            return List.of();
        }
        return reading ? readRange(name) : List.of();
    }

    private List<Event> readRange(ObjectName name) {
        TrackReader.Step step = reader.read(name, rangeFrom, rangeTo, false, TrackReader.MAX_STEP);
        reading = step.more() && step.lastMicros() < rangeTo;
        rangeFrom = reading ? step.lastMicros() + 1 : rangeFrom;
        List<Event> positions =
                step.events().stream().filter(event -> !event.isDelete()).toList();
        if (!positions.isEmpty()) {
            gapBeforeStep = deliveredName == name && skipped && anySkipped(name);
            skipped = false;
        }
        return positions;
    }

    private boolean anySkipped(ObjectName name) {
        long from = Math.max(fromMicros, DayKey.firstMicros(firstSkipped));
        return reader.anyPosition(name, from, Math.min(toMicros, DayKey.lastMicros(lastSkipped)));
    }

    /** Looks at the next days of an object; false when there are none. Sets the range when some are worth reading. */
    private boolean findDays(ObjectName name) {
        DayKey from = new DayKey(name.number, (int) nextDay);
        DayKey to = new DayKey(name.number, DayKey.dayOf(toMicros));
        List<Day> days = reads.step(() -> name + " days from " + from.day(), file -> {
            return TrackReader.entries(file.day, from, to, TrackReader.MAX_STEP, cursor -> {
                DayKey key = cursor.getKey();
                return new Day(key.day(), decode(name, key, cursor.getValue()));
            });
        });
        if (days.isEmpty()) {
            return false;
        }
        int i = 0;
        while (i < days.size() && !days.get(i).box().mayMeet(region)) {
            skip(days.get(i++).number());
        }
        int first = i;
        while (i < days.size() && days.get(i).box().mayMeet(region)) {
            i++;
        }
        nextDay = days.get(Math.max(i, 1) - 1).number() + 1L;
        if (i > first) {
            reading = true;
            rangeFrom = Math.max(fromMicros, DayKey.firstMicros(days.get(first).number()));
            rangeTo = Math.min(toMicros, DayKey.lastMicros(days.get(i - 1).number()));
        }
        return true;
    }

    private record Day(int number, DayBox box) {}

    private void skip(int day) {
        if (!skipped) {
            skipped = true;
            firstSkipped = day;
        }
        lastSkipped = day;
    }

    private static DayBox decode(ObjectName name, DayKey key, byte[] value) {
        try {
            return DayBox.decode(key, value);
        } catch (RuntimeException e) {
            throw Faults.corrupt(e, name + " day=" + key.day());
        }
    }

    @Override
    void delivered(Event event, boolean firstOfStep) {
        contiguous = deliveredName == event.name() && !(firstOfStep && gapBeforeStep);
        deliveredName = event.name();
    }

    @Override
    public boolean contiguous() {
        return contiguous;
    }
}
