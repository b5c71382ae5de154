package io.spatio.store.log.head;

import com.carrotsearch.hppc.IntArrayList;
import com.carrotsearch.hppc.sorting.IndirectSort;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One object's events of a time range, by (timestamp, sequence), each repeated position kept only as it was appended
 * last. Immutable. O(log n) to make where times never went back or stood still, O(n log n) else.
 */
public final class History {
    private final Series.Rows rows;
    private final int first;
    private final int size;
    private final int @Nullable [] order;

    private History(Series.Rows rows, int first, int size, int @Nullable [] order) {
        this.rows = rows;
        this.first = first;
        this.size = size;
        this.order = order;
    }

    /** The events of rows from one time to another, both inclusive. */
    public static History of(Series.Rows rows, long fromMicros, long toMicros) {
        if (!rows.isOrdered()) {
            IntArrayList found = new IntArrayList();
            for (int row = 0; row < rows.size(); row++) {
                long timestamp = rows.timestampMicros(row);
                if (timestamp >= fromMicros && timestamp <= toMicros) {
                    found.add(row);
                }
            }
            int[] order = IndirectSort.mergesort( // stable, and linear where they are in order already
                    found.toArray(), (a, b) -> Long.compare(rows.timestampMicros(a), rows.timestampMicros(b)));
            return collapsed(rows, order);
        }
        int first = rows.lowerBound(fromMicros);
        int size = toMicros == Long.MAX_VALUE ? rows.size() - first : rows.lowerBound(toMicros + 1) - first;
        if (size <= 0 || !rows.isCrowded()) {
            return new History(rows, first, Math.max(0, size), null);
        }
        int[] order = new int[size];
        Arrays.setAll(order, i -> first + i);
        return collapsed(rows, order);
    }

    private static History collapsed(Series.Rows rows, int[] order) {
        int count = order.length;
        int kept = count;
        int end = count;
        while (end > 0) {
            int start = end - 1;
            while (start > 0 && rows.timestampMicros(order[start - 1]) == rows.timestampMicros(order[end - 1])) {
                start--;
            }
            kept = keepLast(rows, order, start, end, kept);
            end = start;
        }
        return new History(rows, kept, count - kept, order);
    }

    /** Copies a group of equal times to before {@code kept}, last to first, without what was seen already. */
    private static int keepLast(Series.Rows rows, int[] order, int start, int end, int kept) {
        int to = kept;
        Set<Same> seen = end - start > 1 ? new HashSet<>() : Set.of();
        for (int i = end - 1; i >= start; i--) {
            int row = order[i];
            if (end - start == 1 || rows.isDelete(row) || seen.add(new Same(rows, row, rows.hash(row)))) {
                order[--to] = row;
            }
        }
        return to;
    }

    /** A row that equals its repeats. */
    private record Same(Series.Rows rows, int row, int hash) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Same that && rows.repeats(row, that.row);
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    /** How many events there are. */
    public int size() {
        return size;
    }

    /** The row of the event at an index, 0 being the oldest. */
    public int row(int index) {
        return order == null ? first + index : order[first + index];
    }

    /** What the rows stand in. */
    public Series.Rows rows() {
        return rows;
    }
}
