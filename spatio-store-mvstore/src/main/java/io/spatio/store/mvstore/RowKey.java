package io.spatio.store.mvstore;

/** Where an event stands in the map of rows: by object, then in the order of history. */
record RowKey(int object, long timestampMicros, long sequence) implements Comparable<RowKey> {
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
