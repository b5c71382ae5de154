package io.spatio.store.log.segment;

import io.spatio.TrackOrder;
import io.spatio.spi.ReadRequest;
import io.spatio.store.log.io.Io;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Writes events into segments. */
final class Segments {
    static final UUID STORE = new UUID(1, 2);

    private Segments() {}

    /** Of one id always the same. */
    static long incarnation(String objectId) {
        return 1L + (objectId.hashCode() & 0xFFFF);
    }

    /** Adds a position somewhere. */
    static void add(SegmentWriter writer, long micros, byte[] metadata) throws IOException {
        writer.addAll(new ListTrack(List.of(Event.position("n", "o", micros, 1, 0, 0, 0, metadata))));
    }

    /** What is read of one object. */
    static ReadRequest range(long fromMicros, long toMicros, TrackOrder order) {
        return ReadRequest.of("n", "o").withRange(fromMicros, toMicros).withOrder(order);
    }

    /** A segment of events in order, its range being theirs. */
    static SegmentSummary write(Io io, Path file, List<Event> events) throws IOException {
        long least = events.stream().mapToLong(Event::sequence).min().orElse(1);
        long greatest = events.stream().mapToLong(Event::sequence).max().orElse(1);
        try (SegmentWriter writer = SegmentWriter.create(io, file, new SegmentHeader(STORE, 0, least, greatest))) {
            String namespace = "";
            String objectId = "";
            for (Event event : events) {
                if (!event.objectId().equals(objectId) || !event.namespace().equals(namespace)) {
                    namespace = event.namespace();
                    objectId = event.objectId();
                    writer.beginObject(namespace, objectId, incarnation(objectId));
                }
                writer.addAll(new ListTrack(List.of(event)));
            }
            return writer.finish();
        }
    }
}
