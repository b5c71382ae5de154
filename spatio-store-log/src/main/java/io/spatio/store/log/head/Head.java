package io.spatio.store.log.head;

import org.jspecify.annotations.Nullable;

/**
 * The events in memory, by the numbers of their objects. One thread at a time appends, under the log's lock; any thread
 * reads.
 */
public final class Head {
    private static final int SERIES_BYTES = 144;
    private static final int ROW_BYTES = 52;

    private final Numbered<Series> byObject = new Numbered<>();
    private volatile long records;
    private volatile long bytes;
    private volatile long firstNanos;

    /** The series of an object to append to. */
    public Series open(StoredObject object) {
        Series series = byObject.get(object.number());
        if (series == null) {
            series = new Series();
            byObject.set(object.number(), series);
            long before = bytes;
            bytes = before + SERIES_BYTES;
        }
        return series;
    }

    /** The series of an object, null when it has no events. */
    public @Nullable Series get(StoredObject object) {
        return byObject.get(object.number());
    }

    /** Counts appended records with so much metadata. */
    public void appended(int count, long metadataBytes) {
        long before = records;
        if (before == 0) {
            firstNanos = System.nanoTime();
        }
        records = before + count;
        long bytesBefore = bytes;
        bytes = bytesBefore + (long) count * ROW_BYTES + metadataBytes;
    }

    /** How long ago the first of the records came, 0 when there is none. */
    public long ageNanos() {
        return records == 0 ? 0 : System.nanoTime() - firstNanos;
    }

    /** About how much memory it takes. */
    public long bytes() {
        return bytes;
    }

    /** Drops an object's events; under the log's lock. */
    public void drop(StoredObject object) {
        Series series = byObject.get(object.number());
        if (series != null) {
            byObject.set(object.number(), null);
            appended(-series.size(), 0);
        }
    }

    /** How many events there are. */
    public long records() {
        return records;
    }
}
