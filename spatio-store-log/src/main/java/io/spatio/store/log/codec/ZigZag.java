package io.spatio.store.log.codec;

/** Signed numbers as unsigned ones: 0, −1, 1, −2 … become 0, 1, 2, 3 …, so that small magnitudes have few bits. */
final class ZigZag {
    private ZigZag() {}

    static long encode(long value) {
        return value << 1 ^ value >> 63;
    }

    static long decode(long value) {
        return value >>> 1 ^ -(value & 1);
    }
}
