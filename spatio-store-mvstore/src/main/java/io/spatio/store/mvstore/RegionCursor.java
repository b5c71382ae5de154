package io.spatio.store.mvstore;

import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The positions of many objects, but for those of blocks whose boxes meet no region: an object's time is read in ranges
 * between such blocks. A block left out between two delivered positions breaks contiguity.
 */
final class RegionCursor extends BufferedCursor implements ScanCursor {
    private final Reads reads;
    private final TrackReader reader;
    private final List<ObjectName> names;
    private final RangePlan.Query query;

    private int nameIndex;
    /** Whether all of the object's blocks have been looked at; else from where on. */
    private boolean planned;

    private long planFrom;
    private final Deque<RangePlan.Range> ranges = new ArrayDeque<>();
    /** Whether a block with positions was left out since the last delivered position. */
    private boolean skipped;

    private @Nullable ObjectName deliveredName;
    private boolean gapBeforeStep;
    private boolean contiguous;

    RegionCursor(
            Reads reads, TrackReader reader, List<ObjectName> names, Region region, long fromMicros, long toMicros) {
        super(reads);
        this.reads = reads;
        this.reader = reader;
        this.names = fromMicros > toMicros ? List.of() : names;
        query = new RangePlan.Query(region, fromMicros, toMicros, reader.visibleSequence());
        planFrom = fromMicros;
    }

    @Override
    @Nullable
    List<Event> more() {
        if (nameIndex >= names.size()) {
            return null;
        }
        ObjectName name = names.get(nameIndex);
        RangePlan.Range range = ranges.poll();
        if (range != null) {
            return read(name, range);
        }
        if (planned || name.erased) {
            nameIndex++;
            planned = false;
            planFrom = query.fromMicros();
            skipped = false;
        } else {
            plan(name);
        }
        return List.of();
    }

    private void plan(ObjectName name) {
        long from = planFrom;
        RangePlan.Known known = reads.step(
                () -> name + " blocks from " + from, file -> RangePlan.Known.of(file, name, from, query.toMicros()));
        RangePlan plan = RangePlan.of(known, query, from);
        ranges.addAll(plan.ranges());
        planned = plan.nextMicros() == null;
        planFrom = plan.nextMicros() == null ? query.fromMicros() : plan.nextMicros();
    }

    private List<Event> read(ObjectName name, RangePlan.Range range) {
        skipped |= range.afterGap();
        if (range.isEmpty()) {
            return List.of();
        }
        TrackReader.Step step = reader.read(name, range.fromMicros(), range.toMicros(), false, TrackReader.MAX_STEP);
        if (step.more() && step.lastMicros() < range.toMicros()) {
            ranges.addFirst(new RangePlan.Range(step.lastMicros() + 1, range.toMicros(), false));
        }
        List<Event> positions = step.events().stream().filter(Event::isPosition).toList();
        if (!positions.isEmpty()) {
            gapBeforeStep = deliveredName == name && skipped;
            skipped = false;
        }
        return positions;
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
