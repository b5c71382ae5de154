package io.spatio.core.memory;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The events of one object in columns, by (timestamp, sequence) up to {@link #settled}, in append order behind it.
 *
 * <p>An event later than all others is settled at once; others wait behind until somebody reads, when they are sorted,
 * merged and freed of exact repeats in one go. So appending is O(1), and late records cost a merge per read, not one each.
 * Guarded by the store's lock.
 */
final class Series {
    /** Memory of one event without its metadata, its place in the eviction queue included. */
    static final int EVENT_BYTES = 6 * Long.BYTES + 4 + 12;

    private static final byte[] DELETE = {}; // told apart by identity
    private static final int FIRST_CAPACITY = 4;

    final String namespace;
    final String objectId;
    final int number;
    long[] micros = {};
    long[] sequences = {};
    double[] lons = {};
    double[] lats = {};
    double[] alts = {};
    byte[][] metadata = {};
    /** First event in use. */
    int start;
    /** Behind the last event in use. */
    int end;
    /** Behind the last event in order. */
    private int settled;
    /** The sequence of the greatest event. */
    private long greatestSequence;

    private long greatestMicros = Long.MIN_VALUE;
    /** When the greatest event was appended, where that is a delete; else {@link Long#MAX_VALUE}. */
    private long deleteAppendedMicros = Long.MAX_VALUE;

    private boolean beginsAnew;
    /** Whether the greatest event has outlived its place in the eviction queue. */
    private boolean pinned;

    Series(String namespace, String objectId, int number) {
        this.namespace = namespace;
        this.objectId = objectId;
        this.number = number;
    }

    static int bytesOf(byte[] json) {
        return EVENT_BYTES + (json.length == 0 ? 0 : 16 + json.length);
    }

    boolean isDelete(int i) {
        return metadata[i] == DELETE;
    }

    int appendDelete(long sequence, long timestampMicros, long nowMicros) {
        int dropped = append(sequence, timestampMicros, 0, 0, Double.NaN, DELETE);
        if (greatestSequence == sequence) {
            deleteAppendedMicros = nowMicros;
        }
        return dropped;
    }

    /** Whether the greatest event is a delete. */
    boolean isDeleted() {
        return deleteAppendedMicros != Long.MAX_VALUE;
    }

    /** Forgets a delete that was made before a time: the next event decides the object's state alone. */
    void forgetDeleteBefore(long oldestMicros) {
        beginsAnew = deleteAppendedMicros < oldestMicros;
    }

    /**
     * Adds an event.
     *
     * @return 1 when it replaces a greatest event that had only been kept for being that, which is dropped; else 0
     */
    int append(long sequence, long timestampMicros, double lon, double lat, double alt, byte[] json) {
        if (end == micros.length) {
            makeRoom();
        }
        micros[end] = timestampMicros;
        sequences[end] = sequence;
        lons[end] = lon;
        lats[end] = lat;
        alts[end] = alt;
        metadata[end] = json;
        if (settled == end && (end == start || timestampMicros > micros[end - 1])) {
            settled = end + 1;
        }
        end++;
        int dropped = 0;
        if (greatestSequence == 0 || timestampMicros >= greatestMicros || beginsAnew) {
            long before = greatestSequence;
            boolean wasPinned = pinned;
            greatestMicros = timestampMicros;
            greatestSequence = sequence;
            deleteAppendedMicros = Long.MAX_VALUE;
            beginsAnew = false;
            pinned = false;
            if (wasPinned) {
                remove(before);
                dropped = 1;
            }
        }
        return dropped;
    }

    private void makeRoom() {
        if (start > 0 && start >= end / 2) {
            move(start, end, 0);
            Arrays.fill(metadata, end - start, end, null);
            settled -= start;
            end -= start;
            start = 0;
            return;
        }
        int capacity = Math.max(FIRST_CAPACITY, end + (end >> 1));
        micros = Arrays.copyOf(micros, capacity);
        sequences = Arrays.copyOf(sequences, capacity);
        lons = Arrays.copyOf(lons, capacity);
        lats = Arrays.copyOf(lats, capacity);
        alts = Arrays.copyOf(alts, capacity);
        metadata = Arrays.copyOf(metadata, capacity);
    }

    private void move(int from, int to, int target) {
        int length = to - from;
        System.arraycopy(micros, from, micros, target, length);
        System.arraycopy(sequences, from, sequences, target, length);
        System.arraycopy(lons, from, lons, target, length);
        System.arraycopy(lats, from, lats, target, length);
        System.arraycopy(alts, from, alts, target, length);
        System.arraycopy(metadata, from, metadata, target, length);
    }

    /**
     * Lets go of the event with this sequence, unless it is the greatest and a position, which then stays.
     *
     * @return bytes freed, 0 when there is no such event, −1 when it stays
     */
    int evict(long sequence) {
        if (sequence == greatestSequence && !isDelete(indexOf(sequence))) {
            pinned = true;
            return -1;
        }
        return remove(sequence);
    }

    private int indexOf(long sequence) {
        for (int i = start; i < end; i++) {
            if (sequences[i] == sequence) {
                return i;
            }
        }
        return -1;
    }

    private int remove(long sequence) {
        int i = indexOf(sequence);
        if (i < 0) {
            return 0;
        }
        int bytes = bytesOf(metadata[i]);
        if (i == start) {
            metadata[start++] = DELETE; // frees the metadata
            settled = Math.max(settled, start);
        } else {
            move(i + 1, end, i);
            end--;
            if (i < settled) {
                settled--;
            }
        }
        return bytes;
    }

    /** Memory of all events together, without a greatest event that is only kept for being that. */
    long accountedBytes() {
        long bytes = pinned ? -bytesOfGreatest() : 0;
        for (int i = start; i < end; i++) {
            bytes += bytesOf(metadata[i]);
        }
        return bytes;
    }

    int bytesOfGreatest() {
        return bytesOf(metadata[greatest()]);
    }

    boolean isSettled() {
        return settled == end;
    }

    /**
     * Puts all events in order and keeps, of exact repeats, the one appended last. O(n + late·log late).
     *
     * @return bytes freed
     */
    long settle() {
        if (isSettled()) {
            return 0;
        }
        // Everything from the first late timestamp on is sorted again; what stands before stays as it is.
        long least = Long.MAX_VALUE;
        for (int i = settled; i < end; i++) {
            least = Math.min(least, micros[i]);
        }
        int from = lowerBound(start, settled, least);
        Integer[] order = new Integer[end - from];
        for (int i = 0; i < order.length; i++) {
            order[i] = from + i;
        }
        Arrays.sort(order, (a, b) -> {
            int byTime = Long.compare(micros[a], micros[b]);
            return byTime != 0 ? byTime : Long.compare(sequences[a], sequences[b]);
        });
        return rewrite(from, order);
    }

    /** Rewrites the events from an index on in an order, without repeats. */
    private long rewrite(int from, Integer[] order) {
        Series sorted = new Series(namespace, objectId, number);
        long freed = 0;
        Set<Repeat> seen = new HashSet<>();
        boolean[] repeated = new boolean[order.length];
        for (int k = order.length - 1; k >= 0; k--) {
            if (k + 1 < order.length && micros[order[k]] != micros[order[k + 1]]) {
                seen.clear();
            }
            repeated[k] = !isDelete(order[k]) && !seen.add(new Repeat(this, order[k]));
        }
        for (int k = 0; k < order.length; k++) {
            int i = order[k];
            if (repeated[k]) {
                freed += bytesOf(metadata[i]);
            } else {
                sorted.append(sequences[i], micros[i], lons[i], lats[i], alts[i], metadata[i]);
            }
        }
        int kept = sorted.end;
        System.arraycopy(sorted.micros, 0, micros, from, kept);
        System.arraycopy(sorted.sequences, 0, sequences, from, kept);
        System.arraycopy(sorted.lons, 0, lons, from, kept);
        System.arraycopy(sorted.lats, 0, lats, from, kept);
        System.arraycopy(sorted.alts, 0, alts, from, kept);
        System.arraycopy(sorted.metadata, 0, metadata, from, kept);
        end = from + kept;
        settled = end;
        return freed;
    }

    /** A record as it repeats: coordinates as bits and metadata as bytes; the timestamp is that of its group. */
    private record Repeat(Series series, int index) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Repeat that
                    && bits(series.lons[index]) == bits(that.series.lons[that.index])
                    && bits(series.lats[index]) == bits(that.series.lats[that.index])
                    && bits(series.alts[index]) == bits(that.series.alts[that.index])
                    && Arrays.equals(series.metadata[index], that.series.metadata[that.index]);
        }

        @Override
        public int hashCode() {
            long mixed = bits(series.lons[index]) * 31 + bits(series.lats[index]);
            return Long.hashCode(mixed * 31 + bits(series.alts[index])) * 31 + Arrays.hashCode(series.metadata[index]);
        }

        private static long bits(double value) {
            return Double.doubleToRawLongBits(value);
        }
    }

    /** The first settled index in [from, to) whose timestamp is at least the given one; to where there is none. */
    int lowerBound(int from, int to, long atLeastMicros) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (micros[middle] < atLeastMicros) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The first settled index behind (timestamp, sequence). */
    int firstAfter(long timestampMicros, long sequence) {
        int i = lowerBound(start, end, timestampMicros);
        while (i < end && micros[i] == timestampMicros && sequences[i] <= sequence) {
            i++;
        }
        return i;
    }

    /** The index of the greatest event. */
    int greatest() {
        return indexOf(greatestSequence);
    }
}
