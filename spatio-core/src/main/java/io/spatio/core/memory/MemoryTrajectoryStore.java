package io.spatio.core.memory;

import io.spatio.Health;
import io.spatio.Stats;
import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import io.spatio.error.DatabaseClosedException;
import io.spatio.spi.Cancellation;
import io.spatio.spi.Compactable;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.EventKind;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.TrajectoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.locks.StampedLock;
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

    private final long maxBytes;
    private final InstantSource clock;
    private final Duration tombstoneHorizon;
    private final StampedLock lock = new StampedLock(); // not reentrant
    private final ObjectLedger ledger = new ObjectLedger();
    private final MemoryHistory history;
    private final NewEvent event = new NewEvent();
    private long lastSequence;
    private int deletes;
    private int swept;
    private volatile boolean closed;

    MemoryTrajectoryStore(long maxBytes, InstantSource clock, Duration tombstoneHorizon) {
        this.maxBytes = maxBytes;
        this.clock = clock;
        this.tombstoneHorizon = tombstoneHorizon;
        this.history = new MemoryHistory(maxBytes, this::forget);
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

    @Override
    public long append(EventBatch batch) {
        long stamp = lock.writeLock();
        try {
            requireOpen();
            requireKnown(batch); // all of it, before anything changes
            long first = lastSequence + 1;
            boolean sweeps = false;
            for (int i = 0; i < batch.size(); i++) {
                history.append(number(batch, batch.object(i)), event.of(batch, i, ++lastSequence));
                sweeps |= event.isDelete && ++deletes % DELETES_PER_SWEEP == 0;
            }
            // At the end, so that no object ends between two events of the batch.
            event.clear();
            history.trim();
            if (sweeps) {
                sweep(OBJECTS_PER_SWEEP);
            }
            return batch.size() == 0 ? lastSequence : first;
        } finally {
            lock.unlockWrite(stamp);
        }
    }

    private void requireKnown(EventBatch batch) {
        for (int i = 0; i < batch.objects(); i++) {
            int number = batch.number(i);
            if (number != EventBatch.NO_NUMBER && !history.standings.isKnown(number)) {
                throw ObjectLedger.ended(number);
            }
        }
        for (int i = 0; i < batch.size(); i++) {
            EventKind kind = batch.kind(i);
            if (kind != EventKind.POSITION && kind != EventKind.DELETE) {
                throw new IllegalArgumentException("the memory store keeps no events of the kind " + kind);
            }
        }
    }

    /** The number of an object of a batch, given now where it has none. */
    private int number(EventBatch batch, int object) {
        int number = batch.number(object);
        if (number == EventBatch.NO_NUMBER) {
            number = ledger.findOrAdd(batch.namespace(), batch.objectId(object));
            if (!history.standings.isKnown(number)) {
                history.standings.begin(number);
            }
            batch.setNumber(object, number);
        }
        return number;
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
        writing(() -> swept = 0);
        boolean all = false;
        while (!all) {
            all = writing(() -> sweep(OBJECTS_AT_ONCE));
        }
    }

    @Override
    public long erase(String namespace, String objectId) {
        return writing(() -> {
            int object = ledger.find(namespace, objectId);
            if (object < 0) {
                return 0L;
            }
            history.erase(object);
            return ++lastSequence;
        });
    }

    @Override
    public long erase(String namespace) {
        return writing(() -> {
            ObjectNumbers numbers = ledger.ofNamespace(namespace);
            if (numbers == null) {
                return 0L;
            }
            for (int object : numbers.all()) {
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
    public EventCursor read(ReadRequest request) {
        return cursor(
                () -> ObjectWalk.one(ledger, ledger.find(request.namespace(), request.objectId())),
                new MemoryCursor.Selection(
                        MemoryCursor.Kind.EVENTS,
                        request.order(),
                        request.fromMicros(),
                        request.toMicros(),
                        request.cancellation()));
    }

    @Override
    public ScanCursor scan(ScanRequest request) {
        return cursor(
                () -> ObjectWalk.of(ledger, request.namespace()),
                new MemoryCursor.Selection(
                        MemoryCursor.Kind.POSITIONS,
                        TrackOrder.OLDEST_FIRST,
                        request.fromMicros(),
                        request.toMicros(),
                        request.cancellation()));
    }

    @Override
    public EventCursor recover() {
        return cursor(
                () -> ObjectWalk.all(ledger),
                new MemoryCursor.Selection(
                        MemoryCursor.Kind.GREATEST,
                        TrackOrder.NEWEST_FIRST,
                        Long.MIN_VALUE,
                        Long.MAX_VALUE,
                        Cancellation.NONE));
    }

    @Override
    public void awaitDurable(long sequence) {
        requireOpen();
    }

    @Override
    public long sync() {
        requireOpen();
        return 0;
    }

    @Override
    public Health health() {
        requireOpen();
        return Health.OPEN;
    }

    @Override
    public Stats.OfStore stats() {
        return reading(() -> Stats.OfStore.of(
                        MemoryTrajectoryStoreProvider.NAME,
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
                                lastSequence))
                .withHistoryDropped(history.dropped()));
    }

    @Override
    public void close() {
        long stamp = lock.writeLock();
        try {
            closed = true;
            ledger.clear();
            history.clear();
        } finally {
            lock.unlockWrite(stamp);
        }
    }
}
