package io.spatio.store.mvstore;

/** Where an event stands in history: by object, then by timestamp and sequence number. */
record RowKey(int object, long timestampMicros, long sequence) implements Comparable<RowKey> {
    /** No event of an object stands before it. */
    static RowKey first(int object) {
        return new RowKey(object, Long.MIN_VALUE, Long.MIN_VALUE);
    }

    /** No event of an object stands after it. */
    static RowKey last(int object) {
        return new RowKey(object, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    @Override
    public int compareTo(RowKey other) {
        int byObject = Integer.compare(object, other.object);
        if (byObject != 0) {
            return byObject;
        }
        int byTime = Long.compare(timestampMicros, other.timestampMicros);
        return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
}
