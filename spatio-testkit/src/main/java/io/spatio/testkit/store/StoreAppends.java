package io.spatio.testkit.store;

import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.TrajectoryStore;
import io.spatio.testkit.model.ModelEvent;
import java.util.ArrayList;
import java.util.List;

/** Appends single events to a store and reads them back, for tests of one store. Any thread, as the store. */
public final class StoreAppends {
    private StoreAppends() {}

    /**
     * Appends a position.
     *
     * @return its sequence number
     */
    public static long position(
            TrajectoryStore store,
            String namespace,
            String objectId,
            long micros,
            double lon,
            double lat,
            double alt,
            byte[] metadata) {
        return position(store, namespace, objectId, micros, lon, lat, alt, metadata, false);
    }

    /** The same, told whether the object's state begins with it; see {@link EventBatch#begins}. */
    public static long position(
            TrajectoryStore store,
            String namespace,
            String objectId,
            long micros,
            double lon,
            double lat,
            double alt,
            byte[] metadata,
            boolean begins) {
        EventBatch batch = new EventBatch().clear(namespace);
        batch.addPosition(batch.addObject(objectId, EventBatch.NO_NUMBER, begins), micros, lon, lat, alt, metadata);
        return store.append(batch);
    }

    /**
     * Appends a delete.
     *
     * @return its sequence number
     */
    public static long delete(
            TrajectoryStore store, String namespace, String objectId, long micros, long madeAtMicros) {
        EventBatch batch = new EventBatch().clear(namespace);
        batch.addDelete(batch.addObject(objectId, EventBatch.NO_NUMBER, false), micros, madeAtMicros);
        return store.append(batch);
    }

    /** Every event of an object, oldest first. */
    public static List<ModelEvent> events(TrajectoryStore store, String namespace, String objectId) {
        List<ModelEvent> events = new ArrayList<>();
        try (EventCursor cursor = store.read(ReadRequest.of(namespace, objectId))) {
            while (cursor.next()) {
                events.add(ModelEvent.of(cursor));
            }
        }
        return events;
    }
}
