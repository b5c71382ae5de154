package io.spatio.store.log.keeper;

import io.spatio.TrackOrder;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.History;
import io.spatio.store.log.head.LastEvent;
import io.spatio.store.log.head.Series;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.segment.SegmentWriter;
import io.spatio.store.log.view.HeadTrack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The rows of a frozen head, sorted as a segment wants them. One thread. */
final class HeadRows implements SegmentFiles.Rows {
    private final Head head;
    private final long lastSequence;
    private final List<StoredObject> objects = new ArrayList<>();

    /**
     * All rows up to a sequence number of objects that were not erased by then; the objects ascend by name.
     *
     * @throws IllegalStateException when the objects do not account for every row of the head, which must not go then
     */
    HeadRows(Head head, List<StoredObject> all, long lastSequence) {
        this.head = head;
        this.lastSequence = lastSequence;
        long rows = 0;
        for (StoredObject object : all) {
            Series series = head.get(object);
            if (series != null) {
                rows += series.size();
                if (object.visibleAt(lastSequence)) {
                    objects.add(object);
                }
            }
        }
        if (rows != head.records()) {
            throw new IllegalStateException(
                    "the head holds " + head.records() + " rows, of which the known objects have " + rows);
        }
    }

    @Override
    public void writeTo(SegmentWriter writer) throws IOException {
        for (StoredObject object : objects) {
            Series series = head.get(object);
            if (series != null) {
                writer.beginObject(object.namespace(), object.objectId(), object.incarnation());
                History history = History.of(series.upTo(lastSequence), Long.MIN_VALUE, Long.MAX_VALUE);
                writer.addAll(new HeadTrack(history, TrackOrder.OLDEST_FIRST));
            }
        }
    }

    /** Notes each object's greatest event, which must not be lost with the head. */
    void noteLast() {
        LastEvent event = new LastEvent();
        for (StoredObject object : objects) {
            Series series = head.get(object);
            if (series != null) {
                Series.Rows rows = series.upTo(lastSequence);
                int greatest = rows.greatest();
                if (greatest >= 0) {
                    rows.copyTo(greatest, event);
                    object.flush(event, rows.beginsAgain());
                }
            }
        }
    }
}
