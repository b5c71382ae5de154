package io.spatio.index.geohash;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * All buckets of one grid in flat arrays. A bucket holds up to {@value #CAPACITY} entries: one cache line of
 * {@code [next, count, handles…]}, and the coordinates inlined beside, so that a search touches no object of its own per
 * entry. Bucket 0 is no bucket. Altitudes have a column only in chunks that ever held one.
 *
 * <p><b>Thread-safety:</b> {@link #allocate} and {@link #free} from any thread; a bucket's content belongs to who holds the
 * lock of the tile whose chain it is in. Others may read it beside a change and see nonsense, but never leave the arrays: a
 * bucket's number, once seen, has its chunk, and a count is never above the capacity.
 */
final class Buckets {
    /** Entries per bucket: with next and count, one cache line of ints. */
    static final int CAPACITY = 14;

    static final int NONE = 0;
    private static final int STRIDE = CAPACITY + 2;
    private static final int NEXT = 0;
    private static final int COUNT = 1;
    private static final int HANDLES = 2;
    private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

    private final Object allocation = new Object();
    private volatile Chunk[] chunks = {};

    @GuardedBy("allocation")
    private int firstFree = NONE;

    @GuardedBy("allocation")
    private int end = 1;

    @GuardedBy("allocation")
    private int used;

    /** An empty bucket, used again or new, followed by another. */
    int allocate(int next) {
        synchronized (allocation) {
            int bucket = firstFree;
            if (bucket == NONE) {
                bucket = end;
                if (Ladder.chunk(bucket) == chunks.length) {
                    Chunk[] longer = Arrays.copyOf(chunks, chunks.length + 1);
                    longer[chunks.length] = new Chunk(Ladder.size(chunks.length));
                    chunks = longer;
                }
                end++;
            } else {
                firstFree = next(bucket);
            }
            used++;
            int[] header = chunk(bucket).header;
            int at = Ladder.offset(bucket) * STRIDE;
            header[at + COUNT] = 0;
            INTS.setRelease(header, at + NEXT, next);
            return bucket;
        }
    }

    /** Gives a bucket back. */
    void free(int bucket) {
        synchronized (allocation) {
            INTS.setRelease(chunk(bucket).header, Ladder.offset(bucket) * STRIDE + NEXT, firstFree);
            firstFree = bucket;
            used--;
        }
    }

    /** How many buckets are in chains. */
    int used() {
        synchronized (allocation) {
            return used;
        }
    }

    /** Bytes of all arrays. */
    long bytes() {
        long bytes = 0;
        for (Chunk chunk : chunks) {
            bytes += 4L * chunk.header.length + 8L * chunk.points.length + 8L * chunk.altitudes.length + 96;
        }
        return bytes;
    }

    private Chunk chunk(int bucket) {
        return chunks[Ladder.chunk(bucket)];
    }

    int next(int bucket) {
        return (int) INTS.getAcquire(chunk(bucket).header, Ladder.offset(bucket) * STRIDE + NEXT);
    }

    int count(int bucket) {
        return chunk(bucket).header[Ladder.offset(bucket) * STRIDE + COUNT];
    }

    void setCount(int bucket, int count) {
        chunk(bucket).header[Ladder.offset(bucket) * STRIDE + COUNT] = count;
    }

    int handle(int bucket, int i) {
        return chunk(bucket).header[Ladder.offset(bucket) * STRIDE + HANDLES + i];
    }

    double lon(int bucket, int i) {
        return chunk(bucket).points[2 * (Ladder.offset(bucket) * CAPACITY + i)];
    }

    double lat(int bucket, int i) {
        return chunk(bucket).points[2 * (Ladder.offset(bucket) * CAPACITY + i) + 1];
    }

    double alt(int bucket, int i) {
        double[] altitudes = chunk(bucket).altitudes;
        return altitudes.length == 0 ? Double.NaN : altitudes[Ladder.offset(bucket) * CAPACITY + i];
    }

    void setHandle(int bucket, int i, int handle) {
        chunk(bucket).header[Ladder.offset(bucket) * STRIDE + HANDLES + i] = handle;
    }

    void setPoint(int bucket, int i, double lon, double lat, double alt) {
        Chunk chunk = chunk(bucket);
        int entry = Ladder.offset(bucket) * CAPACITY + i;
        chunk.points[2 * entry] = lon;
        chunk.points[2 * entry + 1] = lat;
        double[] altitudes = chunk.altitudes;
        if (altitudes.length == 0) {
            if (Double.isNaN(alt)) {
                return;
            }
            altitudes = addAltitudes(chunk);
        }
        altitudes[entry] = alt;
    }

    /** Other tiles' entries lie in the same chunk: they had no altitude, and go on having none. */
    private double[] addAltitudes(Chunk chunk) {
        synchronized (allocation) {
            if (chunk.altitudes.length == 0) {
                double[] altitudes = new double[chunk.points.length / 2];
                Arrays.fill(altitudes, Double.NaN);
                chunk.altitudes = altitudes;
            }
            return chunk.altitudes;
        }
    }

    /**
     * Copies the entries of a bucket that lie in a box, whose edges are never -0.0; the count may be nonsense, the result
     * then is too. There is room for {@value #CAPACITY} candidates.
     *
     * <p>Whether an entry is inside is hardly predictable, so it is computed from the signs of four differences and no branch
     * depends on it: a difference of doubles is negative exactly where the first is less.
     */
    void copyInside(int bucket, double west, double south, double east, double north, Candidates candidates) {
        Chunk chunk = chunk(bucket);
        int[] header = chunk.header;
        double[] points = chunk.points;
        int at = Ladder.offset(bucket) * STRIDE;
        int first = Ladder.offset(bucket) * CAPACITY;
        int count = header[at + COUNT];
        double[] altitudes = chunk.altitudes;
        int[] handles = candidates.handles();
        double[] copies = candidates.points();
        int size = candidates.size();
        for (int i = 0; i < count; i++) {
            double lon = points[2 * (first + i)];
            double lat = points[2 * (first + i) + 1];
            handles[size] = header[at + HANDLES + i];
            copies[3 * size] = lon;
            copies[3 * size + 1] = lat;
            copies[3 * size + 2] = altitudes.length == 0 ? Double.NaN : altitudes[first + i];
            long outside = Double.doubleToRawLongBits(lon - west)
                    | Double.doubleToRawLongBits(lat - south)
                    | Double.doubleToRawLongBits(east - lon)
                    | Double.doubleToRawLongBits(north - lat);
            size += 1 - (int) (outside >>> 63);
        }
        candidates.setSize(size);
    }

    /** Copies all entries of a bucket; the count may be nonsense, the result then is too. */
    void copyAll(int bucket, Candidates candidates) {
        Chunk chunk = chunk(bucket);
        int[] header = chunk.header;
        double[] points = chunk.points;
        int at = Ladder.offset(bucket) * STRIDE;
        int first = Ladder.offset(bucket) * CAPACITY;
        int count = header[at + COUNT];
        double[] altitudes = chunk.altitudes;
        candidates.reserve(CAPACITY);
        int[] handles = candidates.handles();
        double[] copies = candidates.points();
        int size = candidates.size();
        for (int i = 0; i < count; i++) {
            handles[size] = header[at + HANDLES + i];
            copies[3 * size] = points[2 * (first + i)];
            copies[3 * size + 1] = points[2 * (first + i) + 1];
            copies[3 * size + 2] = altitudes.length == 0 ? Double.NaN : altitudes[first + i];
            size++;
        }
        candidates.setSize(size);
    }

    /** Reads something of each line of a bucket, so that they come into the cache together, and not one after another. */
    int touch(int bucket) {
        Chunk chunk = chunk(bucket);
        double[] points = chunk.points;
        int first = 2 * Ladder.offset(bucket) * CAPACITY;
        return chunk.header[Ladder.offset(bucket) * STRIDE]
                + (int) (points[first] + points[first + 8] + points[first + 16] + points[first + 24]);
    }

    /** Some buckets that are made and grow together. */
    private static final class Chunk {
        private static final double[] NO_ALTITUDES = {};
        private final int[] header;
        private final double[] points;
        private volatile double[] altitudes = NO_ALTITUDES;

        private Chunk(int buckets) {
            header = new int[buckets * STRIDE];
            points = new double[buckets * CAPACITY * 2];
        }
    }
}
