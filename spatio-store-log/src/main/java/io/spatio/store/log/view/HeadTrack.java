package io.spatio.store.log.view;

import io.spatio.TrackOrder;
import io.spatio.store.log.head.History;
import io.spatio.store.log.segment.Track;

/** One object's events in a head. One thread at a time. */
public final class HeadTrack implements Track {
    private final History history;
    private final boolean newestFirst;
    private int done;
    private int row;

    /** Of a history, in an order. */
    public HeadTrack(History history, TrackOrder order) {
        this.history = history;
        this.newestFirst = order == TrackOrder.NEWEST_FIRST;
    }

    @Override
    public boolean next() {
        if (done == history.size()) {
            return false;
        }
        row = history.row(newestFirst ? history.size() - 1 - done : done);
        done++;
        return true;
    }

    @Override
    public long timestampMicros() {
        return history.rows().timestampMicros(row);
    }

    @Override
    public long sequence() {
        return history.rows().sequence(row);
    }

    @Override
    public boolean isDelete() {
        return history.rows().isDelete(row);
    }

    @Override
    public double lon() {
        return isDelete() ? Double.NaN : history.rows().lon(row);
    }

    @Override
    public double lat() {
        return isDelete() ? Double.NaN : history.rows().lat(row);
    }

    @Override
    public double alt() {
        return isDelete() ? Double.NaN : history.rows().alt(row);
    }

    @Override
    public byte[] metadata() {
        return history.rows().metadata(row);
    }
}
