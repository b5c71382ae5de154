package io.spatio.store.log.head;

import org.jspecify.annotations.Nullable;

/**
 * The events in memory, by the slots of their objects. One thread at a time appends, under the log's lock; any thread
 * reads.
 */
public final class Head {
    private static final int SERIES_BYTES = 144;
    private static final int ROW_BYTES = 52;
    private static final int UTF8_MAX_BYTES = 3;
    private static final int NAME_MAX_OVERHEAD_BYTES = 16;

    private final Numbered<Series> bySlot = new Numbered<>();
    private volatile long records;
    private volatile long bytes;
    private volatile long firstNanos;
    private volatile long nameBytes;

    /** The series of an object to append to. */
    public Series open(StoredObject object) {
        Series series = bySlot.get(object.slot());
        if (series == null) {
            series = new Series(object);
            bySlot.set(object.slot(), series);
            long before = bytes;
            bytes = before + SERIES_BYTES;
            long namesBefore = nameBytes;
            nameBytes = namesBefore
                    + UTF8_MAX_BYTES
                            * ((long) object.objectId().length()
                                    + object.namespace().length())
                    + NAME_MAX_OVERHEAD_BYTES;
        }
        return series;
    }

    /** The series of an object, null when it has no events. */
    public @Nullable Series get(StoredObject object) {
        Series series = bySlot.get(object.slot());
        return series != null && series.isOf(object) ? series : null; // the slot may be another's by now
    }

    /** Counts appended records with the bytes of their metadata. */
    public void appended(int count, long metadataBytes) {
        long before = records;
        if (before == 0) {
            firstNanos = System.nanoTime();
        }
        records = before + count;
        long bytesBefore = bytes;
        bytes = bytesBefore + (long) count * ROW_BYTES + metadataBytes;
    }

    /**
     * Counts the bytes of a document, which another table holds: so a log that holds little else is flushed, too. Under the
     * log's lock.
     */
    public void documentPut(long contentBytes) {
        long before = bytes;
        bytes = before + ROW_BYTES + contentBytes;
    }

    /** How long ago the first of the records came, 0 when there is none. */
    public long ageNanos() {
        return records == 0 ? 0 : System.nanoTime() - firstNanos;
    }

    /** About how much memory it takes. */
    public long bytes() {
        return bytes;
    }

    /** At most how many bytes the names of its objects take in a segment. */
    public long nameBytes() {
        return nameBytes;
    }

    /** Drops an object's events; under the log's lock. */
    public void drop(StoredObject object) {
        Series series = get(object);
        if (series != null) {
            bySlot.set(object.slot(), null);
            appended(-series.size(), 0);
        }
    }

    /** How many events there are. */
    public long records() {
        return records;
    }
}
