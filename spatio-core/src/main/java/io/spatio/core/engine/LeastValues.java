package io.spatio.core.engine;

import java.util.Arrays;

/** The k least of the values offered, the greatest of them on top of a heap. One thread. */
final class LeastValues {
    private static final int FIRST_CAPACITY = 16;
    private static final int MOST_KEPT = 4096;

    private double[] values = new double[FIRST_CAPACITY];
    private int k;
    private int count;

    /** Whether this has grown too large to be kept. */
    boolean isLarge() {
        return values.length > MOST_KEPT;
    }

    /** Begins again. */
    void reset(int newK) {
        k = newK;
        count = 0;
    }

    /** Whether there are k of them. */
    boolean isFull() {
        return count == k;
    }

    /** The greatest of the k least. */
    double greatest() {
        return values[0];
    }

    /** Takes a value; whether it is, for now, among the k least. NaN never is. */
    boolean offer(double value) {
        if (count < k && !Double.isNaN(value)) {
            add(value);
            return true;
        }
        if (k > 0 && value < values[0]) {
            values[0] = value;
            siftDown(0);
            return true;
        }
        return false;
    }

    private void add(double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, (int) Math.min(k, count * 2L));
        }
        values[count++] = value;
        if (count == k) {
            for (int i = k / 2 - 1; i >= 0; i--) {
                siftDown(i);
            }
        }
    }

    private void siftDown(int from) {
        double value = values[from];
        int at = from;
        for (int child = 2 * at + 1; child < count; child = 2 * at + 1) {
            if (child + 1 < count && values[child + 1] > values[child]) {
                child++;
            }
            if (values[child] <= value) {
                break;
            }
            values[at] = values[child];
            at = child;
        }
        values[at] = value;
    }
}
