package io.spatio.store.log;

import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.LastEvent;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.Series;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.view.LastTrack;
import io.spatio.store.log.view.View;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The greatest event of every object, without deletes made before the horizon. */
final class RecoverCursor extends LogCursor {
    private final ObjectTable objects;
    private final Supplier<View> views;
    private final long sequenceLimit;
    private final long horizonMicros;
    private final int limit;
    private int next;

    RecoverCursor(
            BooleanSupplier storeClosed,
            ObjectTable objects,
            Supplier<View> views,
            long sequenceLimit,
            long horizonMicros) {
        super(storeClosed);
        this.objects = objects;
        this.views = views;
        this.sequenceLimit = sequenceLimit;
        this.horizonMicros = horizonMicros;
        this.limit = objects.limit();
    }

    @Override
    boolean advance() {
        while (next < limit) {
            StoredObject object = objects.get(next++);
            LastEvent last = object == null || !object.visibleAt(sequenceLimit) ? null : last(object);
            if (object != null && last != null && !last.isDeleteBefore(horizonMicros)) {
                stand(object, new LastTrack(last));
                return true;
            }
        }
        return false;
    }

    /** The view comes first: what a flush takes out of it was noted with the object before. */
    private @Nullable LastEvent last(StoredObject object) {
        while (true) {
            View view = views.get();
            LastEvent greatest = last(object, view);
            if (view.equals(views.get())) {
                return greatest;
            }
        }
    }

    /** From the newest on, up to where the object began anew. */
    private @Nullable LastEvent last(StoredObject object, View view) {
        LastEvent greatest = null;
        for (Head head : view.heads()) {
            Series series = head.get(object);
            Series.Rows rows = series == null ? null : series.upTo(sequenceLimit);
            int row = rows == null ? -1 : rows.greatest();
            if (rows != null && row >= 0) {
                LastEvent event = rows.event(row);
                greatest = event.isGreaterThan(greatest) ? event : greatest;
                if (rows.beginsAnew()) {
                    return greatest;
                }
            }
        }
        LastEvent flushed = object.flushed();
        return flushed != null && flushed.isGreaterThan(greatest) ? flushed : greatest;
    }
}
