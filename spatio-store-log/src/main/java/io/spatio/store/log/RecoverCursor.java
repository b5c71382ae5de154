package io.spatio.store.log;

import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.Series;
import io.spatio.store.log.head.StoredObject;
import java.util.function.BooleanSupplier;

/** The greatest event of every object, without deletes appended before the horizon. */
final class RecoverCursor extends LogCursor {
    private final ObjectTable objects;
    private final Head head;
    private final long sequenceLimit;
    private final long horizonMicros;
    private final int limit;
    private int next;

    RecoverCursor(BooleanSupplier storeClosed, ObjectTable objects, Head head, long sequenceLimit, long horizonMicros) {
        super(storeClosed);
        this.objects = objects;
        this.head = head;
        this.sequenceLimit = sequenceLimit;
        this.horizonMicros = horizonMicros;
        this.limit = objects.limit();
    }

    @Override
    boolean advance() {
        while (next < limit) {
            StoredObject object = objects.get(next++);
            Series series = object == null || !object.visibleAt(sequenceLimit) ? null : head.get(object);
            if (object == null || series == null) {
                continue;
            }
            Series.Rows rows = series.upTo(sequenceLimit);
            int row = rows.greatest();
            if (row >= 0 && !(rows.isDelete(row) && rows.appendedMicros(row) < horizonMicros)) {
                stand(object, rows, row);
                return true;
            }
        }
        return false;
    }
}
