package io.spatio.store.mvstore;

import io.spatio.TrackOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of one object in a time range, in steps that grow, so that the newest few are cheap. */
final class TrackCursor extends BufferedCursor {
    private static final int FIRST_STEP = 32;

    private final TrackReader reader;
    private final @Nullable ObjectName name;
    private final boolean newestFirst;
    private long fromMicros;
    private long toMicros;
    private int size = FIRST_STEP;
    private boolean ended;

    TrackCursor(
            Reads reads,
            TrackReader reader,
            @Nullable ObjectName name,
            long fromMicros,
            long toMicros,
            TrackOrder order) {
        super(reads);
        this.reader = reader;
        this.name = name;
        this.fromMicros = fromMicros;
        this.toMicros = toMicros;
        newestFirst = order == TrackOrder.NEWEST_FIRST;
        ended = name == null || fromMicros > toMicros;
    }

    @Override
    @Nullable
    List<Event> more() {
        if (ended || name == null || name.erased) {
            return null;
        }
        TrackReader.Step step = reader.read(name, fromMicros, toMicros, newestFirst, size);
        size = Math.min(size * 4, TrackReader.MAX_STEP);
        long edge = newestFirst ? fromMicros : toMicros;
        ended = !step.more() || step.lastMicros() == edge;
        if (!ended && newestFirst) {
            toMicros = step.lastMicros() - 1;
        } else if (!ended) {
            fromMicros = step.lastMicros() + 1;
        }
        return step.events();
    }
}
