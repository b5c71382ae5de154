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
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps history in memory, at most a number of bytes of it: names, sequences and the {@link MemoryHistory} under one lock, which
 * no call holds for longer than a bounded number of events takes, but a batch and an erase.
 */
final class MemoryTrajectoryStore implements TrajectoryStore, Compactable {
    /** After as many deletes objects are looked at whether their deletes are to be forgotten. */
    private static final int DELETES_PER_SWEEP = 64;

    private static final int OBJECTS_PER_SWEEP = 4 * DELETES_PER_SWEEP;
    private static final int OBJECTS_AT_ONCE = 4096;
    private static final int[] NONE = {};

    private final long maxBytes;
    private final InstantSource clock;
    private final Duration tombstoneHorizon;
    private final StampedLock lock = new StampedLock(); // not reentrant
    private final ObjectLedger ledger = new ObjectLedger();
    private final MemoryHistory history;
    private final Registrations registrations;
    private final NewEvent event = new NewEvent();
    private long lastSequence;
    private int deletes;
    private int swept;
    private volatile boolean closed;

    MemoryTrajectoryStore(long maxBytes, InstantSource clock, Duration tombstoneHorizon, LongSupplier nanoTime) {
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.tombstoneHorizon = tombstoneHorizon;
        this.history = new MemoryHistory(maxBytes, this::forget);
        this.registrations = new Registrations(history, nanoTime);
    }

    /** Frees the name of an object of which nothing is left. */
    private void forget(int object) {
        ledger.end(object);
        if (ledger.end() == 0) {
            history.standings.clear();
        }
    }

    private <T> T reading(Supplier<T> work) {
        long stamp = lock.readLock();
        try {
            requireOpen();
            return work.get();
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

    private void requireKnown(int object) {
        if (!history.standings.isKnown(object)) {
            throw ObjectLedger.ended(object);
        }
    }

    @Override
    public int register(String namespace, String objectId) {
        return writing(() -> {
            int object = ledger.findOrAdd(namespace, objectId);
            if (!history.standings.isKnown(object)) {
                history.standings.begin(object);
            }
            registrations.await(object);
            return object;
        });
    }

    @Override
    public int find(String namespace, String objectId) {
        return reading(() -> ledger.find(namespace, objectId));
    }

    @Override
    public long append(
            int object, long timestampMicros, double lon, double lat, double alt, byte[] metadata, boolean beginsAnew) {
        long stamp = lock.writeLock();
        try {
            requireOpen();
            requireKnown(object);
            return put(object, event.position(timestampMicros, lon, lat, alt, metadata, beginsAnew));
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private long put(int object, NewEvent next) {
        next.sequence = ++lastSequence;
        history.append(object, next);
        return lastSequence;
    }

    @Override
    public long append(EventBatch batch) {
        return writing(() -> {
            for (int i = 0; i < batch.size(); i++) {
                requireKnown(batch.object(i)); // all of them, before anything changes
            }
            long first = lastSequence + 1;
            for (int i = 0; i < batch.size(); i++) {
                event.position(
                        batch.timestampMicros(i),
                        batch.lon(i),
                        batch.lat(i),
                        batch.alt(i),
                        batch.metadata(i),
                        batch.beginsAnew(i));
                put(batch.object(i), event);
            }
            return first;
        });
    }

    @Override
    public long appendDelete(int object, long timestampMicros, long madeAtMicros) {
        return writing(() -> {
            requireKnown(object);
            long sequence = put(object, event.delete(timestampMicros, madeAtMicros));
            if (++deletes % DELETES_PER_SWEEP == 0) {
                sweep(OBJECTS_PER_SWEEP);
            }
            return sequence;
        });
    }

    /** Looks at some more objects and forgets deletes made before the horizon; whether all have been looked at. */
    private boolean sweep(int objects) {
        long oldest = Timestamps.toMicrosSaturated(clock.instant().minus(tombstoneHorizon));
        for (int i = 0; i < objects; i++) {
            if (swept >= ledger.end()) {
                swept = 0;
                return true;
            }
            history.forgetDeleteBefore(swept++, oldest);
        }
        return false;
    }

    @Override
    public void compact() {
        writing(() -> {
            registrations.look();
            return swept = 0;
        });
        boolean all = false;
        while (!all) {
            all = writing(() -> sweep(OBJECTS_AT_ONCE));
        }
    }

    @Override
    public long erase(int object) {
        return writing(() -> {
            requireKnown(object);
            history.erase(object);
            return ++lastSequence;
        });
    }

    @Override
    public long erase(String namespace) {
        return writing(() -> {
            ObjectNumbers numbers = ledger.ofNamespace(namespace);
            for (int object : numbers == null ? NONE : numbers.all()) {
                history.erase(object);
                lastSequence++;
            }
            return lastSequence;
        });
    }

    /** A reader's work under the lock. */
    interface Reading {
        void read(ObjectLedger ledger, MemoryHistory history);
    }

    /** Does a reader's work under the lock. */
    void read(Reading work) {
        long stamp = lock.readLock();
        try {
            requireOpen();
            work.read(ledger, history);
        } finally {
            lock.unlockRead(stamp);
        }
    }

    private MemoryCursor cursor(Supplier<ObjectWalk> walk, MemoryCursor.Selection selection) {
        return new MemoryCursor(this, reading(walk), selection);
    }

    @Override
    public EventCursor read(int object, long fromMicros, long toMicros, TrackOrder order) {
        return cursor(
                () -> ObjectWalk.one(ledger, object),
                new MemoryCursor.Selection(MemoryCursor.Kind.EVENTS, order, fromMicros, toMicros));
    }

    @Override
    public ScanCursor scan(String namespace, Region region, long fromMicros, long toMicros) {
        return cursor(
                () -> ObjectWalk.of(ledger, namespace),
                new MemoryCursor.Selection(MemoryCursor.Kind.POSITIONS, TrackOrder.OLDEST_FIRST, fromMicros, toMicros));
    }

    @Override
    public EventCursor recover() {
        return cursor(
                () -> ObjectWalk.all(ledger),
                new MemoryCursor.Selection(
                        MemoryCursor.Kind.GREATEST, TrackOrder.NEWEST_FIRST, Long.MIN_VALUE, Long.MAX_VALUE));
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
                history.dropped(),
                List.of(),
                Map.of(
                        "records",
                        history.records(),
                        "objects",
                        (long) ledger.size(),
                        "tombstones",
                        history.standings.tombstones(),
                        "bytes",
                        history.bytes(),
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
            ledger.clear();
            history.clear();
            registrations.clear();
        } finally {
            lock.unlockWrite(stamp);
        }
    }
}
