package io.spatio.store.log.wal;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * UTF-8 as it stands in the bytes of a file, compared without making a String of it: opening a store meets millions of
 * names, nearly all of which it knows. Set by {@link ByteSource#getText(Text)}; valid until its bytes change. One
 * thread at a time.
 */
public final class Text {
    /** How many bytes {@link #chunk} takes at once. */
    public static final int CHUNK_BYTES = 7;

    private byte[] bytes = {};
    private int offset;
    private int length;
    /** The text, where it is not ASCII; else null. */
    private @Nullable String decoded;

    /** Makes this a part of an array. */
    void set(byte[] array, int at, int count, @Nullable String text) {
        bytes = array;
        offset = at;
        length = count;
        decoded = text;
    }

    /** Whether a String says the same. */
    public boolean matches(String text) {
        if (decoded != null) {
            return decoded.equals(text);
        }
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[offset + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** How many bytes it has. */
    public int length() {
        return length;
    }

    /** Up to seven of its bytes as a number, the first the lowest. */
    public long chunk(int at) {
        int count = Math.min(CHUNK_BYTES, length - at);
        int from = offset + at;
        if (from + Long.BYTES <= bytes.length) {
            return ByteSink.longAt(bytes, from) & ((1L << (8 * count)) - 1);
        }
        long chunk = 0;
        for (int i = 0; i < count; i++) {
            chunk |= (bytes[from + i] & 0xFFL) << (8 * i);
        }
        return chunk;
    }

    /** What {@link String#hashCode} gives for it. */
    public int hash() {
        if (decoded != null) {
            return decoded.hashCode();
        }
        int hash = 0;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    /** A String that says the same: the given one where it does. */
    public String toString(String likely) {
        return matches(likely) ? likely : toString();
    }

    @Override
    public String toString() {
        return decoded != null ? decoded : new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
}
