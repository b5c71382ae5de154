package io.spatio.store.mvstore;

import java.nio.ByteBuffer;

/** The bytes of an event in the maps {@code row} and {@code last}: see docs/format/mvstore.md. */
final class RowFormat {
    private static final byte DELETE = 0;
    private static final byte FLAT = 1;
    private static final byte WITH_ALTITUDE = 2;
    private static final long ABSENT = Double.doubleToRawLongBits(Double.NaN);

    private RowFormat() {}

    /** Roughly what an event takes in the file, key included. */
    static int sizeBytes(int metadataBytes) {
        return 20 + 4 + 1 + 24 + 2 + metadataBytes;
    }

    static byte[] encode(Event event) {
        ByteBuffer content = Sealed.begin(contentBytes(event));
        put(content, event);
        return Sealed.seal(KeyType.ROW.bytes(event.key()), content);
    }

    static Event decode(ObjectName name, RowKey key, byte[] value) {
        ByteBuffer content = Sealed.open(KeyType.ROW.bytes(key), value);
        return get(name, key.timestampMicros(), key.sequence(), 0, content);
    }

    /** Tests the checksum alone. */
    static void check(RowKey key, byte[] value) {
        Sealed.open(KeyType.ROW.bytes(key), value);
    }

    private static int contentBytes(Event event) {
        return switch (kind(event)) {
            case DELETE -> 1;
            case FLAT -> 17 + event.metadata().length;
            default -> 25 + event.metadata().length;
        };
    }

    private static byte kind(Event event) {
        if (event.isDelete()) {
            return DELETE;
        }
        return Double.doubleToRawLongBits(event.alt()) == ABSENT ? FLAT : WITH_ALTITUDE;
    }

    private static void put(ByteBuffer out, Event event) {
        byte kind = kind(event);
        out.put(kind);
        if (kind == DELETE) {
            return;
        }
        out.putLong(Double.doubleToRawLongBits(event.lon())).putLong(Double.doubleToRawLongBits(event.lat()));
        if (kind == WITH_ALTITUDE) {
            out.putLong(Double.doubleToRawLongBits(event.alt()));
        }
        out.put(event.metadata());
    }

    private static Event get(ObjectName name, long timestampMicros, long sequence, long madeAtMicros, ByteBuffer in) {
        byte kind = in.get();
        if (kind == DELETE) {
            return Event.delete(name, timestampMicros, sequence, madeAtMicros);
        }
        if (kind != FLAT && kind != WITH_ALTITUDE) {
            throw new DamagedException("an event is of the unknown kind " + kind);
        }
        double lon = Double.longBitsToDouble(in.getLong());
        double lat = Double.longBitsToDouble(in.getLong());
        double alt = kind == FLAT ? Double.NaN : Double.longBitsToDouble(in.getLong());
        byte[] metadata = in.hasRemaining() ? new byte[in.remaining()] : Event.NO_METADATA;
        in.get(metadata);
        return new Event(name, timestampMicros, sequence, false, lon, lat, alt, metadata, Event.Origin.PLAIN);
    }

    static byte[] encodeLast(Event event) {
        ByteBuffer content = Sealed.begin(24 + contentBytes(event));
        content.putLong(event.timestampMicros())
                .putLong(event.sequence())
                .putLong(event.origin().madeAtMicros());
        put(content, event);
        return Sealed.seal(KeyType.NUMBER.bytes(event.name().number), content);
    }

    static Event decodeLast(ObjectName name, byte[] value) {
        ByteBuffer content = Sealed.open(KeyType.NUMBER.bytes(name.number), value);
        long timestampMicros = content.getLong();
        long sequence = content.getLong();
        long madeAtMicros = content.getLong();
        return get(name, timestampMicros, sequence, madeAtMicros, content);
    }
}
