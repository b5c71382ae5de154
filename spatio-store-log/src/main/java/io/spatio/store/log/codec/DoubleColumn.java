package io.spatio.store.log.codec;

import java.util.Arrays;

/**
 * Doubles, every bit kept: one value if they are all the same; else decimals as integers of one common scale, with a list
 * of those that are none; else their bits as integers. The shortest is taken. O(n), a few times over. One thread at a
 * time.
 *
 * <p>The bits of doubles of like size are integers that lie near each other as the doubles do, so the integer coder
 * serves them as well: it takes at most what the doubles themselves take and a width per miniblock, and less than coding
 * the exclusive-or of neighbours does.
 */
public final class DoubleColumn {
    private static final int CONSTANT = 16;
    private static final int BITS = 17;
    private static final int WITH_EXCEPTIONS = 0x20;

    /** A value that is no decimal costs its bits and its place. */
    private static final int EXCEPTION_COST = 9;

    /** Bytes a value up to which the bits are not tried: neighbours differ in more of them. */
    private static final int BITS_COST_MORE = 3;

    private final IntegerColumn integers = new IntegerColumn();
    private long[] longs = new long[0];
    private final int[] rowsOfDigits = new int[Decimals.MAX_DIGITS + 2];

    /** Writes {@code values[0 .. runs.rows())}. */
    public void encode(double[] values, Runs runs, ByteSink sink) {
        reserve(runs.rows());
        if (isConstant(values, runs.rows())) {
            sink.writeByte(CONSTANT);
            sink.writeInt64(Double.doubleToRawLongBits(values[0]));
            return;
        }
        int digits = bestDigits(values, runs);
        if (digits > Decimals.MAX_DIGITS) {
            sink.writeByte(BITS);
            fillBits(values, runs.rows());
        } else {
            int exceptions = fillScaled(values, runs.rows(), digits);
            sink.writeByte(exceptions == 0 ? digits : digits | WITH_EXCEPTIONS);
            if (exceptions > 0) {
                encodeExceptions(values, runs.rows(), digits, exceptions, sink);
            }
        }
        integers.encode(longs, runs, sink);
    }

    /** Reads {@code runs.rows()} values. */
    public void decode(ByteSource source, double[] values, Runs runs) {
        int rows = runs.rows();
        reserve(rows);
        int mode = source.readByte();
        if (mode == CONSTANT) {
            Arrays.fill(values, 0, rows, Double.longBitsToDouble(source.readInt64()));
        } else if (mode == BITS) {
            integers.decode(source, longs, runs);
            for (int i = 0; i < rows; i++) {
                values[i] = Double.longBitsToDouble(longs[i]);
            }
        } else if ((mode & ~WITH_EXCEPTIONS) <= Decimals.MAX_DIGITS) {
            decodeScaled(source, mode, values, runs);
        } else {
            throw ByteSource.damaged("an unknown coding of doubles: coding=" + mode);
        }
    }

    private static boolean isConstant(double[] values, int rows) {
        long bits = Double.doubleToRawLongBits(values[0]);
        for (int i = 1; i < rows; i++) {
            if (Double.doubleToRawLongBits(values[i]) != bits) {
                return false;
            }
        }
        return true;
    }

    /** The scale of the shortest coding, more than {@link Decimals#MAX_DIGITS} for the bits. */
    private int bestDigits(double[] values, Runs runs) {
        countDigits(values, runs.rows());
        int best = Decimals.MAX_DIGITS + 1;
        int bestCost = Integer.MAX_VALUE;
        int decimals = 0;
        for (int digits = 0; digits <= Decimals.MAX_DIGITS; digits++) {
            decimals += rowsOfDigits[digits];
            if (rowsOfDigits[digits] > 0 && 4L * decimals >= 3L * runs.rows()) {
                int exceptions = fillScaled(values, runs.rows(), digits);
                int cost = integers.cost(longs, runs) + EXCEPTION_COST * exceptions;
                if (cost < bestCost) {
                    best = digits;
                    bestCost = cost;
                }
            }
        }
        if (bestCost <= BITS_COST_MORE * runs.rows()) {
            return best;
        }
        fillBits(values, runs.rows());
        return integers.cost(longs, runs) < bestCost ? Decimals.MAX_DIGITS + 1 : best;
    }

    private void countDigits(double[] values, int rows) {
        Arrays.fill(rowsOfDigits, 0);
        int guess = 6;
        for (int i = 0; i < rows; i++) {
            int digits = Decimals.digits(values[i], guess);
            rowsOfDigits[digits]++;
            guess = Math.min(digits, Decimals.MAX_DIGITS);
        }
    }

    private void fillBits(double[] values, int rows) {
        for (int i = 0; i < rows; i++) {
            longs[i] = Double.doubleToRawLongBits(values[i]);
        }
    }

    /** An exception stands as the value before it, which disturbs the differences least. */
    private int fillScaled(double[] values, int rows, int digits) {
        int exceptions = 0;
        long before = 0;
        for (int i = 0; i < rows; i++) {
            if (Decimals.isDecimal(values[i], digits)) {
                before = Decimals.scaled(values[i], digits);
            } else {
                exceptions++;
            }
            longs[i] = before;
        }
        return exceptions;
    }

    private static void encodeExceptions(double[] values, int rows, int digits, int exceptions, ByteSink sink) {
        sink.writeVarint(exceptions);
        int before = -1;
        for (int i = 0; i < rows; i++) {
            if (!Decimals.isDecimal(values[i], digits)) {
                sink.writeVarint(i - before - 1);
                sink.writeInt64(Double.doubleToRawLongBits(values[i]));
                before = i;
            }
        }
    }

    private void decodeScaled(ByteSource source, int mode, double[] values, Runs runs) {
        int rows = runs.rows();
        int exceptions = (mode & WITH_EXCEPTIONS) == 0 ? 0 : source.readCount(1, rows);
        int exceptionsAt = source.position();
        for (int i = 0, row = -1; i < exceptions; i++) {
            row += 1 + source.readCount(0, rows - row - 2);
            source.skip(Long.BYTES);
        }
        integers.decode(source, longs, runs);
        double power = Decimals.power(mode & ~WITH_EXCEPTIONS);
        for (int i = 0; i < rows; i++) {
            values[i] = longs[i] / power;
        }
        if (exceptions > 0) {
            patch(new ByteSource(source.array(), exceptionsAt, source.position()), exceptions, values);
        }
    }

    private static void patch(ByteSource source, int exceptions, double[] values) {
        for (int i = 0, row = -1; i < exceptions; i++) {
            row += 1 + (int) source.readVarint();
            values[row] = Double.longBitsToDouble(source.readInt64());
        }
    }

    private void reserve(int rows) {
        if (longs.length < rows) {
            longs = new long[rows];
        }
    }
}
