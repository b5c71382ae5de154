package io.spatio.store.log.codec;

import java.util.Arrays;

/** Bytes being put together, little-endian, in an array that grows. One thread at a time. */
public final class ByteSink {
    private byte[] bytes;
    private int size;

    /** An empty one with room to begin with. */
    public ByteSink(int room) {
        bytes = new byte[Math.max(16, room)];
    }

    /** How many bytes there are. */
    public int size() {
        return size;
    }

    /** The array they stand in, from 0 to {@link #size}; valid until the next write. */
    public byte[] array() {
        return bytes;
    }

    /** A copy of the bytes. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Forgets all bytes. */
    public void clear() {
        size = 0;
    }

    /** Appends the low eight bits. */
    public void writeByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    /** Appends the low sixteen bits. */
    public void writeInt16(int value) {
        writeByte(value);
        writeByte(value >>> 8);
    }

    /** Appends four bytes. */
    public void writeInt32(int value) {
        writeInt16(value);
        writeInt16(value >>> 16);
    }

    /** Appends eight bytes. */
    public void writeInt64(long value) {
        writeInt32((int) value);
        writeInt32((int) (value >>> 32));
    }

    /** Appends an unsigned number, seven bits to a byte, the lowest first: 1 to 10 bytes. */
    public void writeVarint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            writeByte((int) rest | 0x80);
            rest >>>= 7;
        }
        writeByte((int) rest);
    }

    /** Appends a signed number, near zero the shortest: 1 to 10 bytes. */
    public void writeSigned(long value) {
        writeVarint(ZigZag.encode(value));
    }

    /** Appends bytes. */
    public void write(byte[] source, int offset, int length) {
        reserve(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Appends zeros. */
    public void writeZeros(int count) {
        reserve(count);
        Arrays.fill(bytes, size, size + count, (byte) 0);
        size += count;
    }

    /** Overwrites four bytes that were written before. */
    public void putInt32(int position, int value) {
        for (int i = 0; i < 4; i++) {
            bytes[position + i] = (byte) (value >>> (8 * i));
        }
    }

    /** The bytes {@link #writeVarint} takes for a number. */
    static int varintLength(long value) {
        return value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
    }

    /** Appends room for bytes that the caller sets itself, zeroed. */
    int skip(int count) {
        int position = size;
        writeZeros(count);
        return position;
    }

    private void reserve(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + (bytes.length >> 1)));
        }
    }
}
