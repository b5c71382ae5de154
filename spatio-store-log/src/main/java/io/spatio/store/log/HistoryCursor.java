package io.spatio.store.log;

import io.spatio.TrackOrder;
import io.spatio.store.log.head.History;
import io.spatio.store.log.head.StoredObject;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** One object's events in one direction. */
final class HistoryCursor extends LogCursor {
    private final LongSupplier visibleSequence;
    private final StoredObject object;
    private final History history;
    private final boolean newestFirst;
    private int done;

    HistoryCursor(
            BooleanSupplier storeClosed,
            LongSupplier visibleSequence,
            StoredObject object,
            History history,
            TrackOrder order) {
        super(storeClosed);
        this.visibleSequence = visibleSequence;
        this.object = object;
        this.history = history;
        this.newestFirst = order == TrackOrder.NEWEST_FIRST;
    }

    @Override
    boolean advance() {
        if (done >= history.size() || !object.visibleAt(visibleSequence.getAsLong())) {
            return false;
        }
        int index = newestFirst ? history.size() - 1 - done : done;
        done++;
        stand(object, history.rows(), history.row(index));
        return true;
    }
}
