package io.spatio.store.log.codec;

/**
 * Where the rows of a page change from one object to the next: run {@code r} begins at row {@code start(r)}. Refilled for
 * each page; one thread at a time.
 */
public final class Runs {
    private int[] starts = new int[16];
    private int count;
    private int rows;

    /** Begins again, without rows. */
    public void clear() {
        count = 0;
        rows = 0;
    }

    /** Adds a run of at least one row. */
    public void add(int length) {
        if (count == starts.length) {
            starts = java.util.Arrays.copyOf(starts, 2 * count);
        }
        starts[count++] = rows;
        rows += length;
    }

    /** Makes the last run one row longer. */
    public void grow() {
        rows++;
    }

    /** How many runs there are. */
    public int count() {
        return count;
    }

    /** How many rows there are. */
    public int rows() {
        return rows;
    }

    /** The first row of a run; {@link #rows} for the run after the last. */
    public int start(int run) {
        return run == count ? rows : starts[run];
    }

    /** The run a row belongs to; O(log runs). */
    public int runOf(int row) {
        int found = java.util.Arrays.binarySearch(starts, 0, count, row);
        return found >= 0 ? found : -found - 2;
    }
}
