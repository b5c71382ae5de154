package io.spatio.store.mvstore;

import io.spatio.Durability;
import io.spatio.spi.EventBatch;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.StoreContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens stores and makes events for the tests. */
final class MvStores {
    private MvStores() {}

    static MvTrajectoryStore open(Path directory) {
        return open(directory, Durability.EVERY_SECOND);
    }

    static MvTrajectoryStore open(Path directory, Durability sync) {
        return MvTrajectoryStore.open(options(sync), StoreContext.in(directory));
    }

    /** A store that moves its tail into blocks when it holds the given number of events. */
    static MvTrajectoryStore open(Path directory, Durability sync, int tailEvents) {
        Seams seams = Seams.of(directory).withTailEvents(tailEvents);
        return MvTrajectoryStore.open(options(sync), StoreContext.in(directory), seams);
    }

    /** A faulty disk, with room for everything, and moves all the time. */
    static Seams seams(MvFile.Naming disk) {
        return new Seams(disk, () -> Long.MAX_VALUE, 16);
    }

    static MvTrajectoryStoreOptions options(Durability sync) {
        return new MvTrajectoryStoreOptions(sync, Optional.empty());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Events of one namespace as a batch whose objects may be new; the sequence of each is ignored. */
    static EventBatch batch(List<Seen> events) {
        EventBatch batch = new EventBatch(Math.max(1, events.size()))
                .clear(events.isEmpty() ? "n" : events.get(0).namespace());
        Map<String, Integer> objects = new HashMap<>();
        for (Seen event : events) {
            int object =
                    objects.computeIfAbsent(event.objectId(), id -> batch.addObject(id, EventBatch.NO_NUMBER, false));
            if (event.isDelete()) {
                batch.addDelete(object, event.timestampMicros(), Long.MAX_VALUE);
            } else {
                byte[] metadata = bytes(event.metadata());
                batch.addPosition(object, event.timestampMicros(), event.lon(), event.lat(), event.alt(), metadata);
            }
        }
        return batch;
    }

    /** All events of an object of the namespace {@code n}, oldest first. */
    static List<Seen> track(MvTrajectoryStore store, String id) {
        return Seen.all(store.read(ReadRequest.of("n", id)));
    }

    static Seen position(
            String namespace, String id, long timestampMicros, double lon, double lat, double alt, String metadata) {
        return new Seen(
                namespace,
                id,
                timestampMicros,
                0,
                false,
                Double.doubleToRawLongBits(lon),
                Double.doubleToRawLongBits(lat),
                Double.doubleToRawLongBits(alt),
                metadata);
    }

    static Seen numbered(Seen event, long sequence) {
        return new Seen(
                event.namespace(),
                event.objectId(),
                event.timestampMicros(),
                sequence,
                event.isDelete(),
                event.lonBits(),
                event.latBits(),
                event.altBits(),
                event.metadata());
    }
}
