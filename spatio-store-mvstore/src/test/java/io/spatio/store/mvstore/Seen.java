package io.spatio.store.mvstore;

import io.spatio.spi.EventCursor;
import io.spatio.spi.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** An event as a test compares it: every bit. */
record Seen(
        String namespace,
        String objectId,
        long timestampMicros,
        long sequence,
        boolean isDelete,
        long lonBits,
        long latBits,
        long altBits,
        String metadata) {
    static Seen of(StoredEvent event) {
        boolean delete = event.isDelete();
        return new Seen(
                event.namespace(),
                event.objectId(),
                event.timestampMicros(),
                event.sequence(),
                delete,
                delete ? 0 : Double.doubleToRawLongBits(event.lon()),
                delete ? 0 : Double.doubleToRawLongBits(event.lat()),
                delete ? 0 : Double.doubleToRawLongBits(event.alt()),
                new String(event.metadata(), StandardCharsets.UTF_8));
    }

    static List<Seen> all(EventCursor cursor) {
        List<Seen> all = new ArrayList<>();
        try (cursor) {
            while (cursor.next()) {
                all.add(of(cursor));
            }
        }
        return all;
    }

    double lon() {
        return Double.longBitsToDouble(lonBits);
    }

    double lat() {
        return Double.longBitsToDouble(latBits);
    }

    double alt() {
        return Double.longBitsToDouble(altBits);
    }

    /** Whether it is the same position but for its place in the append order. */
    boolean repeats(Seen other) {
        return !isDelete && !other.isDelete && at(0).equals(other.at(0));
    }

    private Seen at(long otherSequence) {
        return new Seen(
                namespace, objectId, timestampMicros, otherSequence, isDelete, lonBits, latBits, altBits, metadata);
    }
}
