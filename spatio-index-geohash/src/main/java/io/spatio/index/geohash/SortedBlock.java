package io.spatio.index.geohash;

import io.spatio.spi.PositionBlock;
import java.util.Arrays;

/**
 * A block of positions in the order of their geohashes, so that loading it fills cell by cell: neighbours come to lie beside
 * each other in memory, and how many share a cell of any length is counted in one walk. O(n log n) to make.
 */
final class SortedBlock {
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
        int keyBits = Math.min(CellFit.MOST_BITS, Long.SIZE - 1 - indexBits);
        CellSystem cells = new CellSystem(keyBits);
        long[] entries = new long[size];
        for (int i = 0; i < size; i++) {
            entries[i] = cells.key(block.lon(i), block.lat(i)) << indexBits | i;
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

    /** How many objects the cell of the median object holds, in cells of a bit length. */
    int company(int bits) {
        int shift = indexBits + Math.max(0, keyBits - bits);
        CellFit.Company company = new CellFit.Company();
        int first = 0;
        for (int i = 1; i <= entries.length; i++) {
            if (i == entries.length || entries[i] >>> shift != entries[first] >>> shift) {
                company.add(i - first);
                first = i;
            }
        }
        return company.median();
    }
}
