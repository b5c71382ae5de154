package io.spatio.store.log.wal;

/** Counts the erase records of a frame. One thread. */
final class EraseCount implements Records.Visitor {
    private int count;

    int count() {
        return count;
    }

    @Override
    public void define(int object, long incarnation, Text namespace, Text objectId) {}

    @Override
    public void position(
            long sequence, int object, long timestampMicros, double lon, double lat, double alt, byte[] metadata) {}

    @Override
    public void delete(long sequence, int object, long timestampMicros, long madeAtMicros) {}

    @Override
    public void forget(long sequence, int object) {}

    @Override
    public void eraseObject(long sequence, int object, long[] incarnations) {
        count++;
    }

    @Override
    public void eraseNamespace(long sequence, String namespace, long greatestIncarnation, long objects) {
        count++;
    }

    @Override
    public void document(long sequence, String key, byte[] content) {}

    @Override
    public void documentRemoved(long sequence, String key) {}
}
