package io.spatio.store.log;

import io.spatio.spi.Cancellation;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.LastEvent;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.Series;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.view.LastTrack;
import io.spatio.store.log.view.View;
import java.util.List;
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
    private final LastEvent greatest = new LastEvent();
    private final LastEvent other = new LastEvent();
    private final LastTrack track = new LastTrack(greatest);
    private @Nullable View view;
    private List<Head> heads = List.of();
    private int next;

    RecoverCursor(
            BooleanSupplier storeClosed,
            ObjectTable objects,
            Supplier<View> views,
            long sequenceLimit,
            long horizonMicros) {
        super(storeClosed, Cancellation.NONE);
        this.objects = objects;
        this.views = views;
        this.sequenceLimit = sequenceLimit;
        this.horizonMicros = horizonMicros;
        this.limit = objects.limit();
    }

    @Override
    boolean advance() {
        while (next < limit) {
            StoredObject object = objects.inSlot(next++);
            if (object != null && object.visibleAt(sequenceLimit)) {
                findGreatest(object);
                if (greatest.isPresent() && !greatest.isDeleteBefore(horizonMicros)) {
                    stand(object, track);
                    return true;
                }
            }
        }
        return false;
    }

    /** The view comes first: what a flush takes out of it was noted with the object before. */
    private void findGreatest(StoredObject object) {
        while (true) {
            View present = views.get();
            if (!present.equals(view)) {
                view = present;
                heads = present.heads();
            }
            findGreatestIn(object);
            if (present.equals(views.get())) {
                return;
            }
        }
    }

    /** From the newest on, back to where the object began again. */
    private void findGreatestIn(StoredObject object) {
        greatest.clear();
        for (int i = 0; i < heads.size(); i++) {
            Head head = heads.get(i);
            Series series = head.get(object);
            Series.Rows rows = series == null ? null : series.upTo(sequenceLimit);
            int row = rows == null ? -1 : rows.greatest();
            if (rows != null && row >= 0) {
                rows.copyTo(row, other);
                keepGreater();
                if (rows.beginsAgain()) {
                    return;
                }
            }
        }
        object.copyFlushed(other);
        keepGreater();
    }

    private void keepGreater() {
        if (other.isPresent() && other.isGreaterThan(greatest)) {
            greatest.set(other);
        }
    }
}
