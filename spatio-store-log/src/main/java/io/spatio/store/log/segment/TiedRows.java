package io.spatio.store.log.segment;

import io.spatio.store.log.codec.ByteSink;
import io.spatio.store.log.codec.ByteSource;
import io.spatio.store.log.codec.FlagColumn;
import io.spatio.store.log.codec.IntegerColumn;
import io.spatio.store.log.codec.Runs;
import java.util.Arrays;

/**
 * The places in the append order of those rows of a page that share their timestamp with another row of their object, as far
 * as they are known: each lies between two numbers, which are mostly the same. Refilled for each page; one thread at a time.
 *
 * <p>Such rows are few, so they alone cost bytes, and a page without any costs none. A row that is by itself when it is sealed
 * loses its place; where a row of the same timestamp comes later, the range of the segment it was in is what is known of it.
 */
final class TiedRows {
    private final IntegerColumn integers = new IntegerColumn();
    private final Runs together = new Runs();
    private long[] least = new long[0];
    private long[] span = new long[0];
    private boolean[] tied = new boolean[0];
    private long[] values = new long[0];
    private boolean any;

    void clear() {
        any = false;
    }

    private void reserve(int rows) {
        if (least.length < rows) {
            int room = Math.max(rows, Math.min(SegmentFormat.PAGE_MOST_ROWS, 2 * least.length));
            least = Arrays.copyOf(least, room);
            span = Arrays.copyOf(span, room);
            tied = Arrays.copyOf(tied, room);
            values = new long[room];
        }
    }

    /** Notes what is known of a row, tied or not: its place is at least the first number, and at most as much greater. */
    void note(int row, long leastSequence, long sequenceSpan) {
        reserve(row + 1);
        least[row] = leastSequence;
        span[row] = sequenceSpan;
    }

    /**
     * Finds the rows that are tied.
     *
     * @param before whether the first row is tied with the last one of the page before
     * @param next whether the last row is tied with the first one of the next page
     */
    void find(Page page, boolean before, boolean next) {
        int rows = page.rows();
        Arrays.fill(tied, 0, rows, false);
        any = before || next;
        tied[0] = before;
        for (int run = 0; run < page.runs.count(); run++) {
            for (int row = page.runs.start(run) + 1; row < page.runs.start(run + 1); row++) {
                if (page.timestamps[row] == page.timestamps[row - 1]) {
                    tied[row - 1] = true;
                    tied[row] = true;
                    any = true;
                }
            }
        }
        tied[rows - 1] |= next;
    }

    /** Whether a row is tied, so that the following are known of it. */
    boolean isTied(int row) {
        return any && tied[row];
    }

    /** The least place that a tied row can have. */
    long least(int row) {
        return least[row];
    }

    /** How much greater the greatest one is. */
    long span(int row) {
        return span[row];
    }

    /** Writes nothing where no row is tied. */
    void encode(int rows, long firstSequence, ByteSink sink) {
        if (!any) {
            return;
        }
        FlagColumn.encode(tied, rows, sink);
        int count = 0;
        for (int row = 0; row < rows; row++) {
            if (tied[row]) {
                values[count++] = least[row] - firstSequence;
            }
        }
        together.clear();
        together.add(count);
        integers.encode(values, together, sink);
        count = 0;
        for (int row = 0; row < rows; row++) {
            if (tied[row]) {
                values[count++] = span[row];
            }
        }
        integers.encode(values, together, sink);
    }

    /** Reads what is left of a page's body, which is nothing where no row is tied. */
    void decode(ByteSource source, int rows, long firstSequence) {
        any = source.remaining() > 0;
        if (!any) {
            return;
        }
        reserve(rows);
        if (!FlagColumn.decode(source, tied, rows)) {
            throw ByteSource.damaged("a page tells of tied rows and has none");
        }
        int count = 0;
        for (int row = 0; row < rows; row++) {
            count += tied[row] ? 1 : 0;
        }
        together.clear();
        together.add(count);
        integers.decode(source, values, together);
        spread(least, rows, firstSequence);
        integers.decode(source, values, together);
        spread(span, rows, 0);
    }

    private void spread(long[] column, int rows, long plus) {
        int at = 0;
        for (int row = 0; row < rows; row++) {
            if (tied[row]) {
                long value = values[at++];
                if (value < 0) {
                    throw ByteSource.damaged("a tied row is no row of its segment");
                }
                column[row] = plus + value;
            }
        }
    }
}
