package io.spatio.store.log.codec;

/**
 * Timestamps: what they lie above the first, divided by the greatest common divisor of all, as integers. Any long. O(n).
 * One thread at a time.
 */
public final class TimestampColumn {
    private final IntegerColumn integers = new IntegerColumn();
    private long[] steps = new long[0];

    /** Writes {@code timestamps[0 .. runs.rows())}. */
    public void encode(long[] timestamps, Runs runs, ByteSink sink) {
        int rows = runs.rows();
        if (steps.length < rows) {
            steps = new long[rows];
        }
        long base = timestamps[0];
        long divisor = commonDivisor(timestamps, rows);
        for (int i = 0; i < rows; i++) {
            steps[i] = divisor == 1 ? timestamps[i] - base : (timestamps[i] - base) / divisor;
        }
        sink.writeSigned(base);
        sink.writeVarint(divisor);
        integers.encode(steps, runs, sink);
    }

    /** Reads {@code runs.rows()} timestamps. */
    public void decode(ByteSource source, long[] timestamps, Runs runs) {
        long base = source.readSigned();
        long divisor = source.readVarint();
        integers.decode(source, timestamps, runs);
        for (int i = 0; i < runs.rows(); i++) {
            timestamps[i] = timestamps[i] * divisor + base;
        }
    }

    /** 1 as well where the times lie so far apart that a difference would overflow and not be divisible. */
    private static long commonDivisor(long[] timestamps, int rows) {
        long divisor = 0;
        for (int i = 1; i < rows && divisor != 1; i++) {
            long difference = timestamps[i] - timestamps[0];
            boolean overflows = ((timestamps[i] ^ timestamps[0]) & (timestamps[i] ^ difference)) < 0;
            if (overflows || difference == Long.MIN_VALUE) {
                return 1;
            }
            divisor = greatestCommonDivisor(divisor, Math.abs(difference));
        }
        return Math.max(1, divisor);
    }

    private static long greatestCommonDivisor(long a, long b) {
        long greater = a;
        long less = b;
        while (less != 0) {
            long rest = greater % less;
            greater = less;
            less = rest;
        }
        return greater;
    }
}
