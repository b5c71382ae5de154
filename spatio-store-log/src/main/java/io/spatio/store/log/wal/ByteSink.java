package io.spatio.store.log.wal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes being put together, little-endian, growing as needed. One thread at a time. */
public final class ByteSink {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int size;

    /** An empty one. */
    public ByteSink(int capacity) {
        bytes = new byte[capacity];
    }

    /** The bytes so far, valid up to {@link #size} until the next change. */
    public byte[] array() {
        return bytes;
    }

    /** How many bytes there are. */
    public int size() {
        return size;
    }

    /** A copy of the bytes so far. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Forgets all bytes, and the memory beyond {@code keepCapacity}. */
    public void clear(int keepCapacity) {
        size = 0;
        if (bytes.length > keepCapacity) {
            bytes = new byte[keepCapacity];
        }
    }

    /** Makes room, so that the next {@code more} bytes cannot fail. */
    public void ensure(int more) {
        if (bytes.length - size < more) {
            long wanted = Math.max(size + (long) more, bytes.length + (long) (bytes.length >> 1));
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
        }
    }

    /** Appends one byte. */
    public void putByte(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    /** Appends two bytes. */
    public void putShort(int value) {
        ensure(2);
        SHORT.set(bytes, size, (short) value);
        size += 2;
    }

    /** Appends four bytes. */
    public void putInt(int value) {
        ensure(4);
        INT.set(bytes, size, value);
        size += 4;
    }

    /** Appends eight bytes. */
    public void putLong(long value) {
        ensure(8);
        LONG.set(bytes, size, value);
        size += 8;
    }

    /** Appends all bits of a double. */
    public void putDouble(double value) {
        putLong(Double.doubleToRawLongBits(value));
    }

    /** Appends a number, seven bits a byte, lowest first. */
    public void putVarint(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Appends bytes. */
    public void putBytes(byte[] source, int offset, int length) {
        ensure(length);
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    /** Appends a length and as many bytes. */
    public void putBlock(byte[] block) {
        putVarint(block.length);
        putBytes(block, 0, block.length);
    }

    /** Appends zeros up to a multiple of eight. */
    public void pad() {
        while ((size & 7) != 0) {
            putByte(0);
        }
    }

    /** Appends zeros. */
    public void putZeros(int count) {
        ensure(count);
        Arrays.fill(bytes, size, size + count, (byte) 0);
        size += count;
    }

    /** Overwrites four bytes. */
    public void setInt(int offset, int value) {
        INT.set(bytes, offset, value);
    }

    /** Overwrites eight bytes. */
    public void setLong(int offset, long value) {
        LONG.set(bytes, offset, value);
    }

    /** Reads two bytes of an array. */
    public static int shortAt(byte[] bytes, int offset) {
        return (short) SHORT.get(bytes, offset) & 0xFFFF;
    }

    /** Reads four bytes of an array. */
    public static int intAt(byte[] bytes, int offset) {
        return (int) INT.get(bytes, offset);
    }

    /** Reads eight bytes of an array. */
    public static long longAt(byte[] bytes, int offset) {
        return (long) LONG.get(bytes, offset);
    }
}
