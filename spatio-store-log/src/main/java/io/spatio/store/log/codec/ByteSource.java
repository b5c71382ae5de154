package io.spatio.store.log.codec;

import io.spatio.error.StoreCorruptException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A reader of what {@link ByteSink} wrote, that never leaves its bounds. One thread at a time.
 *
 * <p>{@link #SLACK} more bytes than it may read must stand in the array, so that packed numbers can be fetched a word at
 * a time; their values never matter.
 */
public final class ByteSource {
    /** Bytes that must follow the readable ones in the array. */
    public static final int SLACK = 8;

    static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] bytes;
    private final int limit;
    private int position;

    /** Reads from a position up to a limit. */
    public ByteSource(byte[] bytes, int position, int limit) {
        if (position < 0 || position > limit || limit > bytes.length - SLACK) {
            throw new IllegalArgumentException("no " + SLACK + " bytes of slack: position=" + position + " limit="
                    + limit + " length=" + bytes.length);
        }
        this.bytes = bytes;
        this.position = position;
        this.limit = limit;
    }

    /** The array being read. */
    public byte[] array() {
        return bytes;
    }

    /** Where the next byte stands. */
    public int position() {
        return position;
    }

    /** How many bytes are left. */
    public int remaining() {
        return limit - position;
    }

    /**
     * Passes over bytes.
     *
     * @return where they began
     */
    public int skip(long count) {
        if (count < 0 || count > limit - position) {
            throw damaged("it ends early");
        }
        int from = position;
        position += (int) count;
        return from;
    }

    /** Checks that all was read. */
    public void expectEnd() {
        if (position != limit) {
            throw damaged((limit - position) + " bytes are left over");
        }
    }

    /** One byte, unsigned. */
    public int readByte() {
        return bytes[skip(1)] & 0xFF;
    }

    /** Two bytes, unsigned. */
    public int readInt16() {
        int low = readByte();
        return low | readByte() << 8;
    }

    /** Four bytes. */
    public int readInt32() {
        return (int) INT32.get(bytes, skip(4));
    }

    /** Eight bytes. */
    public long readInt64() {
        return (long) INT64.get(bytes, skip(8));
    }

    /** A number written by {@link ByteSink#writeVarint}. */
    public long readVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw damaged("a number is longer than ten bytes");
    }

    /** A number written by {@link ByteSink#writeSigned}. */
    public long readSigned() {
        return ZigZag.decode(readVarint());
    }

    /** A number written by {@link ByteSink#writeVarint} that must lie in a range, both ends inclusive. */
    public int readCount(int least, int most) {
        long count = readVarint();
        if (count < least || count > most) {
            throw damaged("a count is outside [" + least + ", " + most + "]: count=" + count);
        }
        return (int) count;
    }

    /** The error that says what is wrong with the bytes; the caller, which knows the file, adds where. */
    public static StoreCorruptException damaged(String what) {
        return new StoreCorruptException("damaged bytes: " + what);
    }
}
