package io.spatio.store.log.codec;

import java.util.Arrays;

/** Yes or no for each row: one byte where all are alike, else one bit each. O(n). Any thread. */
public final class FlagColumn {
    private static final int NONE = 0;
    private static final int ALL = 1;
    /** The greatest first byte. */
    public static final int MIXED = 2;

    private FlagColumn() {}

    /** Writes {@code flags[0 .. rows)}. */
    public static void encode(boolean[] flags, int rows, ByteSink sink) {
        int set = 0;
        for (int i = 0; i < rows; i++) {
            set += flags[i] ? 1 : 0;
        }
        sink.writeByte(set == 0 ? NONE : set == rows ? ALL : MIXED);
        if (set > 0 && set < rows) {
            int position = sink.skip((rows + 7) >>> 3);
            for (int i = 0; i < rows; i++) {
                if (flags[i]) {
                    sink.array()[position + (i >>> 3)] |= (byte) (1 << (i & 7));
                }
            }
        }
    }

    /**
     * Reads flags.
     *
     * @return whether any is set
     */
    public static boolean decode(ByteSource source, boolean[] flags, int rows) {
        int mode = source.readByte();
        if (mode > MIXED) {
            throw ByteSource.damaged("unknown flags: flags=" + mode);
        }
        Arrays.fill(flags, 0, rows, mode == ALL);
        if (mode == MIXED) {
            int position = source.skip((rows + 7) >>> 3);
            for (int i = 0; i < rows; i++) {
                flags[i] = (source.array()[position + (i >>> 3)] >>> (i & 7) & 1) != 0;
            }
        }
        return mode != NONE;
    }
}
