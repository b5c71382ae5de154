package io.spatio.core.copy;

import io.spatio.TrackOrder;
import io.spatio.spi.EventCursor;
import io.spatio.spi.StoredEvent;
import io.spatio.spi.TrajectoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies all events of one store into an empty one: each object's by (timestamp, sequence), so that their order stays,
 * bit for bit and byte for byte. Neither store may be used by others meanwhile. O(events); memory is an entry per object.
 *
 * <p>Sequence numbers are given anew, and deletes count as appended at the time of copying. That would bring back deletes
 * that the store has forgotten, and let them outweigh what came after them. Therefore objects whose delete is forgotten
 * are appended first, with the clock standing long ago; where an object began anew behind such a delete, its greatest
 * event is appended last, with the clock at the present, and so begins it anew there, too. One thread.
 */
public final class StoreCopy {
    private static final int PROGRESS_EVERY_EVENTS = 100_000;

    private final TrajectoryStore from;
    private final TrajectoryStore to;
    private final CopyClock clock;
    private final Consumer<CopyCounts> progress;
    private final Block block;
    private final List<HeldEvent> beginners = new ArrayList<>();
    private long objects;
    private long positions;
    private long deletes;

    /**
     * A copy.
     *
     * @param from the store to read
     * @param to an empty store, opened with {@code clock}
     * @param clock tells {@code to} when its deletes are appended
     * @param progress is told now and then how much is done
     */
    public StoreCopy(TrajectoryStore from, TrajectoryStore to, CopyClock clock, Consumer<CopyCounts> progress) {
        this.from = from;
        this.to = to;
        this.clock = clock;
        this.progress = progress;
        this.block = new Block(to);
    }

    /** Copies, and returns when everything is on stable storage. */
    public CopyCounts run() {
        List<ObjectNames.Name> names = ObjectNames.of(from);
        clock.stand(true);
        for (ObjectNames.Name name : names) {
            if (name.state() != ObjectNames.State.PLAIN) {
                object(name);
            }
        }
        block.flush();
        clock.stand(false);
        for (HeldEvent event : beginners) {
            append(event);
        }
        for (ObjectNames.Name name : names) {
            if (name.state() == ObjectNames.State.PLAIN) {
                object(name);
            }
        }
        block.flush();
        to.sync();
        return counts();
    }

    private CopyCounts counts() {
        return new CopyCounts(objects, positions, deletes);
    }

    private void object(ObjectNames.Name name) {
        boolean anew = name.state() == ObjectNames.State.BEGAN_ANEW;
        HeldEvent greatest = null;
        int number = from.find(name.namespace(), name.id());
        try (EventCursor cursor = from.read(number, Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST)) {
            while (cursor.next()) {
                if (!anew || cursor.timestampMicros() > name.greatestMicros()) {
                    append(cursor);
                } else {
                    // The last of these is the greatest; of equal timestamps it is the one appended last.
                    appendIfAny(greatest);
                    greatest = HeldEvent.of(cursor);
                }
            }
        }
        if (greatest != null) {
            beginners.add(greatest);
        }
        objects++;
    }

    private void appendIfAny(@Nullable HeldEvent event) {
        if (event != null) {
            append(event);
        }
    }

    private void append(StoredEvent event) {
        int object = to.register(event.namespace(), event.objectId());
        if (event.isDelete()) {
            block.flush();
            to.appendDelete(object, event.timestampMicros());
            deletes++;
        } else {
            block.add(object, event);
            positions++;
        }
        if ((positions + deletes) % PROGRESS_EVERY_EVENTS == 0) {
            progress.accept(counts());
        }
    }
}
