package io.spatio.store.mvstore;

import io.spatio.TrackOrder;
import io.spatio.spi.ReadRequest;
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

    /** Of an object, or of none. */
    TrackCursor(TrackReader reader, @Nullable ObjectName name, ReadRequest request) {
        super(reader);
        this.reader = reader;
        this.name = name;
        fromMicros = request.fromMicros();
        toMicros = request.toMicros();
        newestFirst = request.order() == TrackOrder.NEWEST_FIRST;
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
