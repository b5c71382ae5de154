package io.spatio.store.log.head;

/** Merge sort of row numbers, without boxing and in linear time where they are in order already. Stateless. */
final class StableSort {
    private StableSort() {}

    /** Sorts the first {@code count} rows by timestamp; equal ones stay in their order. */
    static void byTimestamp(int[] order, int count, Series.Rows rows) {
        int[] from = order;
        int[] to = new int[count];
        for (int width = 1; width < count; width *= 2) {
            for (int start = 0; start < count; start += 2 * width) {
                int middle = Math.min(start + width, count);
                merge(from, to, start, middle, Math.min(middle + width, count), rows);
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        if (from != order) {
            System.arraycopy(from, 0, order, 0, count);
        }
    }

    private static void merge(int[] from, int[] to, int start, int middle, int end, Series.Rows rows) {
        if (middle >= end || rows.timestampMicros(from[middle - 1]) <= rows.timestampMicros(from[middle])) {
            System.arraycopy(from, start, to, start, end - start);
            return;
        }
        int left = start;
        int right = middle;
        for (int out = start; out < end; out++) {
            boolean takeLeft = right >= end
                    || (left < middle && rows.timestampMicros(from[left]) <= rows.timestampMicros(from[right]));
            to[out] = takeLeft ? from[left++] : from[right++];
        }
    }
}
