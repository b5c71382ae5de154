package io.spatio.store.log.view;

import io.spatio.store.log.head.LastEvent;
import io.spatio.store.log.segment.Track;

/** A track of one event, on which it stands, whichever that is now. One thread at a time. */
public final class LastTrack implements Track {
    private final LastEvent event;

    /** Of an event. */
    public LastTrack(LastEvent event) {
        this.event = event;
    }

    @Override
    public boolean next() {
        return false;
    }

    @Override
    public long timestampMicros() {
        return event.timestampMicros();
    }

    @Override
    public long sequence() {
        return event.sequence();
    }

    @Override
    public boolean isDelete() {
        return event.isDelete();
    }

    @Override
    public long madeAtMicros() {
        return event.madeAtMicros();
    }

    @Override
    public double lon() {
        return isDelete() ? Double.NaN : Double.longBitsToDouble(event.lonBits());
    }

    @Override
    public double lat() {
        return isDelete() ? Double.NaN : Double.longBitsToDouble(event.latBits());
    }

    @Override
    public double alt() {
        return isDelete() ? Double.NaN : Double.longBitsToDouble(event.altBits());
    }

    @Override
    public byte[] metadata() {
        return event.metadata();
    }
}
