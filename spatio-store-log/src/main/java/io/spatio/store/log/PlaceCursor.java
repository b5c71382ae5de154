package io.spatio.store.log;

import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.History;
import io.spatio.store.log.head.Series;
import io.spatio.store.log.head.StoredObject;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The positions of many objects in a place and a time range, object by object. */
final class PlaceCursor extends LogCursor {
    private final List<StoredObject> objects;
    private final Head head;
    private final long sequenceLimit;
    private final Place place;
    private final long fromMicros;
    private final long toMicros;
    private @Nullable History history;
    private int nextObject;
    private int nextEvent;
    private boolean beforeDelivered;
    private boolean contiguous;

    PlaceCursor(
            BooleanSupplier storeClosed,
            List<StoredObject> objects,
            Head head,
            long sequenceLimit,
            Place place,
            long fromMicros,
            long toMicros) {
        super(storeClosed);
        this.objects = objects;
        this.head = head;
        this.sequenceLimit = sequenceLimit;
        this.place = place;
        this.fromMicros = fromMicros;
        this.toMicros = toMicros;
    }

    @Override
    boolean advance() {
        while (true) {
            History present = history;
            if (present != null && advanceIn(present, objects.get(nextObject - 1))) {
                return true;
            }
            if (nextObject == objects.size()) {
                return false;
            }
            StoredObject object = objects.get(nextObject++);
            Series series = object.visibleAt(sequenceLimit) ? head.get(object) : null;
            history = series == null ? null : History.of(series.upTo(sequenceLimit), fromMicros, toMicros);
            nextEvent = 0;
            beforeDelivered = false;
        }
    }

    private boolean advanceIn(History present, StoredObject object) {
        Series.Rows rows = present.rows();
        while (nextEvent < present.size()) {
            int row = present.row(nextEvent++);
            if (rows.isDelete(row)) {
                continue;
            }
            if (place.mayContain(rows.lon(row), rows.lat(row))) {
                contiguous = beforeDelivered;
                beforeDelivered = true;
                stand(object, rows, row);
                return true;
            }
            beforeDelivered = false;
        }
        return false;
    }

    @Override
    public boolean contiguous() {
        return contiguous;
    }
}
