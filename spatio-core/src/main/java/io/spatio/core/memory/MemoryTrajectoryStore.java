package io.spatio.core.memory;

import io.spatio.Health;
import io.spatio.Stats;
import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import io.spatio.error.DatabaseClosedException;
import io.spatio.spi.Compactable;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.TrajectoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Keeps history in memory, at most a number of bytes of it; the {@link MemoryHistory} under one lock. */
final class MemoryTrajectoryStore implements TrajectoryStore, Compactable {
    private static final int SWEEP_AT_LEAST = 4096;
    private static final int[] NONE = {};

    private final long maxBytes;
    private final InstantSource clock;
    private final Duration tombstoneHorizon;
    private final StampedLock lock = new StampedLock(); // not reentrant
    private final MemoryHistory history;
    private long lastSequence;
    private long deletesToSweep = SWEEP_AT_LEAST;
    private volatile boolean closed;

    MemoryTrajectoryStore(long maxBytes, InstantSource clock, Duration tombstoneHorizon) {
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.tombstoneHorizon = tombstoneHorizon;
        this.history = new MemoryHistory(maxBytes);
    }

    private <T> T reading(Function<MemoryHistory, T> work) {
        long stamp = lock.readLock();
        try {
            requireOpen();
            return work.apply(history);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    private <T> T writing(Supplier<T> work) {
        long stamp = lock.writeLock();
        try {
            requireOpen();
            return work.get();
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    void requireOpen() {
        if (closed) {
            throw new DatabaseClosedException();
        }
    }

    @Override
    public int register(String namespace, String objectId) {
        return writing(() -> history.objects.findOrAdd(namespace, objectId));
    }

    @Override
    public int find(String namespace, String objectId) {
        return reading(known -> known.objects.find(namespace, objectId));
    }

    @Override
    public long append(
            int object, long timestampMicros, double lon, double lat, double alt, byte[] metadata, boolean beginsAnew) {
        long stamp = lock.writeLock();
        try {
            requireOpen();
            return put(object, timestampMicros, lon, lat, alt, metadata, beginsAnew);
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private long put(
            int object, long timestampMicros, double lon, double lat, double alt, byte[] metadata, boolean anew) {
        history.objects.id(object); // must be known
        history.append(object, timestampMicros, ++lastSequence, lon, lat, alt, metadata, anew);
        return lastSequence;
    }

    /** Forgets the objects of which nothing is left but a delete made before the horizon. */
    private void forgetGone() {
        history.forgetGoneBefore(Timestamps.toMicrosSaturated(clock.instant().minus(tombstoneHorizon)));
        deletesToSweep = SWEEP_AT_LEAST + history.objects.size();
    }

    @Override
    public void compact() {
        writing(() -> {
            forgetGone();
            return true;
        });
    }

    @Override
    public long append(EventBatch batch) {
        return writing(() -> {
            for (int i = 0; i < batch.size(); i++) {
                history.objects.id(batch.object(i)); // all must be known before anything changes
            }
            long first = lastSequence + 1;
            for (int i = 0; i < batch.size(); i++) {
                put(
                        batch.object(i),
                        batch.timestampMicros(i),
                        batch.lon(i),
                        batch.lat(i),
                        batch.alt(i),
                        batch.metadata(i),
                        batch.beginsAnew(i));
            }
            return first;
        });
    }

    @Override
    public long appendDelete(int object, long timestampMicros, long madeAtMicros) {
        return writing(() -> {
            history.objects.id(object); // must be known
            history.appendDelete(object, timestampMicros, ++lastSequence, madeAtMicros);
            if (--deletesToSweep < 0) {
                forgetGone();
            }
            return lastSequence;
        });
    }

    @Override
    public long erase(int object) {
        return writing(() -> {
            history.objects.id(object); // must be known
            history.erase(object);
            return ++lastSequence;
        });
    }

    @Override
    public long erase(String namespace) {
        return writing(() -> {
            int[] objects = objectsOf(namespace);
            for (int object : objects) {
                history.erase(object);
            }
            lastSequence += objects.length;
            return lastSequence;
        });
    }

    private int[] objectsOf(String namespace) {
        ObjectNumbers numbers = history.objects.ofNamespace(namespace);
        return numbers == null ? NONE : numbers.all();
    }

    /** Runs a reader's work under the lock. */
    void read(Consumer<MemoryHistory> work) {
        long stamp = lock.readLock();
        try {
            requireOpen();
            work.accept(history);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    private MemoryCursor cursor(
            Supplier<int[]> objects, long fromMicros, long toMicros, TrackOrder order, MemoryCursor.Kind kind) {
        return reading(from -> {
            int[] numbers = objects.get();
            int[] births = new int[numbers.length];
            for (int i = 0; i < numbers.length; i++) {
                births[i] = from.objects.isKnown(numbers[i]) ? from.objects.birth(numbers[i]) : -1;
            }
            return new MemoryCursor(this, numbers, births, fromMicros, toMicros, order, kind);
        });
    }

    @Override
    public EventCursor read(int object, long fromMicros, long toMicros, TrackOrder order) {
        return cursor(() -> new int[] {object}, fromMicros, toMicros, order, MemoryCursor.Kind.EVENTS);
    }

    @Override
    public ScanCursor scan(String namespace, Region region, long fromMicros, long toMicros) {
        return cursor(
                () -> objectsOf(namespace), fromMicros, toMicros, TrackOrder.OLDEST_FIRST, MemoryCursor.Kind.POSITIONS);
    }

    @Override
    public EventCursor recover() {
        return cursor(
                () -> IntStream.range(0, history.objects.end())
                        .filter(history.objects::isKnown)
                        .toArray(),
                Long.MIN_VALUE,
                Long.MAX_VALUE,
                TrackOrder.NEWEST_FIRST,
                MemoryCursor.Kind.GREATEST);
    }

    @Override
    public void awaitDurable(long sequence) {
        requireOpen();
    }

    @Override
    public void sync() {
        requireOpen();
    }

    @Override
    public Health health() {
        requireOpen();
        return Health.OPEN;
    }

    @Override
    public Stats.OfStore stats() {
        return reading(of -> new Stats.OfStore(
                MemoryTrajectoryStoreProvider.NAME,
                of.dropped(),
                List.of(),
                Map.of(
                        "records",
                        of.records(),
                        "objects",
                        (long) of.objects.size(),
                        "bytes",
                        of.bytes(),
                        "max-bytes",
                        maxBytes,
                        "last-sequence",
                        lastSequence)));
    }

    @Override
    public void close() {
        long stamp = lock.writeLock();
        try {
            closed = true;
            history.clear();
        } finally {
            lock.unlockWrite(stamp);
        }
    }
}
