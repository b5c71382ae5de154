package io.spatio.core.memory;

import io.spatio.Health;
import io.spatio.Stats;
import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import io.spatio.error.DatabaseClosedException;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.TrajectoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps history in memory, at most a number of bytes of it: beyond, what was appended first goes first, except that an
 * object's current position stays until there is another.
 */
final class MemoryTrajectoryStore implements TrajectoryStore {
    private final long maxBytes;
    private final InstantSource clock;
    private final Duration tombstoneHorizon;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final Map<String, Map<String, Series>> namespaces = new HashMap<>();
    private final List<@Nullable Series> byNumber = new ArrayList<>();
    private final EvictionQueue queue = new EvictionQueue();
    private long lastSequence;
    private long records;
    private long bytes;
    private long dropped;
    private volatile boolean closed;

    MemoryTrajectoryStore(long maxBytes, InstantSource clock, Duration tombstoneHorizon) {
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.tombstoneHorizon = tombstoneHorizon;
    }

    private <T> T reading(Supplier<T> work) {
        lock.readLock().lock();
        try {
            requireOpen();
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private <T> T writing(Supplier<T> work) {
        lock.writeLock().lock();
        try {
            requireOpen();
            return work.get();
        } finally {
            lock.writeLock().unlock();
        }
    }

    void requireOpen() {
        if (closed) {
            throw new DatabaseClosedException();
        }
    }

    @Override
    public int register(String namespace, String objectId) {
        return writing(() -> {
            Map<String, Series> objects = namespaces.computeIfAbsent(namespace, absent -> new HashMap<>());
            Series known = objects.get(objectId);
            if (known == null) {
                known = new Series(namespace, objectId, byNumber.size());
                objects.put(objectId, known);
                byNumber.add(known);
            }
            return known.number;
        });
    }

    @Override
    public int find(String namespace, String objectId) {
        return reading(() -> {
            Series known = namespaces.getOrDefault(namespace, Map.of()).get(objectId);
            return known == null ? -1 : known.number;
        });
    }

    private Series series(int object) {
        Series series = byNumber.get(object);
        if (series == null) {
            throw new IllegalStateException("object number " + object + " has ended: the object was erased");
        }
        return series;
    }

    @Override
    public long append(int object, long timestampMicros, double lon, double lat, double alt, byte[] metadata) {
        lock.writeLock().lock();
        try {
            requireOpen();
            Series series = series(object);
            forgetOldDelete(series);
            long sequence = ++lastSequence;
            account(series, series.append(sequence, timestampMicros, lon, lat, alt, metadata), metadata);
            return sequence;
        } finally {
            lock.writeLock().unlock();
        }
    }

    @Override
    public long append(EventBatch batch) {
        return writing(() -> {
            for (int i = 0; i < batch.size(); i++) {
                series(batch.object(i)); // all must be known before anything changes
            }
            long first = lastSequence + 1;
            for (int i = 0; i < batch.size(); i++) {
                append(
                        batch.object(i),
                        batch.timestampMicros(i),
                        batch.lon(i),
                        batch.lat(i),
                        batch.alt(i),
                        batch.metadata(i));
            }
            return first;
        });
    }

    @Override
    public long appendDelete(int object, long timestampMicros) {
        return writing(() -> {
            Series series = series(object);
            forgetOldDelete(series);
            long sequence = ++lastSequence;
            long now = Timestamps.toMicrosSaturated(clock.instant());
            account(series, series.appendDelete(sequence, timestampMicros, now), new byte[0]);
            return sequence;
        });
    }

    private void forgetOldDelete(Series series) {
        if (series.isDeleted()) {
            series.forgetDeleteBefore(
                    Timestamps.toMicrosSaturated(clock.instant().minus(tombstoneHorizon)));
        }
    }

    private void account(Series series, int droppedGreatest, byte[] metadata) {
        records += 1 - droppedGreatest;
        dropped += droppedGreatest;
        bytes += Series.bytesOf(metadata);
        queue.add(series.number, lastSequence);
        while (bytes > maxBytes && !queue.isEmpty()) {
            evictFirst();
        }
    }

    private void evictFirst() {
        Series series = byNumber.get(queue.object());
        long sequence = queue.removeFirst();
        if (series == null) {
            return;
        }
        int freed = series.evict(sequence);
        if (freed > 0) {
            bytes -= freed;
            records--;
            dropped++;
        } else if (freed < 0) {
            bytes -= series.bytesOfGreatest(); // a current position is hot state, not history
        }
    }

    @Override
    public long erase(int object) {
        return writing(() -> {
            Series series = series(object);
            Map<String, Series> objects = namespaces.getOrDefault(series.namespace, new HashMap<>());
            objects.remove(series.objectId);
            if (objects.isEmpty()) {
                namespaces.remove(series.namespace);
            }
            forget(series);
            return ++lastSequence;
        });
    }

    private void forget(Series series) {
        records -= series.end - series.start;
        bytes -= series.accountedBytes();
        byNumber.set(series.number, null);
    }

    @Override
    public long erase(String namespace) {
        return writing(() -> {
            Map<String, Series> objects = namespaces.remove(namespace);
            if (objects == null) {
                return lastSequence;
            }
            objects.values().forEach(this::forget);
            lastSequence += objects.size();
            return lastSequence;
        });
    }

    /** Runs a reader's work on a series in order; null where the object has been erased. */
    <T> @Nullable T readSettled(int object, SeriesReader<T> work) {
        lock.readLock().lock();
        try {
            requireOpen();
            Series series = byNumber.get(object);
            if (series == null || series.isSettled()) {
                return series == null ? null : work.read(series);
            }
        } finally {
            lock.readLock().unlock();
        }
        return writing(() -> {
            Series series = byNumber.get(object);
            if (series == null) {
                return null;
            }
            int before = series.end - series.start;
            bytes -= series.settle();
            records -= before - (series.end - series.start);
            return work.read(series);
        });
    }

    /** Reads from a series that is in order, under the store's lock. */
    interface SeriesReader<T> {
        @Nullable
        T read(Series series);
    }

    @Override
    public EventCursor read(int object, long fromMicros, long toMicros, TrackOrder order) {
        requireOpen();
        return new MemoryCursor(this, new int[] {object}, fromMicros, toMicros, order);
    }

    @Override
    public ScanCursor scan(String namespace, Region region, long fromMicros, long toMicros) {
        int[] objects = reading(() -> namespaces.getOrDefault(namespace, Map.of()).values().stream()
                .mapToInt(series -> series.number)
                .toArray());
        return new MemoryCursor(this, objects, fromMicros, toMicros, TrackOrder.OLDEST_FIRST).withoutDeletes();
    }

    @Override
    public EventCursor recover() {
        int[] objects = reading(() -> byNumber.stream()
                .mapToInt(series -> series == null ? -1 : series.number)
                .filter(number -> number >= 0)
                .toArray());
        return new MemoryCursor(this, objects, Long.MIN_VALUE, Long.MAX_VALUE, TrackOrder.NEWEST_FIRST).onlyGreatest();
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
        return reading(() -> new Stats.OfStore(
                MemoryTrajectoryStoreProvider.NAME,
                dropped,
                List.of(),
                Map.of("records", records, "bytes", bytes, "max-bytes", maxBytes, "last-sequence", lastSequence)));
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            closed = true;
            namespaces.clear();
            byNumber.clear();
        } finally {
            lock.writeLock().unlock();
        }
    }
}
