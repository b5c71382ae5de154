package io.spatio.index.geohash;

/**
 * Places a growing row of numbered elements in chunks that never move once made: 16, 16, 32, … 512 elements, then 1,024
 * each. A small index stays small, a large one wastes at most one chunk, and nobody ever reads an array that growth has
 * left behind.
 */
final class Ladder {
    private static final int FIRST_BITS = 4;
    private static final int FULL_BITS = 10;
    private static final int FULL = 1 << FULL_BITS;

    private Ladder() {}

    /** The chunk of an element. */
    static int chunk(int id) {
        return id < FULL
                ? Integer.SIZE - Integer.numberOfLeadingZeros(id >>> FIRST_BITS)
                : FULL_BITS - FIRST_BITS + (id >>> FULL_BITS);
    }

    /** The place of an element in its chunk. */
    static int offset(int id) {
        if (id >= FULL) {
            return id & (FULL - 1);
        }
        return id < 1 << FIRST_BITS ? id : id - Integer.highestOneBit(id);
    }

    /** How many elements a chunk holds. */
    static int size(int chunk) {
        if (chunk == 0) {
            return 1 << FIRST_BITS;
        }
        return chunk <= FULL_BITS - FIRST_BITS ? 1 << (chunk + FIRST_BITS - 1) : FULL;
    }
}
