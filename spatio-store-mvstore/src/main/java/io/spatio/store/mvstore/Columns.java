package io.spatio.store.mvstore;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;

/** Numbers one after the other, each as its difference from the one before: see docs/format/mvstore.md. */
final class Columns {
    /** Coordinates that are no short decimals. */
    private static final byte RAW = -1;

    private static final int MAX_SCALE = 10;
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10};
    private static final double MOST = 1L << 52;

    private Columns() {}

    static void putLongs(WriteBuffer out, long[] values, long base) {
        long before = base;
        for (long value : values) {
            putSigned(out, value - before);
            before = value;
        }
    }

    static long[] longs(ByteBuffer in, int count, long base) {
        long[] values = new long[count];
        long before = base;
        for (int i = 0; i < count; i++) {
            before += signed(in);
            values[i] = before;
        }
        return values;
    }

    static void putSigned(WriteBuffer out, long value) {
        out.putVarLong((value << 1) ^ (value >> 63));
    }

    static long signed(ByteBuffer in) {
        long value = DataUtils.readVarLong(in);
        return (value >>> 1) ^ -(value & 1);
    }

    /** Every bit of the doubles: as integers of a common decimal scale where that gives each back exactly, else raw. */
    static void putDoubles(WriteBuffer out, double[] values, int count) {
        long[] scaled = new long[count];
        for (int scale = 0; scale <= MAX_SCALE; scale++) {
            if (scale(values, scaled, POWERS[scale])) {
                out.put((byte) scale);
                putLongs(out, scaled, 0);
                return;
            }
        }
        out.put(RAW);
        for (int i = 0; i < count; i++) {
            out.putLong(Double.doubleToRawLongBits(values[i]));
        }
    }

    private static boolean scale(double[] values, long[] scaled, double power) {
        for (int i = 0; i < scaled.length; i++) {
            double product = values[i] * power;
            if (!(Math.abs(product) < MOST)) {
                return false; // not a number either
            }
            scaled[i] = (long) Math.rint(product);
            if (Double.doubleToRawLongBits(scaled[i] / power) != Double.doubleToRawLongBits(values[i])) {
                return false;
            }
        }
        return true;
    }

    static double[] doubles(ByteBuffer in, int count) {
        byte scale = in.get();
        double[] values = new double[count];
        if (scale == RAW) {
            for (int i = 0; i < count; i++) {
                values[i] = Double.longBitsToDouble(in.getLong());
            }
            return values;
        }
        if (scale < 0 || scale > MAX_SCALE) {
            throw new DamagedException("a column has the unknown scale " + scale);
        }
        long[] scaled = longs(in, count, 0);
        for (int i = 0; i < count; i++) {
            values[i] = scaled[i] / POWERS[scale];
        }
        return values;
    }
}
