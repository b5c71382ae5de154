package io.spatio.store.mvstore;

import java.nio.ByteBuffer;
import java.util.List;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;

/** The bytes of an object's greatest event in the map {@code last}: see docs/format/mvstore.md. */
final class LastFormat {
    private LastFormat() {}

    /** The greatest of an object's events up to a place of the append order. */
    record Last(Event event, long untilSequence) {}

    static byte[] encode(Last last) {
        Integer key = last.event().name().number;
        List<Event> events = List.of(last.event());
        WriteBuffer out = EventPack.buffer(events);
        out.putVarLong(last.untilSequence());
        EventPack.put(out, events, base(key));
        return Sealed.seal(KeyType.NUMBER.bytes(key), out);
    }

    static Last decode(ObjectName name, byte[] value) {
        ByteBuffer in = Sealed.open(KeyType.NUMBER.bytes(name.number), value);
        long until = DataUtils.readVarLong(in);
        return new Last(EventPack.get(in, base(name.number), number -> name).get(0), until);
    }

    private static RowKey base(int number) {
        return new RowKey(number, 0, 0);
    }
}
