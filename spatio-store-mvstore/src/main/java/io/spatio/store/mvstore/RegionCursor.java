package io.spatio.store.mvstore;

import io.spatio.spi.ScanCursor;
import io.spatio.spi.ScanRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The positions of many objects, but for those of blocks whose boxes meet no region: an object's time is read in ranges
 * between such blocks. A block left out between two delivered positions breaks contiguity.
 */
final class RegionCursor extends BufferedCursor implements ScanCursor {
    private final TrackReader reader;
    private final List<ObjectName> names;
    private final ScanRequest request;
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

    RegionCursor(TrackReader reader, List<ObjectName> names, ScanRequest request) {
        super(reader);
        this.reader = reader;
        this.request = request;
        query = new RangePlan.Query(request, reader.visibleSequence());
        this.names = request.fromMicros() > request.toMicros() ? List.of() : names;
        planFrom = request.fromMicros();
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
            planFrom = request.fromMicros();
            skipped = false;
        } else {
            plan(name);
        }
        return List.of();
    }

    private void plan(ObjectName name) {
        long from = planFrom;
        RangePlan.Known known = reader.step(
                () -> name + " blocks from " + from,
                file -> RangePlan.Known.of(reader.history(file, name), from, request.toMicros()));
        RangePlan plan = RangePlan.of(known, query, from);
        ranges.addAll(plan.ranges());
        planned = plan.nextMicros() == null;
        planFrom = plan.nextMicros() == null ? request.fromMicros() : plan.nextMicros();
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
