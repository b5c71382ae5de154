package io.spatio.core.wiring;

import io.spatio.Health;
import io.spatio.Stats;
import io.spatio.TrackOrder;
import io.spatio.error.StoreException;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.TrajectoryStore;

/** A store that takes so many deletes, then fails. */
final class FailingStore implements TrajectoryStore {
    private final TrajectoryStore store;
    private int left;

    FailingStore(TrajectoryStore store, int deletes) {
        this.store = store;
        this.left = deletes;
    }

    @Override
    public long appendDelete(int object, long timestampMicros, long madeAtMicros) {
        if (left-- == 0) {
            throw new StoreException("injected failure");
        }
        return store.appendDelete(object, timestampMicros, madeAtMicros);
    }

    @Override
    public int register(String namespace, String objectId) {
        return store.register(namespace, objectId);
    }

    @Override
    public int find(String namespace, String objectId) {
        return store.find(namespace, objectId);
    }

    @Override
    public long append(
            int object, long timestampMicros, double lon, double lat, double alt, byte[] metadata, boolean beginsAnew) {
        return store.append(object, timestampMicros, lon, lat, alt, metadata, beginsAnew);
    }

    @Override
    public long append(EventBatch batch) {
        return store.append(batch);
    }

    @Override
    public long erase(int object) {
        return store.erase(object);
    }

    @Override
    public long erase(String namespace) {
        return store.erase(namespace);
    }

    @Override
    public EventCursor read(int object, long fromMicros, long toMicros, TrackOrder order) {
        return store.read(object, fromMicros, toMicros, order);
    }

    @Override
    public ScanCursor scan(String namespace, Region region, long fromMicros, long toMicros) {
        return store.scan(namespace, region, fromMicros, toMicros);
    }

    @Override
    public EventCursor recover() {
        return store.recover();
    }

    @Override
    public void awaitDurable(long sequence) {
        store.awaitDurable(sequence);
    }

    @Override
    public void sync() {
        store.sync();
    }

    @Override
    public Health health() {
        return store.health();
    }

    @Override
    public Stats.OfStore stats() {
        return store.stats();
    }

    @Override
    public void close() {
        store.close();
    }
}
