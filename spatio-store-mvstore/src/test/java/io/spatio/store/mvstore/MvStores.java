package io.spatio.store.mvstore;

import io.spatio.Durability;
import io.spatio.spi.EventBatch;
import io.spatio.spi.StoreContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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
        return new Seams(disk, () -> Long.MAX_VALUE, System::nanoTime, 16);
    }

    static MvTrajectoryStoreOptions options(Durability sync) {
        return new MvTrajectoryStoreOptions(sync, Optional.empty());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Positions as a batch; the sequence of each is ignored. */
    record Batch(List<Integer> objects, List<Seen> events) implements EventBatch {
        @Override
        public int size() {
            return events.size();
        }

        @Override
        public int object(int i) {
            return objects.get(i);
        }

        @Override
        public long timestampMicros(int i) {
            return events.get(i).timestampMicros();
        }

        @Override
        public double lon(int i) {
            return events.get(i).lon();
        }

        @Override
        public double lat(int i) {
            return events.get(i).lat();
        }

        @Override
        public double alt(int i) {
            return events.get(i).alt();
        }

        @Override
        public byte[] metadata(int i) {
            return bytes(events.get(i).metadata());
        }
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
