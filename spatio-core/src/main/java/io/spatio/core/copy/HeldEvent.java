package io.spatio.core.copy;

import io.spatio.spi.EventKind;
import io.spatio.spi.StoredEvent;

/** An event as it stood under a cursor that has moved on. */
record HeldEvent(
        int object,
        String namespace,
        String objectId,
        long sequence,
        long timestampMicros,
        EventKind kind,
        long madeAtMicros,
        double lon,
        double lat,
        double alt,
        byte[] metadata)
        implements StoredEvent {
    static HeldEvent of(StoredEvent event) {
        boolean delete = event.isDelete();
        return new HeldEvent(
                event.object(),
                event.namespace(),
                event.objectId(),
                event.sequence(),
                event.timestampMicros(),
                event.kind(),
                event.madeAtMicros(),
                delete ? 0 : event.lon(),
                delete ? 0 : event.lat(),
                delete ? Double.NaN : event.alt(),
                event.metadata());
    }
}
