package io.spatio.store.log.keeper;

import io.spatio.Identifiers;
import io.spatio.TrackOrder;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.History;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.Series;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.segment.SegmentWriter;
import io.spatio.store.log.view.HeadTrack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rows of a frozen head, sorted as a segment wants them. One thread. */
final class HeadRows implements SegmentFiles.Rows {
    private static final Comparator<StoredObject> ORDER = Comparator.comparing(
                    StoredObject::namespace, Identifiers.ORDER)
            .thenComparing(StoredObject::objectId, Identifiers.ORDER);

    private final Head head;
    private final long lastSequence;
    private final List<StoredObject> objects = new ArrayList<>();

    /** All rows up to a sequence number of objects that were not erased by then. */
    HeadRows(Head head, ObjectTable table, long lastSequence) {
        this.head = head;
        this.lastSequence = lastSequence;
        int limit = table.limit();
        for (int number = 0; number < limit; number++) {
            StoredObject object = table.get(number);
            if (object != null && object.visibleAt(lastSequence) && head.get(object) != null) {
                objects.add(object);
            }
        }
        objects.sort(ORDER);
    }

    @Override
    public void writeTo(SegmentWriter writer) throws IOException {
        for (StoredObject object : objects) {
            Series series = head.get(object);
            if (series != null) { // erased just now
                writer.beginObject(object.namespace(), object.objectId());
                History history = History.of(series.upTo(lastSequence), Long.MIN_VALUE, Long.MAX_VALUE);
                writer.addAll(new HeadTrack(history, TrackOrder.OLDEST_FIRST));
            }
        }
    }

    /** Notes each object's greatest event, which must not be lost with the head. */
    void noteLast() {
        for (StoredObject object : objects) {
            Series series = head.get(object);
            if (series != null) {
                Series.Rows rows = series.upTo(lastSequence);
                int greatest = rows.greatest();
                if (greatest >= 0) {
                    object.flush(rows.event(greatest), rows.beginsAnew());
                }
            }
        }
    }
}
