package io.spatio.testkit.engine;

import io.spatio.Changes;
import io.spatio.ChangesRequest;
import io.spatio.Health;
import io.spatio.Identifiers;
import io.spatio.Maintenance;
import io.spatio.MetadataBytes;
import io.spatio.Namespace;
import io.spatio.Position;
import io.spatio.Spatio;
import io.spatio.Stats;
import io.spatio.Timestamps;
import io.spatio.error.DatabaseClosedException;
import io.spatio.error.StoreException;
import io.spatio.spi.Compactable;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Options;
import io.spatio.spi.Snapshotable;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.Units;
import io.spatio.spi.Verifiable;
import io.spatio.testkit.store.ListStoreProvider;
import io.spatio.testkit.store.StoreFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The simplest database there is: rows in maps under one lock, a walk for every query, a list store behind. It can do one
 * thing wrong, on demand.
 */
final class ReferenceSpatio implements Spatio {
    /** A setting that opens for reading alone. */
    static final String READ_ONLY = "read-only";

    final EngineFault fault;
    final InstantSource clock;
    final TrajectoryStore store;
    final Duration maxSkew;
    final long maxMetadataBytes;
    final ReentrantLock lock = new ReentrantLock();
    private final ReentrantReadWriteLock visits = new ReentrantReadWriteLock();
    final ReferenceCounts counts = new ReferenceCounts();
    private final Map<String, TreeMap<String, ReferenceRow>> rows = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Long>> sequences = new ConcurrentHashMap<>();
    final Map<String, Integer> erasures = new ConcurrentHashMap<>();
    /** Runs once, in the caller's thread, where a fault lets others in: what others do then is certain. */
    Runnable between;

    final ReferenceChanges changes;
    private boolean closed;

    ReferenceSpatio(EngineFault fault, Path directory, InstantSource clock, Map<String, String> settings) {
        this.fault = fault;
        this.clock = clock;
        this.changes = new ReferenceChanges(this);
        String skew = settings.get("max-future-skew");
        maxSkew = skew == null ? null : Units.parseDuration(skew);
        String metadata = fault == EngineFault.METADATA_LIMIT_FIXED ? null : settings.get("max-metadata-bytes");
        maxMetadataBytes = metadata == null ? 64 << 10 : Units.parseBytes(metadata);
        ListStoreProvider provider = new ListStoreProvider(storeFault(fault), directory != null);
        String bytes = settings.get("store.memory.history-bytes");
        store = provider.open(
                Options.of(provider.options(), bytes == null ? Map.of() : Map.of("history-bytes", bytes)),
                directory == null
                        ? StoreContext.inMemory().withClock(clock)
                        : StoreContext.in(directory).withClock(clock).withReadOnly(settings.containsKey(READ_ONLY)));
        try (EventCursor cursor = store.recover()) {
            while (cursor.next()) {
                rows(cursor.namespace()).put(cursor.objectId(), row(cursor));
                sequences(cursor.namespace()).put(cursor.objectId(), cursor.sequence());
            }
        }
    }

    private static StoreFault storeFault(EngineFault fault) {
        return switch (fault) {
            case TOMBSTONE_LOST -> StoreFault.TOMBSTONE_LOST;
            case LAST_RECORD_DROPPED -> StoreFault.LAST_RECORD_DROPPED;
            case EQUAL_TIMES_SWAPPED -> StoreFault.EQUAL_TIMES_SWAPPED;
            case COPY_CARRIES_LATER_ERASES -> StoreFault.COPY_CARRIES_LATER_ERASES;
            case COPY_OF_TWO_MOMENTS -> StoreFault.COPY_OF_TWO_MOMENTS;
            case READ_ONLY_WRITES -> StoreFault.READ_ONLY_WRITES;
            default -> StoreFault.NONE;
        };
    }

    private ReferenceRow row(EventCursor event) {
        return event.isDelete()
                ? ReferenceRow.delete(
                        event.timestampMicros(),
                        fault == EngineFault.HORIZON_FROM_OPEN
                                ? Timestamps.toMicros(clock.instant())
                                : event.madeAtMicros())
                : ReferenceRow.position(
                        event.timestampMicros(),
                        new Position(event.lon(), event.lat(), event.alt()),
                        MetadataBytes.of(event.metadata()));
    }

    TreeMap<String, ReferenceRow> rows(String namespace) {
        return rows.computeIfAbsent(namespace, name -> new TreeMap<>(Identifiers.ORDER));
    }

    /** The sequences of what the rows hold. */
    Map<String, Long> sequences(String namespace) {
        return sequences.computeIfAbsent(namespace, name -> new ConcurrentHashMap<>());
    }

    <T> T guarded(Supplier<T> call) {
        lock.lock();
        try {
            if (closed && fault != EngineFault.OPEN_AFTER_CLOSE) {
                throw new DatabaseClosedException();
            }
            return call.get();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Namespace namespace(String name) {
        Identifiers.requireNamespace(name);
        return new ReferenceNamespace(this, name);
    }

    private long current(String name) {
        return rows(name).values().stream().filter(row -> !row.delete()).count();
    }

    @Override
    public List<String> namespaces() {
        return guarded(() -> rows.keySet().stream()
                .filter(name -> current(name) > 0)
                .sorted(Identifiers.ORDER)
                .collect(Collectors.toList()));
    }

    @Override
    public long sync() {
        return guarded(store::sync);
    }

    @Override
    public Health health() {
        return guarded(store::health);
    }

    @Override
    public Stats stats() {
        List<String> names = namespaces();
        return guarded(() -> Stats.of(
                        counts.operations(),
                        names.stream()
                                .map(name -> Stats.OfNamespace.of(name, current(name), "scan", Map.of()))
                                .toList(),
                        store.stats())
                .withChanges(changes.stats()));
    }

    @Override
    public Changes changes(ChangesRequest request) {
        return changes.follow(request);
    }

    @Override
    public Maintenance maintenance() {
        return new Maintenance() {
            @Override
            public void compact() {
                namespaces();
                ((Compactable) store).compact();
            }

            @Override
            public Verification verify() {
                return ((Verifiable) store).verify();
            }

            @Override
            public void snapshot(Path directory) {
                namespaces();
                try {
                    Files.createDirectories(directory);
                } catch (IOException e) {
                    throw new StoreException("cannot create " + directory, e);
                }
                if (storeFault(fault) == StoreFault.NONE) {
                    guarded(() -> copied(directory)); // between two batches: the store knows their elements only
                } else {
                    long unused = copied(directory);
                }
            }
        };
    }

    private long copied(Path directory) {
        ((Snapshotable) store).snapshot(directory);
        return store.sync();
    }

    /** Shows rows, which holds up closing. */
    boolean visiting(BooleanSupplier rows) {
        visits.readLock().lock();
        try {
            return rows.getAsBoolean();
        } finally {
            visits.readLock().unlock();
        }
    }

    @Override
    public void close() {
        if (visits.getReadHoldCount() > 0 && fault != EngineFault.CLOSES_IN_VISITOR) {
            throw new IllegalStateException("close() was called from inside a row visitor");
        }
        lock.lock();
        try {
            closed = true;
            changes.close();
            if (fault != EngineFault.OPEN_AFTER_CLOSE) {
                store.close();
            }
        } finally {
            lock.unlock();
        }
        if (fault != EngineFault.CLOSE_DOES_NOT_WAIT && visits.getReadHoldCount() == 0) {
            visits.writeLock().lock();
            visits.writeLock().unlock();
        }
    }
}
