package io.spatio.core.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Events in append order: bytes in chunks, no object per event.
 *
 * <p>Appending writes one stretch of memory and dropping the oldest reads one, whatever objects they belong to; the
 * collector has nothing to follow. A place is the chunk's number above the offset in it, so it grows with the append order,
 * as sequences do, and is never used again. An event belongs to its object's spine, and then knows the spine's event before
 * it, or to the object's {@link SideList}. Guarded by the store's lock.
 */
final class HistoryRing {
    /** No place. */
    static final long NOWHERE = -1;
    /** The object of an event that has been erased. */
    static final int NOBODY = -1;
    /** Memory of an event without its metadata. */
    static final int HEADER_BYTES = 56;

    private static final int PREVIOUS = 0;
    private static final int MICROS = 8;
    private static final int SEQUENCE = 16;
    private static final int LON = 24; // of a delete: when it was made
    private static final int LAT = 32;
    private static final int ALT = 40;
    private static final int OBJECT = 48;
    private static final int LENGTH = 52; // of the metadata, below the flags

    private static final int LENGTH_MASK = (1 << 24) - 1;
    private static final int DELETE = 1 << 24;
    private static final int SIDE = 1 << 25;
    private static final int REPEATED = 1 << 26;

    private static final int OFFSET_BITS = 21; // the largest event, with 1 MiB of metadata, is shorter
    private static final int OFFSET_MASK = (1 << OFFSET_BITS) - 1;
    private static final int FIRST_CHUNK_BYTES = 1 << 10;
    private static final int CHUNK_BYTES = 1 << 16;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final VarHandle DOUBLE =
            MethodHandles.byteArrayViewVarHandle(double[].class, ByteOrder.nativeOrder());
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final byte[] NO_BYTES = {};

    /** Chunk n is at n modulo the length, a power of two. */
    private byte[][] chunks = {NO_BYTES};

    private int[] used = {0};
    private long firstChunk;
    private long lastChunk = -1;
    private long first;
    private byte[] spare = NO_BYTES;

    /** Whether there is no event. */
    boolean isEmpty() {
        return lastChunk < firstChunk;
    }

    /** The place of the oldest event. */
    long first() {
        return first;
    }

    /** Whether the event at a place is still there. */
    boolean holds(long place) {
        return place >= first && !isEmpty();
    }

    /** Adds an event to the spine of an object, after the event at a place; returns its own. */
    long appendToSpine(int object, NewEvent event, long previous) {
        return put(object, event, previous, 0);
    }

    /** Adds an event that its object's side list will hold; returns its place. */
    long appendToSide(int object, NewEvent event) {
        return put(object, event, NOWHERE, SIDE);
    }

    private long put(int object, NewEvent event, long previous, int flags) {
        int needed = HEADER_BYTES + event.metadata.length;
        if (isEmpty() || used[slot(lastChunk)] + needed > chunks[slot(lastChunk)].length) {
            addChunk(needed);
        }
        int slot = slot(lastChunk);
        byte[] bytes = chunks[slot];
        int offset = used[slot];
        LONG.set(bytes, offset + PREVIOUS, previous);
        LONG.set(bytes, offset + MICROS, event.micros);
        LONG.set(bytes, offset + SEQUENCE, event.sequence);
        INT.set(bytes, offset + OBJECT, object);
        if (event.isDelete) {
            INT.set(bytes, offset + LENGTH, flags | DELETE);
            LONG.set(bytes, offset + LON, event.madeAtMicros);
            DOUBLE.set(bytes, offset + LAT, 0);
            DOUBLE.set(bytes, offset + ALT, Double.NaN);
        } else {
            INT.set(bytes, offset + LENGTH, flags | event.metadata.length);
            DOUBLE.set(bytes, offset + LON, event.lon);
            DOUBLE.set(bytes, offset + LAT, event.lat);
            DOUBLE.set(bytes, offset + ALT, event.alt);
            System.arraycopy(event.metadata, 0, bytes, offset + HEADER_BYTES, event.metadata.length);
        }
        used[slot] = offset + needed;
        return lastChunk << OFFSET_BITS | offset;
    }

    private void addChunk(int needed) {
        boolean wasEmpty = isEmpty();
        lastChunk++;
        if (lastChunk - firstChunk == chunks.length) {
            widen();
        }
        int size = (int) Math.min(CHUNK_BYTES, (long) FIRST_CHUNK_BYTES << Math.min(lastChunk, 6));
        byte[] chunk = spare;
        spare = NO_BYTES;
        if (chunk.length < Math.max(size, needed)) {
            chunk = new byte[Math.max(size, needed)];
        }
        chunks[slot(lastChunk)] = chunk;
        used[slot(lastChunk)] = 0;
        if (wasEmpty) {
            first = lastChunk << OFFSET_BITS;
        }
    }

    private void widen() {
        byte[][] wider = new byte[chunks.length * 2][];
        Arrays.fill(wider, NO_BYTES);
        int[] widerUsed = new int[wider.length];
        for (long chunk = firstChunk; chunk < lastChunk; chunk++) {
            wider[(int) (chunk & wider.length - 1)] = chunks[slot(chunk)];
            widerUsed[(int) (chunk & wider.length - 1)] = used[slot(chunk)];
        }
        chunks = wider;
        used = widerUsed;
    }

    /** Drops the oldest event. */
    void dropFirst() {
        int slot = slot(firstChunk);
        int offset = offset(first) + bytesOf(first);
        if (offset < used[slot]) {
            first = firstChunk << OFFSET_BITS | offset;
            return;
        }
        if (chunks[slot].length == CHUNK_BYTES) {
            spare = chunks[slot];
        }
        chunks[slot] = NO_BYTES;
        firstChunk++;
        first = firstChunk << OFFSET_BITS;
    }

    /** Drops everything. */
    void clear() {
        chunks = new byte[][] {NO_BYTES};
        used = new int[] {0};
        firstChunk = lastChunk + 1;
        first = firstChunk << OFFSET_BITS;
        spare = NO_BYTES;
    }

    /** Overwrites an event with nothing; it belongs to nobody from now on. */
    void blank(long place) {
        byte[] bytes = bytes(place);
        int offset = offset(place);
        Arrays.fill(bytes, offset + MICROS, offset + OBJECT, (byte) 0);
        INT.set(bytes, offset + OBJECT, NOBODY);
        Arrays.fill(bytes, offset + HEADER_BYTES, offset + bytesOf(place), (byte) 0);
    }

    /** Marks an event of a spine as repeated by a later one: a link of the spine, but no record any more. */
    void markRepeated(long place) {
        byte[] bytes = bytes(place);
        INT.set(bytes, offset(place) + LENGTH, word(place) | REPEATED);
    }

    private int slot(long chunk) {
        return (int) (chunk & chunks.length - 1);
    }

    private byte[] bytes(long place) {
        return chunks[slot(place >>> OFFSET_BITS)];
    }

    private static int offset(long place) {
        return (int) place & OFFSET_MASK;
    }

    /** The place of the event before it on its object's spine; not necessarily still there. */
    long previous(long place) {
        return (long) LONG.get(bytes(place), offset(place) + PREVIOUS);
    }

    long micros(long place) {
        return (long) LONG.get(bytes(place), offset(place) + MICROS);
    }

    long sequence(long place) {
        return (long) LONG.get(bytes(place), offset(place) + SEQUENCE);
    }

    double lon(long place) {
        return (double) DOUBLE.get(bytes(place), offset(place) + LON);
    }

    double lat(long place) {
        return (double) DOUBLE.get(bytes(place), offset(place) + LAT);
    }

    double alt(long place) {
        return (double) DOUBLE.get(bytes(place), offset(place) + ALT);
    }

    int object(long place) {
        return (int) INT.get(bytes(place), offset(place) + OBJECT);
    }

    private int word(long place) {
        return (int) INT.get(bytes(place), offset(place) + LENGTH);
    }

    boolean isDelete(long place) {
        return (word(place) & DELETE) != 0;
    }

    /** Whether its object's side list holds it, not the spine. */
    boolean isSide(long place) {
        return (word(place) & SIDE) != 0;
    }

    /** Whether a later record of its object repeats it. */
    boolean isRepeated(long place) {
        return (word(place) & REPEATED) != 0;
    }

    /** When a delete was made, in microseconds since 1970. */
    long madeAtMicros(long place) {
        return (long) LONG.get(bytes(place), offset(place) + LON);
    }

    byte[] metadata(long place) {
        int from = offset(place) + HEADER_BYTES;
        return Arrays.copyOfRange(bytes(place), from, from + metadataBytes(place));
    }

    int metadataBytes(long place) {
        return word(place) & LENGTH_MASK;
    }

    /** Memory of an event. */
    int bytesOf(long place) {
        return HEADER_BYTES + metadataBytes(place);
    }

    /** Compares an event with a key of the history's order, (timestamp, sequence). */
    int compare(long place, long micros, long sequence) {
        int byTime = Long.compare(micros(place), micros);
        return byTime != 0 ? byTime : Long.compare(sequence(place), sequence);
    }

    /** Whether the position at a place agrees with a new one in timestamp, bits of coordinates and bytes of metadata. */
    boolean isRepeatedBy(NewEvent event, long place) {
        int from = offset(place) + HEADER_BYTES;
        return micros(place) == event.micros
                && sameBits(lon(place), event.lon)
                && sameBits(lat(place), event.lat)
                && sameBits(alt(place), event.alt)
                && Arrays.equals(
                        bytes(place), from, from + metadataBytes(place), event.metadata, 0, event.metadata.length);
    }

    private static boolean sameBits(double a, double b) {
        return Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b);
    }

    /** A number of the content of the position at a place, as {@link ContentHash} makes it. */
    int contentHash(ContentHash hash, long place) {
        return hash.of(
                object(place),
                micros(place),
                lon(place),
                lat(place),
                alt(place),
                bytes(place),
                offset(place) + HEADER_BYTES,
                metadataBytes(place));
    }
}
