package io.spatio.store.log.segment;

import java.io.Closeable;

/** The positions of one object that a scan delivers, oldest first; deletes are left out. One thread at a time. */
public final class ScanTrack implements Track, Closeable {
    private final Track track;
    private final Steps steps;
    private boolean any;
    private boolean contiguous;

    ScanTrack(Track track, Steps steps) {
        this.track = track;
        this.steps = steps;
    }

    @Override
    public boolean next() {
        boolean gap = false;
        while (track.next()) {
            steps.step();
            if (track instanceof PartialTrack partial && partial.isGap()) {
                gap = true;
            } else if (!track.isDelete()) {
                contiguous = any && !gap;
                any = true;
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the object's position before this one, within the time range, was delivered just before; false for the
     * first.
     */
    public boolean contiguous() {
        return contiguous;
    }

    @Override
    public long timestampMicros() {
        return track.timestampMicros();
    }

    @Override
    public long sequence() {
        return track.sequence();
    }

    @Override
    public boolean isDelete() {
        return false;
    }

    @Override
    public double lon() {
        return track.lon();
    }

    @Override
    public double lat() {
        return track.lat();
    }

    @Override
    public double alt() {
        return track.alt();
    }

    @Override
    public byte[] metadata() {
        return track.metadata();
    }

    @Override
    public void close() {
        track.close();
    }
}
