package io.spatio.store.mvstore;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.IntFunction;
import org.h2.mvstore.WriteBuffer;

/** The bytes of a group of events, of any objects, in the map {@code tail}: see docs/format/mvstore.md. */
final class TailFormat {
    /** How many events a group holds at most. */
    static final int MAX_EVENTS = 256;
    /** Of how many bytes, when there are several. */
    static final int MAX_BYTES = 32 << 10;

    private TailFormat() {}

    static byte[] encode(List<Event> events) {
        Long key = events.get(0).sequence();
        WriteBuffer body = EventPack.buffer(events);
        EventPack.put(body, events, base(key));
        WriteBuffer out = EventPack.buffer(events);
        int metadataBytes =
                events.stream().mapToInt(event -> event.metadata().length).sum();
        Packing.put(out, body, metadataBytes, Packing.Effort.METADATA);
        return Sealed.seal(KeyType.SEQUENCE.bytes(key), out);
    }

    static List<Event> decode(Long key, byte[] value, IntFunction<ObjectName> names) {
        ByteBuffer in = Sealed.open(KeyType.SEQUENCE.bytes(key), value);
        return EventPack.get(Packing.get(in), base(key), names);
    }

    private static RowKey base(long sequence) {
        return new RowKey(0, 0, sequence);
    }
}
