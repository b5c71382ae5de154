package io.spatio.store.log;

import io.spatio.Identifiers;
import io.spatio.TrackOrder;
import io.spatio.spi.ScanRequest;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.History;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.Series;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.segment.Place;
import io.spatio.store.log.segment.ScanHead;
import io.spatio.store.log.segment.Steps;
import io.spatio.store.log.view.HeadTrack;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A head's part in a scan: the objects of a namespace with events up to a sequence number. One thread. */
final class HeadScan implements ScanHead {
    private final ObjectTable objects;
    private final Head head;
    private final ScanRequest request;
    private final Place place;
    private final long sequenceLimit;
    private final Steps steps;
    private @Nullable List<StoredObject> candidates;
    private int next;

    HeadScan(ObjectTable objects, Head head, ScanRequest request, Place place, long sequenceLimit) {
        this.objects = objects;
        this.head = head;
        this.request = request;
        this.place = place;
        this.sequenceLimit = sequenceLimit;
        steps = new Steps(request.cancellation());
    }

    private List<StoredObject> candidates() {
        List<StoredObject> present = candidates;
        if (present == null) {
            present = new ArrayList<>();
            for (StoredObject object : objects.of(request.namespace())) {
                steps.step();
                Series series = head.get(object);
                if (series != null && object.visibleAt(sequenceLimit) && hits(series)) {
                    present.add(object);
                }
            }
            present.sort(Comparator.comparing(StoredObject::objectId, Identifiers.ORDER));
            candidates = present;
        }
        return present;
    }

    private boolean hits(Series series) {
        Series.Rows rows = series.upTo(sequenceLimit);
        long fromMicros = request.fromMicros();
        long toMicros = request.toMicros();
        for (int row = rows.lowerBound(fromMicros); row < rows.size(); row++) {
            steps.step();
            long timestamp = rows.timestampMicros(row);
            if (timestamp > toMicros && rows.isOrdered()) {
                return false;
            }
            if (timestamp >= fromMicros
                    && timestamp <= toMicros
                    && !rows.isDelete(row)
                    && place.mayContain(rows.lon(row), rows.lat(row))) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean nextObject() {
        next++;
        return next <= candidates().size();
    }

    @Override
    public String objectId() {
        return candidates().get(next - 1).objectId();
    }

    @Override
    public @Nullable Part find(String objectId) {
        StoredObject object = objects.find(request.namespace(), objectId);
        Series series = object == null || !object.visibleAt(sequenceLimit) ? null : head.get(object);
        if (series == null) {
            return null;
        }
        History history = History.of(series.upTo(sequenceLimit), request.fromMicros(), request.toMicros());
        if (history.size() == 0) {
            return null;
        }
        Series.Rows rows = history.rows();
        return new Part(
                new HeadTrack(history, TrackOrder.OLDEST_FIRST),
                rows.timestampMicros(history.row(0)),
                rows.timestampMicros(history.row(history.size() - 1)));
    }
}
