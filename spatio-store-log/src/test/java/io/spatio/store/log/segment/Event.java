package io.spatio.store.log.segment;

import io.spatio.Identifiers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** An event as a value that compares every bit. */
record Event(
        String namespace,
        String objectId,
        long timestampMicros,
        long sequence,
        boolean delete,
        long lonBits,
        long latBits,
        long altBits,
        List<Byte> metadata) {
    static final Comparator<Event> ORDER = Comparator.comparing(Event::namespace, Identifiers.ORDER)
            .thenComparing(Event::objectId, Identifiers.ORDER)
            .thenComparingLong(Event::timestampMicros)
            .thenComparingLong(Event::sequence);

    static Event position(
            String namespace, String id, long micros, long sequence, double lon, double lat, double alt, byte[] blob) {
        return new Event(namespace, id, micros, sequence, false, bits(lon), bits(lat), bits(alt), list(blob));
    }

    static Event delete(String namespace, String id, long micros, long sequence) {
        long none = bits(Double.NaN);
        return new Event(namespace, id, micros, sequence, true, none, none, none, List.of());
    }

    /** What a track stands on. */
    static Event of(String namespace, String id, Track track) {
        return new Event(
                namespace,
                id,
                track.timestampMicros(),
                track.sequence(),
                track.isDelete(),
                bits(track.lon()),
                bits(track.lat()),
                bits(track.alt()),
                list(track.metadata()));
    }

    static List<Event> all(String namespace, String id, Track track) {
        List<Event> events = new ArrayList<>();
        while (track.next()) {
            events.add(of(namespace, id, track));
        }
        return events;
    }

    static List<Event> all(TrackSource source) {
        List<Event> events = new ArrayList<>();
        while (source.nextObject()) {
            events.addAll(all(source.namespace(), source.objectId(), source.track()));
        }
        return events;
    }

    Event withSequence(long other) {
        return new Event(namespace, objectId, timestampMicros, other, delete, lonBits, latBits, altBits, metadata);
    }

    static List<Event> unnumbered(List<Event> events) {
        return events.stream().map(event -> event.withSequence(0)).toList();
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

    byte[] metadataBytes() {
        byte[] bytes = new byte[metadata.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = metadata.get(i);
        }
        return bytes;
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    private static List<Byte> list(byte[] blob) {
        Byte[] boxed = new Byte[blob.length];
        Arrays.setAll(boxed, i -> blob[i]);
        return List.of(boxed);
    }
}
