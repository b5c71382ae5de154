package io.spatio.store.log.segment;

import java.util.function.LongPredicate;

/** A track without the rows whose timestamps are not kept. */
final class KeptTrack implements Track {
    private final Track track;
    private final LongPredicate keepsTimestamp;

    KeptTrack(Track track, LongPredicate keepsTimestamp) {
        this.track = track;
        this.keepsTimestamp = keepsTimestamp;
    }

    @Override
    public boolean next() {
        while (track.next()) {
            if (keepsTimestamp.test(track.timestampMicros())) {
                return true;
            }
        }
        return false;
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
        return track.isDelete();
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
