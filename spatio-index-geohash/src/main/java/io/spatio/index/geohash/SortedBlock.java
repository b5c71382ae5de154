package io.spatio.index.geohash;

import io.spatio.spi.PositionBlock;
import java.util.Arrays;

/**
 * A block of positions in the order of their geohashes, so that loading it fills cell by cell: neighbours come to lie beside
 * each other in memory, and how many share a cell of any length is counted in one walk. O(n log n) to make.
 */
final class SortedBlock {
    private static final int LEAST_TILE_BITS = 4;
    private static final int MOST_TILE_BITS = 40;
    /** Points that share so long a geohash stand in one place for all that cells can do. */
    private static final int PLACE_BITS = 44;
    /** More objects in one place than this are a crowd, which no tiles part. */
    private static final int CROWD = 32;
    /** How many objects there must be per tile on average. */
    private static final int LEAST_MEAN = 8;

    private final long[] entries;
    private final int indexBits;
    private final int keyBits;

    private SortedBlock(long[] entries, int indexBits, int keyBits) {
        this.entries = entries;
        this.indexBits = indexBits;
        this.keyBits = keyBits;
    }

    static SortedBlock of(PositionBlock block) {
        int size = block.size();
        int indexBits = Integer.SIZE - Integer.numberOfLeadingZeros(size);
        int keyBits = Math.min(PLACE_BITS, Long.SIZE - 1 - indexBits);
        long[] entries = new long[size];
        for (int i = 0; i < size; i++) {
            entries[i] = Raster.prefix(block.lon(i), block.lat(i), keyBits) << indexBits | i;
        }
        Arrays.sort(entries);
        return new SortedBlock(entries, indexBits, keyBits);
    }

    int size() {
        return entries.length;
    }

    /** Where the i-th in order stands in the block. */
    int index(int i) {
        return (int) (entries[i] & (1L << indexBits) - 1);
    }

    /**
     * The bits of the smallest tiles in which at least half of the objects are with a given number, themselves included; crowds in
     * one place apart. Where most are in crowds, those given.
     */
    int tileBits(int company, int given) {
        SortedBlock spread = withoutCrowds();
        if (spread.size() < size() / 2) {
            return given;
        }
        int fits = LEAST_TILE_BITS;
        int tooLong = MOST_TILE_BITS + 1;
        while (tooLong - fits > 1) {
            int bits = (fits + tooLong) >>> 1;
            if (spread.fits(company, bits)) {
                fits = bits;
            } else {
                tooLong = bits;
            }
        }
        return fits;
    }

    private SortedBlock withoutCrowds() {
        long[] spread = new long[entries.length];
        int size = 0;
        for (int start = 0; start < entries.length; ) {
            int end = endOfRun(start, indexBits);
            if (end - start <= CROWD) {
                System.arraycopy(entries, start, spread, size, end - start);
                size += end - start;
            }
            start = end;
        }
        return new SortedBlock(Arrays.copyOf(spread, size), indexBits, keyBits);
    }

    private boolean fits(int company, int bits) {
        int shift = indexBits + Math.max(0, keyBits - bits);
        long tiles = 0;
        long together = 0;
        for (int start = 0; start < entries.length; tiles++) {
            int end = endOfRun(start, shift);
            together += end - start >= company ? end - start : 0;
            start = end;
        }
        return 2 * together >= entries.length && LEAST_MEAN * tiles <= entries.length;
    }

    private int endOfRun(int start, int shift) {
        int end = start + 1;
        while (end < entries.length && entries[end] >>> shift == entries[start] >>> shift) {
            end++;
        }
        return end;
    }
}
