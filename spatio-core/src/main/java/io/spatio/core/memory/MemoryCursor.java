package io.spatio.core.memory;

import io.spatio.TrackOrder;
import io.spatio.error.DatabaseClosedException;
import io.spatio.spi.Cancellation;
import io.spatio.spi.EventKind;
import io.spatio.spi.ScanCursor;
import org.jspecify.annotations.Nullable;

/** Walks over objects and the events of each, of which it copies a block at a time under the store's lock. */
final class MemoryCursor implements ScanCursor {
    /** What is walked over. */
    enum Kind {
        /** Positions and deletes. */
        EVENTS,
        /** Positions. */
        POSITIONS,
        /** The greatest event of every object. */
        GREATEST
    }

    /** What of each object is given. */
    record Selection(Kind kind, TrackOrder order, long fromMicros, long toMicros, Cancellation cancellation) {}

    private final MemoryTrajectoryStore store;
    private final ObjectWalk walk;
    private final Selection selection;
    private volatile boolean closed;

    // The object.
    private int object;
    private int stamp;
    private String namespace = "";
    private String objectId = "";
    private @Nullable TrackReader reader;
    private final long[] ahead = new long[TrackReader.AHEAD];
    private boolean walkEnded;

    // The events copied last, and the one it stands on.
    private final EventBlock block = new EventBlock();
    private int at = -1;
    private boolean follows;
    private boolean contiguous;

    MemoryCursor(MemoryTrajectoryStore store, ObjectWalk walk, Selection selection) {
        this.store = store;
        this.walk = walk;
        this.selection = selection;
    }

    @Override
    public boolean next() {
        while (advance()) {
            if (selection.kind() != Kind.POSITIONS || !block.isDelete(at)) {
                contiguous = follows;
                follows = true;
                return true;
            }
        }
        return false;
    }

    private boolean advance() {
        if (closed) {
            throw new DatabaseClosedException();
        }
        at++;
        while (at >= block.size()) {
            block.clear();
            at = 0;
            if (walkEnded) {
                store.requireOpen();
                return false;
            }
            selection.cancellation().check(); // a block is small, and so is what is passed over for one
            store.read(this::fill);
        }
        return true;
    }

    /** Copies a block, or finds that it must be asked again or that the walk has ended. */
    private void fill(ObjectLedger ledger, MemoryHistory history) {
        if (reader == null) {
            begin(ledger, history);
        } else if (!ledger.isKnown(object) || ledger.stamp(object) != stamp) {
            reader = null;
        }
        if (reader != null) {
            reader.read(block);
            follows &= !block.beginsAfterGap;
            if (reader.ended()) {
                reader = null;
            }
        }
    }

    private void begin(ObjectLedger ledger, MemoryHistory history) {
        int number = walk.next(ledger);
        walkEnded = number == ObjectWalk.END;
        if (number < 0) {
            return;
        }
        object = number;
        stamp = ledger.stamp(number);
        namespace = ledger.owner(number).namespace;
        objectId = ledger.id(number);
        follows = false;
        if (selection.kind() == Kind.GREATEST) {
            history.copyGreatest(object, block);
        } else {
            reader = new TrackReader(history, object, selection, ahead);
        }
    }

    private int requireEvent() {
        if (at < 0 || at >= block.size()) {
            throw new IllegalStateException("the cursor stands on no event: call next() first");
        }
        return at;
    }

    @Override
    public boolean contiguous() {
        return contiguous;
    }

    @Override
    public int object() {
        requireEvent();
        return object;
    }

    @Override
    public String namespace() {
        requireEvent();
        return namespace;
    }

    @Override
    public String objectId() {
        requireEvent();
        return objectId;
    }

    @Override
    public long sequence() {
        return block.sequence(requireEvent());
    }

    @Override
    public long timestampMicros() {
        return block.micros(requireEvent());
    }

    @Override
    public EventKind kind() {
        return block.isDelete(requireEvent()) ? EventKind.DELETE : EventKind.POSITION;
    }

    @Override
    public long madeAtMicros() {
        return block.madeAtMicros(requireEvent());
    }

    @Override
    public double lon() {
        return block.lon(requireEvent());
    }

    @Override
    public double lat() {
        return block.lat(requireEvent());
    }

    @Override
    public double alt() {
        return block.alt(requireEvent());
    }

    @Override
    public byte[] metadata() {
        return block.metadata(requireEvent());
    }

    @Override
    public void close() {
        closed = true;
    }
}
