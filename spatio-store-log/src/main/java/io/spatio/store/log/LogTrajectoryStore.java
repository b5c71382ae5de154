package io.spatio.store.log;

import io.spatio.Health;
import io.spatio.Identifiers;
import io.spatio.Stats;
import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import io.spatio.error.DatabaseClosedException;
import io.spatio.error.StoreException;
import io.spatio.error.StoreFailedException;
import io.spatio.spi.Compactable;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.History;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.Series;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.manifest.ManifestFile;
import io.spatio.store.log.recovery.Erases;
import io.spatio.store.log.recovery.Recovered;
import io.spatio.store.log.recovery.Recovery;
import io.spatio.store.log.wal.CommitLog;
import io.spatio.store.log.wal.Salts;
import io.spatio.store.log.wal.WalHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** A trajectory store in a directory of log files. Any thread. */
final class LogTrajectoryStore implements TrajectoryStore, Compactable {
    static final String TYPE = "log";

    private final ReentrantLock maintenance = new ReentrantLock();
    private final InstantSource clock;
    private final Duration tombstoneHorizon;
    private final StoreLock lock;
    private final ManifestFile manifestFile;
    private final Manifest manifest;
    private final LogFiles files;
    private final List<String> recoveryReport;
    private final ObjectTable objects;
    private final Head head;
    private final CommitLog log;
    private final Appender appender;
    private volatile boolean closed;

    private LogTrajectoryStore(LogTrajectoryStoreOptions options, StoreContext context, Io io, StoreLock lock)
            throws IOException {
        this.clock = context.clock();
        this.tombstoneHorizon = context.tombstoneHorizon();
        this.lock = lock;
        Path directory = context.directory();
        objects = new ObjectTable();
        head = new Head();
        Erases erases = new Erases();
        Recovered recovered = new Recovery(io, directory, context.salvage(), objects, head, erases).run();
        recoveryReport = recovered.report();
        files = new LogFiles(io, directory, erases);
        long number = recovered.nextWal();
        WalHeader header =
                new WalHeader(recovered.manifest().store(), number, Salts.next(), recovered.lastSequence() + 1);
        log = CommitLog.create(io, directory, options.commitLog(), header);
        manifestFile = new ManifestFile(io, directory);
        manifest =
                new Manifest(header.store(), recovered.manifest().firstWal(), number, false, recovered.lastSequence());
        appender = new Appender(log, objects, head, erases);
        boolean started = false;
        try {
            manifestFile.write(manifest);
            started = true;
        } finally {
            if (!started) {
                log.close();
            }
        }
        log.start();
    }

    /**
     * Opens or creates a store.
     *
     * @throws StoreException when it is locked, damaged, of another format, or the disk fails
     */
    static LogTrajectoryStore open(LogTrajectoryStoreOptions options, StoreContext context, Io io) {
        Path directory = context.directory();
        try {
            io.createDirectories(directory);
            StoreLock lock = StoreLock.take(io, directory);
            boolean opened = false;
            try {
                LogTrajectoryStore store = new LogTrajectoryStore(options, context, io, lock);
                opened = true;
                return store;
            } finally {
                if (!opened) {
                    lock.close();
                }
            }
        } catch (IOException e) {
            throw new StoreException("the store in " + directory + " could not be opened: " + e, e);
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new DatabaseClosedException();
        }
    }

    @Override
    public int register(String namespace, String objectId) {
        requireOpen();
        Identifiers.requireNamespace(namespace);
        Identifiers.requireObjectId(objectId);
        return objects.register(namespace, objectId).number();
    }

    @Override
    public int find(String namespace, String objectId) {
        requireOpen();
        StoredObject known = objects.find(namespace, objectId);
        return known == null ? -1 : known.number();
    }

    @Override
    public long append(int object, long timestampMicros, double lon, double lat, double alt, byte[] metadata) {
        requireOpen();
        return appender.position(object, timestampMicros, lon, lat, alt, metadata);
    }

    @Override
    public long append(EventBatch batch) {
        requireOpen();
        return appender.batch(batch);
    }

    @Override
    public long appendDelete(int object, long timestampMicros) {
        requireOpen();
        return appender.delete(object, timestampMicros, Timestamps.toMicrosSaturated(clock.instant()));
    }

    @Override
    public long erase(int object) {
        requireOpen();
        return appender.erase(object);
    }

    @Override
    public long erase(String namespace) {
        requireOpen();
        return appender.erase(namespace);
    }

    @Override
    public EventCursor read(int object, long fromMicros, long toMicros, TrackOrder order) {
        requireOpen();
        long limit = log.visibleSequence();
        StoredObject stored = objects.get(object);
        Series series = stored == null || !stored.visibleAt(limit) ? null : head.get(stored);
        if (stored == null || series == null) {
            return new EmptyCursor(this::isClosed);
        }
        History history = History.of(series.upTo(limit), fromMicros, toMicros);
        return new HistoryCursor(this::isClosed, log::visibleSequence, stored, history, order);
    }

    @Override
    public ScanCursor scan(String namespace, Region region, long fromMicros, long toMicros) {
        requireOpen();
        return new PlaceCursor(
                this::isClosed,
                objects.of(namespace),
                head,
                log.visibleSequence(),
                new Place(region),
                fromMicros,
                toMicros);
    }

    @Override
    public EventCursor recover() {
        requireOpen();
        Instant now = clock.instant();
        long horizon = Timestamps.toMicrosSaturated(now.minus(tombstoneHorizon));
        return new RecoverCursor(this::isClosed, objects, head, log.visibleSequence(), horizon);
    }

    private boolean isClosed() {
        return closed;
    }

    @Override
    public void awaitDurable(long sequence) {
        requireOpen();
        log.awaitDurable(sequence);
    }

    @Override
    public void sync() {
        requireOpen();
        log.sync();
    }

    @Override
    public Health health() {
        requireOpen();
        return log.health();
    }

    @Override
    public Stats.OfStore stats() {
        requireOpen();
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("records", head.records());
        details.put("objects", objects.named());
        LogFiles.Size size = files.size(log);
        details.put("bytes", size.bytes());
        details.put("wal-files", size.files());
        details.put("last-sequence", log.lastSequence());
        details.put("durable-sequence", log.durableSequence());
        details.put("unsynced-bytes", log.unforcedBytes());
        details.put("unsynced-age-ms", log.unforcedAgeNanos() / 1_000_000);
        return new Stats.OfStore(TYPE, 0, recoveryReport, details);
    }

    @Override
    public void compact() {
        requireOpen();
        maintenance.lock();
        try {
            requireOpen();
            files.removeErased(log);
        } catch (IOException e) {
            throw new StoreException("compaction broke off, nothing is lost: " + e, e);
        } finally {
            maintenance.unlock();
        }
    }

    @Override
    public void close() {
        maintenance.lock();
        try {
            if (!closed) {
                closed = true;
                closeFiles();
            }
        } finally {
            maintenance.unlock();
        }
    }

    private void closeFiles() {
        boolean failedBefore = log.failure() != null;
        try (lock) {
            log.close();
            Throwable failure = log.failure();
            if (failure != null && !failedBefore) {
                throw new StoreFailedException(
                        "the last records before close may be lost: the disk failed: " + failure.getMessage(), failure);
            }
            if (failure == null) {
                manifestFile.write(new Manifest(
                        manifest.store(), manifest.firstWal(), log.fileNumber(), true, log.lastSequence()));
            }
        } catch (IOException e) {
            throw new StoreException(
                    "the store closed without its mark, and will check more at the next open: " + e, e);
        }
    }
}
