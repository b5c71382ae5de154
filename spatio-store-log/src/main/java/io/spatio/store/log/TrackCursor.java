package io.spatio.store.log;

import io.spatio.spi.ReadRequest;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.segment.Track;
import io.spatio.store.log.view.Lease;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One object's events in one direction. */
final class TrackCursor extends LogCursor {
    /**
     * Where the events come from.
     *
     * @param lease keeps the files that the track needs; freed with the cursor
     * @param shown whether no answer hides the object by now
     * @param track the events
     */
    record Source(Lease lease, BooleanSupplier shown, Track track) {}

    private final ReadRequest request;
    private final @Nullable StoredObject object;
    private final Source source;

    /** A cursor over an object, null where memory does not know it. */
    TrackCursor(BooleanSupplier storeClosed, ReadRequest request, @Nullable StoredObject object, Source source) {
        super(storeClosed, request.cancellation());
        this.request = request;
        this.object = object;
        this.source = source;
    }

    @Override
    boolean advance() {
        if (!source.shown().getAsBoolean() || !source.track().next()) {
            return false;
        }
        stand(request.namespace(), request.objectId(), object, source.track());
        return true;
    }

    @Override
    void free() {
        source.lease().close();
    }
}
