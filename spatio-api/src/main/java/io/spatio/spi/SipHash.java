package io.spatio.spi;

import java.security.SecureRandom;

/**
 * A hash of strings that nobody can aim at without its key: SipHash-2-4 of the UTF-16 code units, lower byte first (Aumasson
 * and Bernstein, "SipHash: a fast short-input PRF", 2012). For tables keyed by names and ids that users choose, where
 * {@link String#hashCode}, which is cheaper, turns out to be aimed at. Any thread.
 */
public final class SipHash {
    private static final int CHARS_IN_A_WORD = 4;

    private final long key0;
    private final long key1;

    /** One with a given key, its lower half first. */
    public SipHash(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    /** One with a secret key of its own. */
    public static SipHash random() {
        SecureRandom random = new SecureRandom();
        return new SipHash(random.nextLong(), random.nextLong());
    }

    /** The hash of a text. O(length). */
    public long hash(String text) {
        long v0 = key0 ^ 0x736f6d6570736575L;
        long v1 = key1 ^ 0x646f72616e646f6dL;
        long v2 = key0 ^ 0x6c7967656e657261L;
        long v3 = key1 ^ 0x7465646279746573L;
        int words = text.length() / CHARS_IN_A_WORD;
        for (int i = 0; i <= words + 2; i++) {
            // The words of the text, the rest of it with its length, and two rounds more that finish.
            long word = i < words ? word(text, i) : i == words ? lastWord(text, i) : 0;
            v2 ^= i == words + 1 ? 0xff : 0;
            v3 ^= word;
            for (int round = 0; round < 2; round++) {
                v0 += v1;
                v2 += v3;
                v1 = Long.rotateLeft(v1, 13) ^ v0;
                v3 = Long.rotateLeft(v3, 16) ^ v2;
                v0 = Long.rotateLeft(v0, 32) + v3;
                v2 += v1;
                v3 = Long.rotateLeft(v3, 21) ^ v0;
                v1 = Long.rotateLeft(v1, 17) ^ v2;
                v2 = Long.rotateLeft(v2, 32);
            }
            v0 ^= word;
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static long word(String text, int i) {
        int at = i * CHARS_IN_A_WORD;
        return text.charAt(at)
                | (long) text.charAt(at + 1) << 16
                | (long) text.charAt(at + 2) << 32
                | (long) text.charAt(at + 3) << 48;
    }

    private static long lastWord(String text, int i) {
        long word = (long) text.length() << 57; // its length in bytes in the highest byte
        for (int at = i * CHARS_IN_A_WORD, shift = 0; at < text.length(); at++, shift += 16) {
            word |= (long) text.charAt(at) << shift;
        }
        return word;
    }
}
