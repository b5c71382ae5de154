package io.spatio.store.mvstore;

import java.nio.ByteBuffer;
import java.util.List;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;

/**
 * A block of one object's events in the order of history, as it stands in the map {@code block} under the key of its first
 * event: what is known of it without unpacking it. See docs/format/mvstore.md.
 *
 * @param count its events
 * @param positions those of them that are positions
 * @param lastMicros the timestamp of the last
 * @param maxSequence the greatest sequence number in it
 * @param box where its positions lie; anywhere when there are none
 */
record Block(RowKey key, int count, int positions, long lastMicros, long maxSequence, PositionBox box) {
    /** How many events a block holds at most. */
    static final int MAX_EVENTS = 512;
    /** How many bytes of events, unpacked, it holds at most when there are several. */
    static final int MAX_BYTES = 64 << 10;
    /** A block of fewer takes up the events that follow it. */
    static final int MIN_EVENTS = 32;

    /** A block as it is put into the map. */
    record Packed(RowKey key, byte[] value) {}

    static Packed pack(List<Event> events, Packing.Effort effort) {
        RowKey key = events.get(0).key();
        WriteBuffer out = EventPack.buffer(events);
        long maxSequence = 0;
        int positions = 0;
        int metadataBytes = 0;
        for (Event event : events) {
            maxSequence = Math.max(maxSequence, event.sequence());
            positions += event.isPosition() ? 1 : 0;
            metadataBytes += event.metadata().length;
        }
        out.putVarInt(events.size()).putVarInt(positions);
        out.putVarLong(events.get(events.size() - 1).timestampMicros() - key.timestampMicros());
        out.putVarLong(maxSequence - key.sequence());
        PositionBox.of(events).put(out);
        WriteBuffer body = EventPack.buffer(events);
        EventPack.put(body, events, key);
        Packing.put(out, body, metadataBytes, effort);
        return new Packed(key, Sealed.seal(KeyType.ROW.bytes(key), out));
    }

    /** Tests the checksum and reads what stands before the events. */
    static Block of(RowKey key, byte[] value) {
        return header(key, Sealed.open(KeyType.ROW.bytes(key), value));
    }

    private static Block header(RowKey key, ByteBuffer in) {
        int count = DataUtils.readVarInt(in);
        int positions = DataUtils.readVarInt(in);
        long lastMicros = key.timestampMicros() + DataUtils.readVarLong(in);
        long maxSequence = key.sequence() + DataUtils.readVarLong(in);
        return new Block(key, count, positions, lastMicros, maxSequence, PositionBox.get(in));
    }

    static List<Event> unpack(ObjectName name, RowKey key, byte[] value) {
        ByteBuffer in = Sealed.open(KeyType.ROW.bytes(key), value);
        header(key, in);
        return EventPack.get(Packing.get(in), key, number -> name);
    }
}
