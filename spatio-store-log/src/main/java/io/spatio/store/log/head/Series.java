package io.spatio.store.log.head;

import java.util.Arrays;

/**
 * One object's events in the order in which they were appended.
 *
 * <p>A row is five longs (timestamp, sequence, and the bits of lon, lat, alt) in one array, because a million slow
 * objects would otherwise pay for six array headers each; metadata stands in a second array that exists only where there
 * is any. A delete is a negated sequence, and its first coordinate holds the microseconds at which it was made.
 * One thread at a time appends; readers see the rows below the count they read, which is written last.
 */
public final class Series {
    private static final int STRIDE = 5;
    private static final int TIMESTAMP = 0;
    private static final int SEQUENCE = 1;
    private static final int LON = 2;
    private static final int LAT = 3;
    private static final int ALT = 4;
    private static final int FIRST_CAPACITY = 2;
    private static final byte[][] NO_METADATA = {};
    private static final byte[] NONE = {};

    private final StoredObject owner;
    private long[] rows = new long[FIRST_CAPACITY * STRIDE];
    private byte[][] metadata = NO_METADATA;
    private boolean disordered;
    private boolean crowded;
    private int anewRow;
    private volatile int size;

    /** No events of an object yet. */
    Series(StoredObject owner) {
        this.owner = owner;
    }

    /** Whether they are an object's. */
    boolean isOf(StoredObject object) {
        return owner == object;
    }

    /** Makes room, so that the next append cannot fail. */
    public void ensureRoom() {
        int used = size;
        if ((used + 1) * STRIDE > rows.length) {
            rows = Arrays.copyOf(rows, grown(used) * STRIDE);
        }
    }

    private static int grown(int used) {
        return used + Math.max(2, used >> 1);
    }

    /** Says that the object begins again with the row appended next: earlier events are no longer its greatest. */
    public void beginAnew() {
        anewRow = size + 1;
    }

    /** Appends a position. */
    public void position(long sequence, long timestampMicros, double lon, double lat, double alt, byte[] blob) {
        blob(blob);
        row(
                sequence,
                timestampMicros,
                Double.doubleToRawLongBits(lon),
                Double.doubleToRawLongBits(lat),
                Double.doubleToRawLongBits(alt));
    }

    /** Appends an event. */
    public void append(LastEvent event) {
        if (!event.isDelete()) {
            blob(event.metadata);
        }
        row(event.signedSequence, event.timestampMicros, event.lon, event.lat, event.alt);
    }

    private void blob(byte[] blob) {
        int at = size;
        if (blob.length > 0 || metadata != NO_METADATA) {
            if (at >= metadata.length) {
                int had = metadata.length;
                byte[][] larger = Arrays.copyOf(metadata, grown(at));
                Arrays.fill(larger, had, larger.length, NONE);
                metadata = larger;
            }
            metadata[at] = blob;
        }
    }

    /** Appends a delete. */
    public void delete(long sequence, long timestampMicros, long madeAtMicros) {
        row(-sequence, timestampMicros, madeAtMicros, 0, 0);
    }

    private void row(long signedSequence, long timestampMicros, long lon, long lat, long alt) {
        ensureRoom();
        int index = size;
        int at = index * STRIDE;
        if (index > 0) {
            long before = rows[at - STRIDE + TIMESTAMP];
            disordered |= timestampMicros < before;
            crowded |= timestampMicros == before;
        }
        rows[at + TIMESTAMP] = timestampMicros;
        rows[at + SEQUENCE] = signedSequence;
        rows[at + LON] = lon;
        rows[at + LAT] = lat;
        rows[at + ALT] = alt;
        size = index + 1;
    }

    /** How many rows were appended. */
    public int size() {
        return size;
    }

    /** The rows with a sequence number up to a limit. */
    public Rows upTo(long sequenceLimit) {
        int count = size;
        long[] seen = rows;
        byte[][] blobs = metadata;
        while (count > 0 && Math.abs(seen[(count - 1) * STRIDE + SEQUENCE]) > sequenceLimit) {
            count--;
        }
        return new Rows(seen, blobs, count, disordered, crowded, anewRow <= count ? anewRow : 0);
    }

    /** A prefix of the append order. Immutable. */
    public static final class Rows {
        private final long[] rows;
        private final byte[][] metadata;
        private final int size;
        private final boolean disordered;
        private final boolean crowded;
        private final int anewRow;

        Rows(long[] rows, byte[][] metadata, int size, boolean disordered, boolean crowded, int anewRow) {
            this.rows = rows;
            this.metadata = metadata;
            this.size = size;
            this.disordered = disordered;
            this.crowded = crowded;
            this.anewRow = anewRow;
        }

        /** How many rows there are. */
        public int size() {
            return size;
        }

        /** The first row that may lie at or after a time, where timestamps never went back; else the first. */
        public int lowerBound(long micros) {
            int low = 0;
            int high = disordered ? 0 : size;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (timestampMicros(middle) < micros) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }

        /** Whether all rows after one that lies after a time do so, too. */
        public boolean isOrdered() {
            return !disordered;
        }

        /** Copies a row. */
        public void copyTo(int row, LastEvent into) {
            int at = row * STRIDE;
            into.positionBits(
                    rows[at + TIMESTAMP],
                    rows[at + SEQUENCE],
                    rows[at + LON],
                    rows[at + LAT],
                    rows[at + ALT],
                    metadata(row));
        }

        /** Whether timestamps may be equal. */
        boolean isCrowded() {
            return crowded || disordered;
        }

        /** A row's timestamp. */
        public long timestampMicros(int row) {
            return rows[row * STRIDE + TIMESTAMP];
        }

        /** A row's sequence number. */
        public long sequence(int row) {
            return Math.abs(rows[row * STRIDE + SEQUENCE]);
        }

        /** Whether a row is a delete. */
        public boolean isDelete(int row) {
            return rows[row * STRIDE + SEQUENCE] < 0;
        }

        /** The wall-clock time at which a delete was appended. */
        public long appendedMicros(int row) {
            return rows[row * STRIDE + LON];
        }

        /** A position's longitude. */
        public double lon(int row) {
            return Double.longBitsToDouble(rows[row * STRIDE + LON]);
        }

        /** A position's latitude. */
        public double lat(int row) {
            return Double.longBitsToDouble(rows[row * STRIDE + LAT]);
        }

        /** A position's altitude. */
        public double alt(int row) {
            return Double.longBitsToDouble(rows[row * STRIDE + ALT]);
        }

        /** A position's metadata. */
        public byte[] metadata(int row) {
            return row < metadata.length && !isDelete(row) ? metadata[row] : NONE;
        }

        /** Whether two rows are the same position at the same time. */
        boolean repeats(int a, int b) {
            int x = a * STRIDE;
            int y = b * STRIDE;
            return rows[x + TIMESTAMP] == rows[y + TIMESTAMP]
                    && rows[x + LON] == rows[y + LON]
                    && rows[x + LAT] == rows[y + LAT]
                    && rows[x + ALT] == rows[y + ALT]
                    && isDelete(a) == isDelete(b)
                    && Arrays.equals(metadata(a), metadata(b));
        }

        int hash(int row) {
            int at = row * STRIDE;
            long mixed = (rows[at + LON] * 31 + rows[at + LAT]) * 31 + rows[at + ALT];
            return Long.hashCode(mixed) * 31 + Arrays.hashCode(metadata(row));
        }

        /** Whether the object began again in these rows, so that what is elsewhere and older is not its greatest. */
        public boolean beginsAgain() {
            return anewRow > 0;
        }

        /** The greatest row by (timestamp, sequence) since the object last began again, −1 when there is none. */
        public int greatest() {
            int greatest = size - 1;
            if (disordered) {
                for (int row = size - 2; row >= Math.max(0, anewRow - 1); row--) {
                    if (timestampMicros(row) > timestampMicros(greatest)) {
                        greatest = row;
                    }
                }
            }
            return greatest;
        }
    }
}
