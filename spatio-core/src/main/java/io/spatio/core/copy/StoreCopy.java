package io.spatio.core.copy;

import io.spatio.TrackOrder;
import io.spatio.spi.EventCursor;
import io.spatio.spi.StoredEvent;
import io.spatio.spi.TrajectoryStore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Copies all events of one store into an empty one: each object's by (timestamp, sequence), so that their order stays,
 * bit for bit and byte for byte. Neither store may be used by others meanwhile. O(events); memory is an entry per object.
 *
 * <p>Sequence numbers are given anew. A delete that is an object's greatest event keeps the time at which it was made, and
 * one that is forgotten stays forgotten. Where an object began anew behind such a delete, its greatest event is appended
 * last and begins it anew there, too. One thread.
 */
public final class StoreCopy {
    private static final int PROGRESS_EVERY_EVENTS = 100_000;

    private final TrajectoryStore from;
    private final TrajectoryStore to;
    private final long forgottenMicros;
    private final Consumer<CopyCounts> progress;
    private final Block block;
    private long objects;
    private long positions;
    private long deletes;

    /**
     * A copy.
     *
     * @param from the store to read
     * @param to an empty store
     * @param forgottenMicros a time so long ago that deletes made then are forgotten, in microseconds since 1970
     * @param progress is told now and then how much is done
     */
    public StoreCopy(TrajectoryStore from, TrajectoryStore to, long forgottenMicros, Consumer<CopyCounts> progress) {
        this.from = from;
        this.to = to;
        this.forgottenMicros = forgottenMicros;
        this.progress = progress;
        this.block = new Block(to);
    }

    /** Copies, and returns when everything is on stable storage. */
    public CopyCounts run() {
        ObjectNames.of(from).forEach(this::object);
        block.flush();
        to.sync();
        return counts();
    }

    private CopyCounts counts() {
        return new CopyCounts(objects, positions, deletes);
    }

    private void object(ObjectNames.Name name) {
        int number = from.find(name.namespace(), name.id());
        try (EventCursor cursor = from.read(number, Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.OLDEST_FIRST)) {
            if (name.state() == ObjectNames.State.BEGAN_ANEW) {
                copyBegunAnew(cursor, name);
            } else {
                while (cursor.next()) {
                    append(cursor, name, false);
                }
            }
        }
        objects++;
    }

    /** Appends what stands for the present last: the last position up to the greatest event, and that, if it is a delete. */
    private void copyBegunAnew(EventCursor cursor, ObjectNames.Name name) {
        HeldEvent position = null;
        HeldEvent delete = null;
        while (cursor.next()) {
            if (cursor.timestampMicros() > name.greatestMicros()) {
                append(cursor, name, false);
            } else if (cursor.isDelete()) {
                appendIfAny(delete, name);
                delete = HeldEvent.of(cursor);
            } else {
                appendIfAny(position, name);
                appendIfAny(delete, name);
                delete = null;
                position = HeldEvent.of(cursor);
            }
        }
        if (position != null) {
            append(position, name, true);
        }
        appendIfAny(delete, name);
    }

    private void appendIfAny(@Nullable HeldEvent event, ObjectNames.Name name) {
        if (event != null) {
            append(event, name, false);
        }
    }

    private void append(StoredEvent event, ObjectNames.Name name, boolean beginsAnew) {
        int object = to.register(event.namespace(), event.objectId());
        if (event.isDelete()) {
            block.flush();
            boolean remembered =
                    name.state() != ObjectNames.State.FORGOTTEN && event.timestampMicros() == name.greatestMicros();
            to.appendDelete(object, event.timestampMicros(), remembered ? name.madeAtMicros() : forgottenMicros);
            deletes++;
        } else {
            block.add(object, event, beginsAnew);
            positions++;
        }
        if ((positions + deletes) % PROGRESS_EVERY_EVENTS == 0) {
            progress.accept(counts());
        }
    }
}
