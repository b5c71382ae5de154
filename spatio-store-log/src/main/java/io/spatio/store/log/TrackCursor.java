package io.spatio.store.log;

import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.segment.Track;
import io.spatio.store.log.view.Lease;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** One object's events in one direction. */
final class TrackCursor extends LogCursor {
    private final LongSupplier visibleSequence;
    private final Lease lease;
    private final StoredObject object;
    private final Track track;

    /** A cursor that frees the lease, which the track needs. */
    TrackCursor(
            BooleanSupplier storeClosed, LongSupplier visibleSequence, Lease lease, StoredObject object, Track track) {
        super(storeClosed);
        this.visibleSequence = visibleSequence;
        this.lease = lease;
        this.object = object;
        this.track = track;
    }

    @Override
    boolean advance() {
        if (!object.visibleAt(visibleSequence.getAsLong()) || !track.next()) {
            return false;
        }
        stand(object, track);
        return true;
    }

    @Override
    void free() {
        lease.close();
    }
}
