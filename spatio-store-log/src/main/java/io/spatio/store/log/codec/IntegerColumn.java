package io.spatio.store.log.codec;

import java.util.Arrays;

/**
 * Integers in runs, as differences of first or second order or as they are, whichever is the shortest. Any long; lossless
 * because sums and differences wrap alike. O(n). One thread at a time.
 *
 * <p>The first value of each run stands in a list of its own and all differences in one other, without regard to where
 * runs end: a page of many short runs then has full miniblocks still, and the jump from one object to the next costs one
 * value, not the width of a miniblock.
 */
public final class IntegerColumn {
    private static final int CONSTANT = 3;

    private long[] firsts = new long[0];
    private final long[][] differences = {new long[0], new long[0]};
    private int bestCost;

    /** Writes {@code values[0 .. runs.rows())}; {@code values} is left as it was. */
    public void encode(long[] values, Runs runs, ByteSink sink) {
        if (isConstant(values, runs.rows())) {
            sink.writeByte(CONSTANT);
            sink.writeSigned(values[0]);
            return;
        }
        int order = bestOrder(values, runs);
        sink.writeByte(order);
        if (order == 0) {
            PackedIntegers.encode(values, 0, runs.rows(), sink);
        } else {
            PackedIntegers.encode(firsts, 0, runs.count(), sink);
            PackedIntegers.encode(differences[order - 1], 0, runs.rows() - runs.count(), sink);
        }
    }

    /** The bytes that {@link #encode} would write. */
    int cost(long[] values, Runs runs) {
        if (isConstant(values, runs.rows())) {
            return 1 + ByteSink.varintLength(ZigZag.encode(values[0]));
        }
        bestOrder(values, runs);
        return 1 + bestCost;
    }

    /** Reads {@code runs.rows()} values. */
    public void decode(ByteSource source, long[] values, Runs runs) {
        int order = source.readByte();
        if (order == CONSTANT) {
            Arrays.fill(values, 0, runs.rows(), source.readSigned());
        } else if (order == 0) {
            PackedIntegers.decode(source, values, 0, runs.rows());
        } else if (order <= 2) {
            decodeDifferences(source, values, runs, order);
        } else {
            throw ByteSource.damaged("an unknown order: order=" + order);
        }
    }

    private static boolean isConstant(long[] values, int rows) {
        for (int i = 1; i < rows; i++) {
            if (values[i] != values[0]) {
                return false;
            }
        }
        return true;
    }

    private int bestOrder(long[] values, Runs runs) {
        int count = runs.rows() - runs.count();
        fillFirsts(values, runs);
        fillDifferences(values, runs);
        int firstsCost = PackedIntegers.cost(firsts, 0, runs.count());
        int plain = PackedIntegers.cost(values, 0, runs.rows());
        int first = firstsCost + PackedIntegers.cost(differences[0], 0, count);
        int second = firstsCost + PackedIntegers.cost(differences[1], 0, count);
        bestCost = Math.min(plain, Math.min(first, second));
        return plain == bestCost ? 0 : first == bestCost ? 1 : 2;
    }

    private void fillDifferences(long[] values, Runs runs) {
        if (differences[0].length < runs.rows()) {
            differences[0] = new long[runs.rows()];
            differences[1] = new long[runs.rows()];
        }
        int at = 0;
        for (int run = 0; run < runs.count(); run++) {
            long before = 0;
            for (int i = runs.start(run) + 1; i < runs.start(run + 1); i++) {
                long difference = values[i] - values[i - 1];
                differences[0][at] = difference;
                differences[1][at++] = difference - before;
                before = difference;
            }
        }
    }

    private void fillFirsts(long[] values, Runs runs) {
        reserveFirsts(runs.count());
        for (int run = 0; run < runs.count(); run++) {
            firsts[run] = values[runs.start(run)];
        }
    }

    /**
     * The differences are read to the end of the array, where each stands at or behind the place of its sum, so that
     * summing from the front overwrites none too early.
     */
    private void decodeDifferences(ByteSource source, long[] values, Runs runs, int order) {
        reserveFirsts(runs.count());
        PackedIntegers.decode(source, firsts, 0, runs.count());
        int from = runs.count();
        PackedIntegers.decode(source, values, from, runs.rows() - from);
        int at = from;
        for (int run = 0; run < runs.count(); run++) {
            long value = firsts[run];
            int i = runs.start(run);
            int end = runs.start(run + 1);
            values[i++] = value;
            if (order == 1) {
                for (; i < end; i++) {
                    value += values[at++];
                    values[i] = value;
                }
            } else {
                long difference = 0;
                for (; i < end; i++) {
                    difference += values[at++];
                    value += difference;
                    values[i] = value;
                }
            }
        }
    }

    private void reserveFirsts(int count) {
        if (firsts.length < count) {
            firsts = new long[count];
        }
    }
}
