package io.spatio.core.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/**
 * Hashes what makes a record the repeat of another. Keyed by chance, so that nobody can choose records that share a hash: each
 * word is multiplied to 128 bits, and both halves are folded (the mixing step of wyhash).
 */
final class ContentHash {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long key;
    private final long multiplier;

    ContentHash(SplittableRandom random) {
        key = random.nextLong();
        multiplier = random.nextLong() | 1;
    }

    private long mix(long hash, long word) {
        long value = hash ^ word ^ key;
        return Math.multiplyHigh(value, multiplier) ^ value * multiplier;
    }

    /** The hash of a position of an object: its timestamp, bits of coordinates and bytes of metadata. */
    int of(int object, long micros, double lon, double lat, double alt, byte[] bytes, int from, int length) {
        long hash = mix(mix(object, micros), Double.doubleToRawLongBits(lon));
        hash = mix(mix(hash, Double.doubleToRawLongBits(lat)), Double.doubleToRawLongBits(alt));
        int at = from;
        for (; at + Long.BYTES <= from + length; at += Long.BYTES) {
            hash = mix(hash, (long) LONG.get(bytes, at));
        }
        long rest = length;
        for (; at < from + length; at++) {
            rest = rest << Byte.SIZE | (bytes[at] & 0xFF);
        }
        return Long.hashCode(mix(hash, rest));
    }

    int of(int object, NewEvent event) {
        return of(object, event.micros, event.lon, event.lat, event.alt, event.metadata, 0, event.metadata.length);
    }
}
