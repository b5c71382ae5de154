package io.spatio.store.log.wal;

import io.spatio.error.StoreCorruptException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what a {@link ByteSink} put together; every overrun is a {@link StoreCorruptException}. One thread at a time. */
public final class ByteSource {
    private final byte[] bytes;
    private final int end;
    private final String what;
    private int position;

    /**
     * A part of an array.
     *
     * @param what names the place in messages
     */
    public ByteSource(byte[] bytes, int offset, int length, String what) {
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
        this.what = what;
    }

    /** Bytes left. */
    public int remaining() {
        return end - position;
    }

    /** What messages name it. */
    public String place() {
        return what;
    }

    /** An error that names this place. */
    public StoreCorruptException corrupt(String problem) {
        return new StoreCorruptException(what + ": " + problem);
    }

    private int take(int length) {
        if (length < 0 || length > end - position) {
            throw corrupt("a value of " + length + " bytes runs past the end");
        }
        int at = position;
        position += length;
        return at;
    }

    /** One byte. */
    public int getByte() {
        return bytes[take(1)] & 0xFF;
    }

    /** Two bytes. */
    public int getShort() {
        return ByteSink.shortAt(bytes, take(2));
    }

    /** Four bytes. */
    public int getInt() {
        return ByteSink.intAt(bytes, take(4));
    }

    /** Eight bytes. */
    public long getLong() {
        return ByteSink.longAt(bytes, take(8));
    }

    /** All bits of a double. */
    public double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    /** A number of seven bits a byte. */
    public long getVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = getByte();
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw corrupt("a number has more than ten bytes");
    }

    /** A number that must be an int of at least 0. */
    public int getVarInt() {
        long value = getVarint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw corrupt("the number " + value + " is outside 0.." + Integer.MAX_VALUE);
        }
        return (int) value;
    }

    /** A length and as many bytes. */
    public byte[] getBlock() {
        int length = getVarInt();
        int at = take(length);
        return Arrays.copyOfRange(bytes, at, at + length);
    }

    /** A length and as much UTF-8. */
    public String getText() {
        Text text = new Text();
        getText(text);
        return text.toString();
    }

    /** A length and as much UTF-8, as it stands here. */
    public void getText(Text into) {
        int length = getVarInt();
        int at = take(length);
        into.set(bytes, at, length, isAscii(at, length) ? null : decoded(at, length));
    }

    private boolean isAscii(int at, int length) {
        int i = at;
        for (int last = at + length - Long.BYTES; i <= last; i += Long.BYTES) {
            if ((ByteSink.longAt(bytes, i) & 0x8080_8080_8080_8080L) != 0) {
                return false;
            }
        }
        for (; i < at + length; i++) {
            if (bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private String decoded(int at, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, at, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new StoreCorruptException(what + ": a name is not well-formed UTF-8", e);
        }
    }

    /** Passes over bytes. */
    public void skip(int length) {
        take(length);
    }
}
