package io.spatio.store.mvstore;

import io.spatio.error.UnsupportedFormatException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;

/** Events column by column, each with its sequence number: what tail and blocks are made of. See docs/format/mvstore.md. */
final class EventPack {
    private static final int KIND_BITS = 0x07;
    private static final int ALTITUDE = 0x08;
    private static final int BEGINS = 0x10;
    private static final int METADATA = 0x20;
    private static final int KNOWN_BITS = KIND_BITS | ALTITUDE | BEGINS | METADATA;
    private static final long ABSENT = Double.doubleToRawLongBits(Double.NaN);
    private static final Event.Kind[] KINDS = Event.Kind.values();

    private EventPack() {}

    /** A buffer that need not grow; H2's grows by a megabyte. */
    static WriteBuffer buffer(List<Event> events) {
        long bytes = 128;
        for (Event event : events) {
            bytes += 80 + event.metadata().length;
        }
        return new WriteBuffer(Math.toIntExact(bytes));
    }

    /** Appends events; numbers and times are written as differences from those of the key. */
    static void put(WriteBuffer out, List<Event> events, RowKey base) {
        int count = events.size();
        out.putVarInt(count);
        putFlags(out, events);
        Columns.putLongs(
                out, events.stream().mapToLong(event -> event.name().number).toArray(), base.object());
        Columns.putLongs(out, events.stream().mapToLong(Event::sequence).toArray(), base.sequence());
        Columns.putLongs(out, events.stream().mapToLong(Event::timestampMicros).toArray(), base.timestampMicros());
        putPlaces(out, events);
        for (Event event : events) {
            if (event.isDelete()) {
                Columns.putSigned(out, event.origin().madeAtMicros());
            }
            if (event.metadata().length > 0) {
                out.putVarInt(event.metadata().length);
            }
        }
        for (Event event : events) {
            out.put(event.metadata());
        }
    }

    private static void putFlags(WriteBuffer out, List<Event> events) {
        int i = 0;
        while (i < events.size()) {
            int flags = flags(events.get(i));
            int end = i + 1;
            while (end < events.size() && flags(events.get(end)) == flags) {
                end++;
            }
            out.put((byte) flags).putVarInt(end - i);
            i = end;
        }
    }

    private static int flags(Event event) {
        int flags = event.kind().ordinal();
        if (event.isPosition() && Double.doubleToRawLongBits(event.alt()) != ABSENT) {
            flags |= ALTITUDE;
        }
        if (event.origin().begins()) {
            flags |= BEGINS;
        }
        return event.metadata().length > 0 ? flags | METADATA : flags;
    }

    private static void putPlaces(WriteBuffer out, List<Event> events) {
        double[] lons = new double[events.size()];
        double[] lats = new double[events.size()];
        double[] alts = new double[events.size()];
        int positions = 0;
        int altitudes = 0;
        for (Event event : events) {
            if (event.isPosition()) {
                lons[positions] = event.lon();
                lats[positions++] = event.lat();
                if ((flags(event) & ALTITUDE) != 0) {
                    alts[altitudes++] = event.alt();
                }
            }
        }
        Columns.putDoubles(out, lons, positions);
        Columns.putDoubles(out, lats, positions);
        Columns.putDoubles(out, alts, altitudes);
    }

    /**
     * The events, whose checksum was tested before.
     *
     * @param names gives the name of an object number
     * @throws UnsupportedFormatException on a kind of event that a later version wrote
     */
    static List<Event> get(ByteBuffer in, RowKey base, IntFunction<ObjectName> names) {
        int count = DataUtils.readVarInt(in);
        int[] flags = new int[count];
        int[] counts = flags(in, flags);
        long[] objects = Columns.longs(in, count, base.object());
        long[] sequences = Columns.longs(in, count, base.sequence());
        long[] times = Columns.longs(in, count, base.timestampMicros());
        double[] lons = Columns.doubles(in, counts[0]);
        double[] lats = Columns.doubles(in, counts[0]);
        double[] alts = Columns.doubles(in, counts[1]);
        long[] madeAt = new long[count];
        int[] lengths = new int[count];
        for (int i = 0; i < count; i++) {
            madeAt[i] = (flags[i] & KIND_BITS) == Event.Kind.DELETE.ordinal() ? Columns.signed(in) : 0;
            lengths[i] = (flags[i] & METADATA) == 0 ? 0 : DataUtils.readVarInt(in);
        }
        List<Event> events = new ArrayList<>(count);
        int position = 0;
        int altitude = 0;
        for (int i = 0; i < count; i++) {
            Event.Kind kind = KINDS[flags[i] & KIND_BITS];
            boolean placed = kind == Event.Kind.POSITION;
            events.add(new Event(
                    names.apply((int) objects[i]),
                    times[i],
                    sequences[i],
                    kind,
                    placed ? lons[position] : 0,
                    placed ? lats[position] : 0,
                    (flags[i] & ALTITUDE) == 0 ? Double.NaN : alts[altitude++],
                    metadata(in, lengths[i]),
                    Event.Origin.of((flags[i] & BEGINS) != 0, madeAt[i])));
            position += placed ? 1 : 0;
        }
        return events;
    }

    /** Fills in the flags; returns the number of positions and of altitudes. */
    private static int[] flags(ByteBuffer in, int[] flags) {
        int[] counts = new int[2];
        int i = 0;
        while (i < flags.length) {
            int flag = in.get() & 0xff;
            int end = i + DataUtils.readVarInt(in);
            checkKind(flag);
            for (; i < end; i++) {
                flags[i] = flag;
                counts[0] += (flag & KIND_BITS) == Event.Kind.POSITION.ordinal() ? 1 : 0;
                counts[1] += (flag & ALTITUDE) == 0 ? 0 : 1;
            }
        }
        return counts;
    }

    private static void checkKind(int flag) {
        int kind = flag & KIND_BITS;
        boolean known = kind == Event.Kind.DELETE.ordinal()
                || kind == Event.Kind.POSITION.ordinal()
                || kind == Event.Kind.ERASE.ordinal()
                || kind == Event.Kind.DOCUMENT.ordinal();
        if (!known || (flag & ~KNOWN_BITS) != 0) {
            throw new UnsupportedFormatException("the file holds a kind of event that this version does not know: kind="
                    + flag + "; open it with the version that wrote it");
        }
    }

    private static byte[] metadata(ByteBuffer in, int length) {
        byte[] metadata = length == 0 ? Event.NO_METADATA : new byte[length];
        in.get(metadata);
        return metadata;
    }
}
