package io.spatio.core.memory;

import java.util.Arrays;

/**
 * Current positions whose events have left the ring, each by a number of its own: five words, and an array where there is
 * metadata. Guarded by the store's lock.
 */
final class KeptPositions {
    private static final int PIECE_SHIFT = 10;
    private static final int PIECE_MASK = (1 << PIECE_SHIFT) - 1;
    private static final int WORDS = 5;
    private static final int MICROS = 0; // of a free one: the next free one
    private static final int SEQUENCE = 1;
    private static final int LON = 2;
    private static final int LAT = 3;
    private static final int ALT = 4;
    private static final int NONE = -1;

    private long[][] words = {};
    private byte[][][] metadata = {};
    private int end;
    private int size;
    private int free = NONE;

    private long word(int kept, int word) {
        return words[kept >>> PIECE_SHIFT][(kept & PIECE_MASK) * WORDS + word];
    }

    private void set(int kept, int word, long value) {
        words[kept >>> PIECE_SHIFT][(kept & PIECE_MASK) * WORDS + word] = value;
    }

    private int take() {
        size++;
        if (free != NONE) {
            int kept = free;
            free = (int) word(kept, MICROS);
            return kept;
        }
        int piece = end >>> PIECE_SHIFT;
        if (piece == words.length) {
            words = Arrays.copyOf(words, piece + 1);
            metadata = Arrays.copyOf(metadata, piece + 1);
            words[piece] = new long[(1 << PIECE_SHIFT) * WORDS];
            metadata[piece] = new byte[1 << PIECE_SHIFT][];
        }
        return end++;
    }

    /** Copies the position at a place of the ring; returns its number. */
    int keep(HistoryRing ring, long place) {
        int kept = take();
        set(kept, MICROS, ring.micros(place));
        set(kept, SEQUENCE, ring.sequence(place));
        set(kept, LON, Double.doubleToRawLongBits(ring.lon(place)));
        set(kept, LAT, Double.doubleToRawLongBits(ring.lat(place)));
        set(kept, ALT, Double.doubleToRawLongBits(ring.alt(place)));
        metadata[kept >>> PIECE_SHIFT][kept & PIECE_MASK] =
                ring.metadataBytes(place) == 0 ? NewEvent.NO_METADATA : ring.metadata(place);
        return kept;
    }

    /** Forgets one; its number may be given again. */
    void remove(int kept) {
        size--;
        if (size == 0) {
            clear();
            return;
        }
        for (int word = SEQUENCE; word < WORDS; word++) {
            set(kept, word, 0);
        }
        set(kept, MICROS, free);
        metadata[kept >>> PIECE_SHIFT][kept & PIECE_MASK] = NewEvent.NO_METADATA;
        free = kept;
    }

    long micros(int kept) {
        return word(kept, MICROS);
    }

    long sequence(int kept) {
        return word(kept, SEQUENCE);
    }

    double lon(int kept) {
        return Double.longBitsToDouble(word(kept, LON));
    }

    double lat(int kept) {
        return Double.longBitsToDouble(word(kept, LAT));
    }

    double alt(int kept) {
        return Double.longBitsToDouble(word(kept, ALT));
    }

    /** Not to be changed. */
    byte[] metadata(int kept) {
        return metadata[kept >>> PIECE_SHIFT][kept & PIECE_MASK];
    }

    /** Whether a new position agrees with one in timestamp, bits of coordinates and bytes of metadata. */
    boolean isRepeatedBy(NewEvent event, int kept) {
        return !event.isDelete
                && micros(kept) == event.micros
                && word(kept, LON) == Double.doubleToRawLongBits(event.lon)
                && word(kept, LAT) == Double.doubleToRawLongBits(event.lat)
                && word(kept, ALT) == Double.doubleToRawLongBits(event.alt)
                && Arrays.equals(metadata(kept), event.metadata);
    }

    void clear() {
        words = new long[0][];
        metadata = new byte[0][][];
        end = 0;
        size = 0;
        free = NONE;
    }
}
