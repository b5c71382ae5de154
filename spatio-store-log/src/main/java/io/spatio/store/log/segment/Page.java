package io.spatio.store.log.segment;

import io.spatio.store.log.codec.MetadataColumn;
import io.spatio.store.log.codec.Runs;
import java.util.Arrays;

/**
 * The rows of one page as columns, refilled for each page. Objects of a page are consecutive numbers, a run of rows each.
 * A delete holds the position of the row before it, which costs nothing; {@link #isDelete} says that it has none.
 */
final class Page {
    final Runs runs = new Runs();
    final MetadataColumn metadata = new MetadataColumn();
    final TiedRows ties = new TiedRows();
    int firstObject;
    long[] timestamps = new long[0];
    double[] lons = new double[0];
    double[] lats = new double[0];
    double[] alts = new double[0];
    boolean[] deletes = new boolean[0];
    boolean[] withAlt = new boolean[0];

    void clear() {
        runs.clear();
        metadata.clear();
        ties.clear();
    }

    int rows() {
        return runs.rows();
    }

    int lastObject() {
        return firstObject + runs.count() - 1;
    }

    /** Makes room for rows; what stands in the columns may go. */
    void reserve(int rows) {
        if (timestamps.length < rows) {
            int room = Math.max(rows, Math.min(SegmentFormat.PAGE_MOST_ROWS, 2 * timestamps.length));
            timestamps = Arrays.copyOf(timestamps, room);
            lons = Arrays.copyOf(lons, room);
            lats = Arrays.copyOf(lats, room);
            alts = Arrays.copyOf(alts, room);
            deletes = Arrays.copyOf(deletes, room);
            withAlt = Arrays.copyOf(withAlt, room);
        }
    }

    /** Adds a row of an object, which is the last one's or the next. */
    void add(int object, long timestampMicros, boolean delete, double lon, double lat, double alt, byte[] blob) {
        int row = rows();
        reserve(row + 1);
        if (row == 0) {
            firstObject = object;
        }
        if (row == 0 || object > lastObject()) {
            runs.add(1);
        } else {
            runs.grow();
        }
        boolean hasAlt = !delete && !Double.isNaN(alt);
        timestamps[row] = timestampMicros;
        deletes[row] = delete;
        lons[row] = delete ? before(lons, row) : lon;
        lats[row] = delete ? before(lats, row) : lat;
        alts[row] = hasAlt ? alt : before(alts, row);
        withAlt[row] = hasAlt;
        metadata.add(blob);
    }

    private static double before(double[] column, int row) {
        return row == 0 ? 0 : column[row - 1];
    }

    /** Whether one of its objects has a position in a place within a time range, both ends inclusive. */
    boolean anyInside(int object, long fromMicros, long toMicros, Place place) {
        int run = object - firstObject;
        int end = runs.start(run + 1);
        for (int row = runs.start(run); row < end && timestamps[row] <= toMicros; row++) {
            if (timestamps[row] >= fromMicros && !deletes[row] && place.mayContain(lons[row], lats[row])) {
                return true;
            }
        }
        return false;
    }

    boolean isDelete(int row) {
        return deletes[row];
    }

    double lon(int row) {
        return deletes[row] ? Double.NaN : lons[row];
    }

    double lat(int row) {
        return deletes[row] ? Double.NaN : lats[row];
    }

    double alt(int row) {
        return withAlt[row] ? alts[row] : Double.NaN;
    }
}
