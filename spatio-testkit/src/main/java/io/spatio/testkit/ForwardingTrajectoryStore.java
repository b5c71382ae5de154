package io.spatio.testkit;

import io.spatio.Health;
import io.spatio.Stats;
import io.spatio.TrackOrder;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.TrajectoryStore;

/**
 * A store that hands every call on to another. A test extends it and overrides what is to go wrong, so that engine, kit and
 * store are tried against one fault of an otherwise right store.
 *
 * <p>It has none of the powers that are interfaces of their own, whatever the other store has. Any thread, as the other
 * store.
 */
public class ForwardingTrajectoryStore implements TrajectoryStore {
    private final TrajectoryStore store;

    /** A store in front of another, which it closes with itself. */
    protected ForwardingTrajectoryStore(TrajectoryStore store) {
        this.store = store;
    }

    /** The store behind. */
    protected final TrajectoryStore store() {
        return store;
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
    public long appendDelete(int object, long timestampMicros, long madeAtMicros) {
        return store.appendDelete(object, timestampMicros, madeAtMicros);
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
