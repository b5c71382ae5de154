package io.spatio.store.log.codec;

import java.util.Arrays;

/**
 * Integers packed in miniblocks of 32, each with just the bits its own values need. Any thread.
 *
 * <p>A miniblock is a header byte, the width in its low seven bits, then the values, lowest bits first. With the high bit
 * set a reference follows the header and the values are what they lie above it (frame of reference); else they are
 * zig-zag. The shorter is taken. Widths up to 56 are fetched with one unaligned load per value and no branch.
 *
 * <p>Lemire, Boytsov: Decoding billions of integers per second through vectorization, 2015, of which this is the scalar
 * form.
 */
final class PackedIntegers {
    static final int MINIBLOCK = 32;

    private static final int WITH_REFERENCE = 0x80;
    private static final int ONE_LOAD = 56;

    private PackedIntegers() {}

    /** The bytes that {@link #encode} would write. */
    static int cost(long[] values, int from, int count) {
        int cost = 0;
        for (int at = 0; at < count; at += MINIBLOCK) {
            int size = Math.min(MINIBLOCK, count - at);
            int zigZag = packedBytes(zigZagWidth(values, from + at, size), size);
            cost += 1 + Math.min(zigZag, zigZag == 0 ? 0 : referenceCost(values, from + at, size));
        }
        return cost;
    }

    static void encode(long[] values, int from, int count, ByteSink sink) {
        for (int at = 0; at < count; at += MINIBLOCK) {
            encodeMiniblock(values, from + at, Math.min(MINIBLOCK, count - at), sink);
        }
    }

    static void decode(ByteSource source, long[] values, int from, int count) {
        for (int at = 0; at < count; at += MINIBLOCK) {
            decodeMiniblock(source, values, from + at, Math.min(MINIBLOCK, count - at));
        }
    }

    private static void encodeMiniblock(long[] values, int from, int size, ByteSink sink) {
        int width = zigZagWidth(values, from, size);
        boolean withReference = width > 0 && referenceCost(values, from, size) < packedBytes(width, size);
        if (!withReference) {
            sink.writeByte(width);
            pack(values, from, size, width, false, 0, sink);
            return;
        }
        long reference = min(values, from, size);
        int offsetWidth = width(max(values, from, size) - reference);
        sink.writeByte(offsetWidth | WITH_REFERENCE);
        sink.writeSigned(reference);
        pack(values, from, size, offsetWidth, true, reference, sink);
    }

    private static void decodeMiniblock(ByteSource source, long[] values, int from, int size) {
        int header = source.readByte();
        int width = header & 0x7F;
        if (width > 64) {
            throw ByteSource.damaged("a width is over 64: width=" + width);
        }
        if ((header & WITH_REFERENCE) != 0) {
            long reference = source.readSigned();
            unpack(source, values, from, size, width);
            for (int i = from; i < from + size; i++) {
                values[i] += reference;
            }
        } else {
            unpack(source, values, from, size, width);
            for (int i = from; i < from + size; i++) {
                values[i] = ZigZag.decode(values[i]);
            }
        }
    }

    private static void pack(
            long[] values, int from, int size, int width, boolean offsets, long reference, ByteSink sink) {
        int position = sink.skip(packedBytes(width, size));
        byte[] bytes = sink.array();
        long bit = 8L * position;
        for (int i = from; i < from + size; i++, bit += width) {
            long value = offsets ? values[i] - reference : ZigZag.encode(values[i]);
            int at = (int) (bit >>> 3);
            int shift = (int) (bit & 7);
            long low = value << shift;
            for (int left = width + shift; left > 0; left -= 8, at++) {
                bytes[at] |= (byte) low;
                low = left == width + shift ? value >>> (8 - shift) : low >>> 8;
            }
        }
    }

    private static void unpack(ByteSource source, long[] values, int from, int size, int width) {
        int position = source.skip(packedBytes(width, size));
        byte[] bytes = source.array();
        if (width == 0) {
            Arrays.fill(values, from, from + size, 0);
        } else if (width <= ONE_LOAD) {
            long mask = (1L << width) - 1;
            for (int i = 0, bit = 0; i < size; i++, bit += width) {
                values[from + i] = word(bytes, position + (bit >>> 3)) >>> (bit & 7) & mask;
            }
        } else {
            // A value may lie over nine bytes: two loads, 32 bits and the rest.
            long mask = (1L << (width - 32)) - 1;
            for (int i = 0, bit = 0; i < size; i++, bit += width) {
                long low = word(bytes, position + (bit >>> 3)) >>> (bit & 7) & 0xFFFFFFFFL;
                long high = word(bytes, position + ((bit + 32) >>> 3)) >>> (bit & 7) & mask;
                values[from + i] = low | high << 32;
            }
        }
    }

    private static long word(byte[] bytes, int position) {
        return (long) ByteSource.INT64.get(bytes, position);
    }

    private static int referenceCost(long[] values, int from, int size) {
        long reference = min(values, from, size);
        return ByteSink.varintLength(ZigZag.encode(reference))
                + packedBytes(width(max(values, from, size) - reference), size);
    }

    private static int zigZagWidth(long[] values, int from, int size) {
        long all = 0;
        for (int i = from; i < from + size; i++) {
            all |= ZigZag.encode(values[i]);
        }
        return width(all);
    }

    private static long min(long[] values, int from, int size) {
        long min = values[from];
        for (int i = from + 1; i < from + size; i++) {
            min = Math.min(min, values[i]);
        }
        return min;
    }

    private static long max(long[] values, int from, int size) {
        long max = values[from];
        for (int i = from + 1; i < from + size; i++) {
            max = Math.max(max, values[i]);
        }
        return max;
    }

    private static int width(long unsigned) {
        return 64 - Long.numberOfLeadingZeros(unsigned);
    }

    private static int packedBytes(int width, int size) {
        return (width * size + 7) >>> 3;
    }
}
