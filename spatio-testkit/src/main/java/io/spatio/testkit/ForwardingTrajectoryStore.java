package io.spatio.testkit;

import io.spatio.Health;
import io.spatio.Stats;
import io.spatio.spi.Documents;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.ScanRequest;
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

    /** The other store. */
    protected final TrajectoryStore store() {
        return store;
    }

    @Override
    public long append(EventBatch batch) {
        return store.append(batch);
    }

    @Override
    public long erase(String namespace, String objectId) {
        return store.erase(namespace, objectId);
    }

    @Override
    public long erase(String namespace) {
        return store.erase(namespace);
    }

    @Override
    public EventCursor read(ReadRequest request) {
        return store.read(request);
    }

    @Override
    public ScanCursor scan(ScanRequest request) {
        return store.scan(request);
    }

    @Override
    public EventCursor recover() {
        return store.recover();
    }

    @Override
    public Documents documents() {
        return store.documents();
    }

    @Override
    public void awaitDurable(long sequence) {
        store.awaitDurable(sequence);
    }

    @Override
    public long sync() {
        return store.sync();
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
