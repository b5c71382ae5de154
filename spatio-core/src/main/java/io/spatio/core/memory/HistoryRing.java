package io.spatio.core.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Events in append order, each with the place of the one its object had before: bytes in chunks, no object per event.
 *
 * <p>Appending writes one stretch of memory and dropping the oldest reads one, whatever objects they belong to; the
 * collector has nothing to follow. A place is the chunk's number above the offset in it, so it grows with the append order
 * and is never used again. Guarded by the store's lock.
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
    private static final int LON = 24;
    private static final int LAT = 32;
    private static final int ALT = 40;
    private static final int OBJECT = 48;
    private static final int METADATA_BYTES = 52; // the complement of it for a delete, which has none

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

    /** Adds an event that is a position, whose coordinates are set next. */
    long append(long previous, int object, long micros, long sequence, byte[] metadata) {
        return put(previous, object, micros, sequence, metadata, metadata.length);
    }

    /** Adds an event that is a delete. */
    long appendDelete(long previous, int object, long micros, long sequence) {
        return put(previous, object, micros, sequence, NO_BYTES, ~0);
    }

    private long put(long previous, int object, long micros, long sequence, byte[] metadata, int lengthWord) {
        int needed = HEADER_BYTES + metadata.length;
        if (isEmpty() || used[slot(lastChunk)] + needed > chunks[slot(lastChunk)].length) {
            addChunk(needed);
        }
        int slot = slot(lastChunk);
        byte[] bytes = chunks[slot];
        int offset = used[slot];
        LONG.set(bytes, offset + PREVIOUS, previous);
        LONG.set(bytes, offset + MICROS, micros);
        LONG.set(bytes, offset + SEQUENCE, sequence);
        INT.set(bytes, offset + OBJECT, object);
        INT.set(bytes, offset + METADATA_BYTES, lengthWord);
        System.arraycopy(metadata, 0, bytes, offset + HEADER_BYTES, metadata.length);
        used[slot] = offset + needed;
        long place = lastChunk << OFFSET_BITS | offset;
        setCoordinates(place, 0, 0, Double.NaN);
        return place;
    }

    /** Sets the coordinates of an event: degrees and metres, NaN for no altitude. */
    void setCoordinates(long place, double lon, double lat, double alt) {
        byte[] bytes = bytes(place);
        int offset = offset(place);
        DOUBLE.set(bytes, offset + LON, lon);
        DOUBLE.set(bytes, offset + LAT, lat);
        DOUBLE.set(bytes, offset + ALT, alt);
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

    /** Overwrites an event with nothing; it belongs to nobody from now on. */
    void blank(long place) {
        byte[] bytes = bytes(place);
        int offset = offset(place);
        Arrays.fill(bytes, offset + MICROS, offset + OBJECT, (byte) 0);
        INT.set(bytes, offset + OBJECT, NOBODY);
        Arrays.fill(bytes, offset + HEADER_BYTES, offset + bytesOf(place), (byte) 0);
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

    /** The place of the event that its object had before; not necessarily still there. */
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

    private int lengthWord(long place) {
        return (int) INT.get(bytes(place), offset(place) + METADATA_BYTES);
    }

    boolean isDelete(long place) {
        return lengthWord(place) < 0;
    }

    byte[] metadata(long place) {
        int from = offset(place) + HEADER_BYTES;
        return Arrays.copyOfRange(bytes(place), from, from + Math.max(0, lengthWord(place)));
    }

    /** Memory of an event. */
    int bytesOf(long place) {
        return HEADER_BYTES + Math.max(0, lengthWord(place));
    }
}
