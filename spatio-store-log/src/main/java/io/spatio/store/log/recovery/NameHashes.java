package io.spatio.store.log.recovery;

import io.spatio.store.log.wal.Salts;
import io.spatio.store.log.wal.Text;
import java.util.Arrays;

/**
 * Hashes of objects' names and incarnations by the objects' numbers, so that names met again are known again without a look at them. Names
 * of a million objects lie all over the memory, and each would cost several misses of the caches; these lie close.
 *
 * <p>Two different names have equal hashes with a probability of less than 2^-48, whatever the names are: a polynomial over
 * the numbers modulo 2^61 - 1, evaluated at a point drawn at each opening (Carter, Wegman, "Universal Classes of Hash
 * Functions", 1979). The checksums of the log's frames leave 2^-32. One thread at a time.
 */
final class NameHashes {
    private static final long PRIME = (1L << 61) - 1;
    private static final long END_OF_NAME = 1L << 60;

    private final long point = (Salts.next() & PRIME) % (PRIME - 2) + 2;
    private long[] byNumber = new long[64];

    /** The hash of a namespace, an id and one of its incarnations; never 0, which stands for none. */
    long hash(Text namespace, Text objectId, long incarnation) {
        return step(mixed(mixed(1, namespace), objectId), incarnation & (END_OF_NAME - 1)) + 1;
    }

    private long mixed(long start, Text text) {
        long hash = start;
        for (int at = 0; at < text.length(); at += Text.CHUNK_BYTES) {
            hash = step(hash, text.chunk(at));
        }
        return step(hash, END_OF_NAME | text.length());
    }

    /** (hash + chunk) * point modulo 2^61 - 1. */
    private long step(long hash, long chunk) {
        long sum = reduced(hash + chunk);
        long low = sum * point;
        long high = Math.multiplyHigh(sum, point);
        return reduced((low & PRIME) + (high << 3 | low >>> 61));
    }

    private static long reduced(long value) {
        return value >= PRIME ? value - PRIME : value;
    }

    /** The hash of a number's names, 0 where none was set. */
    long get(int number) {
        return number < byNumber.length ? byNumber[number] : 0;
    }

    void set(int number, long hash) {
        if (number >= byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, Math.max(number + 1, 2 * byNumber.length));
        }
        byNumber[number] = hash;
    }
}
