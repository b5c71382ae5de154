package io.spatio.store.log;

import com.carrotsearch.hppc.BufferAllocationException;
import io.spatio.Health;
import io.spatio.Maintenance;
import io.spatio.Stats;
import io.spatio.error.DatabaseClosedException;
import io.spatio.error.StoreException;
import io.spatio.error.StoreFailedException;
import io.spatio.error.StoreReadOnlyException;
import io.spatio.spi.Compactable;
import io.spatio.spi.DocumentTable;
import io.spatio.spi.Documents;
import io.spatio.spi.Enumerable;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Meter;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.Snapshotable;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.Verifiable;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.io.ReadOnlyIo;
import io.spatio.store.log.keeper.Catalog;
import io.spatio.store.log.keeper.Keeper;
import io.spatio.store.log.keeper.KeeperSettings;
import io.spatio.store.log.keeper.LogFiles;
import io.spatio.store.log.keeper.SealedDocuments;
import io.spatio.store.log.manifest.ManifestFile;
import io.spatio.store.log.recovery.Recovered;
import io.spatio.store.log.recovery.Recovery;
import io.spatio.store.log.view.View;
import io.spatio.store.log.wal.CommitLog;
import io.spatio.store.log.wal.TooLittleHeap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;

/** A trajectory store in a directory of log files. Any thread. */
final class LogTrajectoryStore
        implements TrajectoryStore, Compactable, Verifiable, Snapshotable, Enumerable, LogDocuments.Gate {
    static final String TYPE = "log";
    private static final long ERASES_MAX_BYTES = 64 << 20;

    private static final String NOTHING_ERASED = "nothing is erased";

    /** Held for reading by calls that work on files, for which a close waits. */
    private final ReentrantReadWriteLock closing = new ReentrantReadWriteLock();

    private final StoreLock lock;
    private final boolean readOnly;
    private final Path ownDirectory;
    private final List<String> recoveryReport;
    private final boolean closedCleanBefore;
    private final ObjectTable objects = new ObjectTable();
    private final CommitLog log;
    private final Catalog catalog;
    private final Keeper keeper;
    private final Appender appender;
    private final Eraser eraser;
    private final HistoryReader reader;
    private final LogDocuments documents;
    private final StoreStats stats;
    private volatile boolean closed;

    private LogTrajectoryStore(LogTrajectoryStoreOptions options, StoreContext context, Io io, StoreLock lock)
            throws IOException {
        this.lock = lock;
        readOnly = context.readOnly();
        Path directory = context.directory();
        ownDirectory = directory.toAbsolutePath().normalize();
        Head head = new Head();
        Recovered recovered = new Recovery(io, context, objects, head).run();
        recoveryReport = recovered.report();
        closedCleanBefore =
                recovered.lastSequence() == 0 || recovered.manifest().state().closedClean();
        View view = new View(head, null, recovered.segments());
        boolean started = false;
        try {
            LogFiles logFiles = new LogFiles(io, directory);
            log = CommitLog.create(io, directory, options.commitLog(context.meter()), recovered.next());
            DocumentTable documentTable = new DocumentTable(log::visibleSequence);
            recovered.documents().all().forEach(documentTable::put);
            SealedDocuments sealedDocuments =
                    new SealedDocuments(documentTable, recovered.documents().changedSequence());
            catalog = new Catalog(
                    new ManifestFile(io, directory), recovered.manifest(), view, log, objects, sealedDocuments);
            Horizons horizons = new Horizons(context.clock(), context.tombstoneHorizon(), options.retention());
            KeeperSettings settings = settings(options, horizons, context.meter());
            keeper = new Keeper(io, directory, catalog, log, objects, logFiles, settings);
            SealedObjects sealed = new SealedObjects(catalog, objects.erases());
            appender = new Appender(log, objects, catalog, keeper);
            eraser = new Eraser(log, objects, catalog, keeper, sealed);
            reader = new HistoryReader(objects, catalog, log, horizons, this::isClosed);
            documents = new LogDocuments(
                    this, documentTable, sealedDocuments, new LogDocuments.Parts(log, catalog, keeper));
            stats = new StoreStats(new StoreStats.Memory(objects, documentTable), catalog, log, logFiles, keeper);
            catalog.opened();
            started = true;
        } finally {
            if (!started) {
                view.segments().forEach(segment -> segment.retire(() -> {}));
            }
        }
        log.start();
        if (!readOnly) {
            keeper.start();
        }
    }

    private static KeeperSettings settings(LogTrajectoryStoreOptions options, Horizons horizons, Meter meter) {
        return new KeeperSettings(
                options.headBytes(),
                horizons::tombstoneInFilesMicros,
                horizons::retentionCutoffMicros,
                options.retentionBytes(),
                horizons::nowMicros,
                TimeUnit.NANOSECONDS.toMicros(options.eraseWithin().toNanos()),
                Math.min(options.headBytes(), ERASES_MAX_BYTES),
                meter);
    }

    /**
     * Opens or creates a store. One that is opened for reading alone is an ordinary one on a disk that is written in memory
     * only, which takes no appends and does nothing by itself.
     *
     * @throws StoreException when it is locked, damaged, of another format, or the disk fails
     */
    static LogTrajectoryStore open(LogTrajectoryStoreOptions options, StoreContext context, Io io) {
        Path directory = context.directory();
        try {
            if (!context.readOnly()) {
                io.createDirectories(directory);
            } else if (!io.exists(directory)) {
                throw new StoreException(directory + " does not exist, and is not made where it is opened for reading");
            }
            StoreLock lock = context.readOnly() ? StoreLock.share(io, directory) : StoreLock.take(io, directory);
            boolean opened = false;
            try {
                LogTrajectoryStore store = new LogTrajectoryStore(
                        options, context, context.readOnly() ? new ReadOnlyIo(io, directory) : io, lock);
                opened = true;
                return store;
            } finally {
                if (!opened) {
                    lock.close();
                }
            }
        } catch (IOException e) {
            throw new StoreException("the store in " + directory + " could not be opened: " + e, e);
        } catch (BufferAllocationException e) {
            throw TooLittleHeap.error(e);
        }
    }

    @Override
    public void requireOpen() {
        if (closed) {
            throw new DatabaseClosedException();
        }
    }

    @Override
    public void requireWritable(String what) {
        requireOpen();
        if (readOnly) {
            throw new StoreReadOnlyException(
                    "the database is open for reading alone, so " + what + ": open it without read-only to write");
        }
    }

    @Override
    public void objects(BiConsumer<String, String> visitor) {
        requireOpen();
        reader.objects(visitor);
    }

    @Override
    public long append(EventBatch batch) {
        requireWritable("nothing is appended");
        return appender.append(batch);
    }

    @Override
    public long erase(String namespace, String objectId) {
        requireWritable(NOTHING_ERASED);
        return eraser.erase(namespace, objectId);
    }

    @Override
    public long erase(String namespace) {
        requireWritable(NOTHING_ERASED);
        return eraser.erase(namespace);
    }

    @Override
    public EventCursor read(ReadRequest request) {
        requireOpen();
        return reader.read(request);
    }

    @Override
    public ScanCursor scan(ScanRequest request) {
        requireOpen();
        return reader.scan(request);
    }

    @Override
    public EventCursor recover() {
        requireOpen();
        return reader.recover();
    }

    @Override
    public Documents documents() {
        requireOpen();
        return documents;
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
    public long sync() {
        requireOpen();
        return log.sync();
    }

    @Override
    public Health health() {
        requireOpen();
        if (readOnly) {
            return Health.of(Health.State.READ_ONLY, null);
        }
        Health ofLog = log.health();
        return ofLog.state() == Health.State.OPEN
                ? keeper.problem()
                        .map(problem -> Health.of(Health.State.DEGRADED, problem))
                        .orElse(ofLog)
                : ofLog;
    }

    @Override
    public Stats.OfStore stats() {
        requireOpen();
        return stats.take(recoveryReport, closedCleanBefore);
    }

    @Override
    public void compact() {
        closing.readLock().lock();
        try {
            requireWritable("nothing is compacted");
            keeper.compact();
        } catch (IOException e) {
            throw new StoreException("compaction broke off, nothing is lost: " + e, e);
        } finally {
            closing.readLock().unlock();
        }
    }

    @Override
    public Maintenance.Verification verify() {
        closing.readLock().lock();
        try {
            requireOpen();
            return keeper.verify();
        } catch (IOException e) {
            throw new StoreException("verification broke off: " + e, e);
        } finally {
            closing.readLock().unlock();
        }
    }

    @Override
    public void snapshot(Path directory) {
        closing.readLock().lock();
        try {
            requireOpen();
            if (readOnly && directory.toAbsolutePath().normalize().startsWith(ownDirectory)) {
                requireWritable("no snapshot is written into its own directory");
            }
            keeper.snapshot(directory);
        } catch (IOException e) {
            throw new StoreException("the snapshot in " + directory + " is not whole, delete it: " + e, e);
        } finally {
            closing.readLock().unlock();
        }
    }

    /** Does what the background does once in a while; for tests. */
    void keep() {
        keeper.keepNow();
    }

    /** Seals what is in memory; for tests. */
    void flush() throws IOException {
        keeper.flush();
    }

    @Override
    public void close() {
        closing.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                closeFiles();
            }
        } finally {
            closing.writeLock().unlock();
        }
    }

    private void closeFiles() {
        try (lock) {
            sealAndEndLog();
            Throwable failure = log.failure();
            if (failure != null && !log.isFailureTold()) {
                throw new StoreFailedException(
                        "the last records before close may be lost: "
                                + TooLittleHeap.or(failure, "the disk failed: " + failure.getMessage()),
                        failure);
            }
            if (failure == null) {
                catalog.closed();
            }
        } catch (IOException e) {
            throw new StoreException(
                    "the store closed without its mark, and will check more at the next open: " + e, e);
        }
    }

    /** Whatever the sealing throws, nothing writes any more when this returns or throws: the lock goes next. */
    private void sealAndEndLog() {
        try {
            seal();
        } finally {
            try {
                log.close();
            } finally {
                catalog.closeSegments();
            }
        }
    }

    /** Without it nothing is lost: the log holds all, and opening reads it. */
    private void seal() {
        if (readOnly) {
            return;
        }
        try {
            keeper.close();
        } catch (IOException | StoreException | OutOfMemoryError e) {
            if (log.failure() != null) {
                return; // which is what is told
            }
            System.getLogger(LogTrajectoryStore.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "the store closes without flushing its memtable, which the log holds: "
                                    + TooLittleHeap.or(e, e.toString()));
        }
    }
}
