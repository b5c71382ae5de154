package io.spatio.store.log;

import io.spatio.Health;
import io.spatio.Identifiers;
import io.spatio.Maintenance;
import io.spatio.Stats;
import io.spatio.Timestamps;
import io.spatio.TrackOrder;
import io.spatio.error.DatabaseClosedException;
import io.spatio.error.StoreException;
import io.spatio.error.StoreFailedException;
import io.spatio.spi.Compactable;
import io.spatio.spi.Enumerable;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.Region;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.Snapshotable;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.Verifiable;
import io.spatio.store.log.head.Erases;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.History;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.Series;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.keeper.Catalog;
import io.spatio.store.log.keeper.Keeper;
import io.spatio.store.log.keeper.KeeperSettings;
import io.spatio.store.log.keeper.LogFiles;
import io.spatio.store.log.manifest.ManifestFile;
import io.spatio.store.log.recovery.Recovered;
import io.spatio.store.log.recovery.Recovery;
import io.spatio.store.log.segment.Damage;
import io.spatio.store.log.segment.Place;
import io.spatio.store.log.segment.ScanHead;
import io.spatio.store.log.segment.ScanQuery;
import io.spatio.store.log.segment.SegmentScan;
import io.spatio.store.log.segment.Track;
import io.spatio.store.log.segment.Tracks;
import io.spatio.store.log.view.HeadTrack;
import io.spatio.store.log.view.Lease;
import io.spatio.store.log.view.OpenSegment;
import io.spatio.store.log.view.View;
import io.spatio.store.log.wal.CommitLog;
import io.spatio.store.log.wal.Salts;
import io.spatio.store.log.wal.WalHeader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/** A trajectory store in a directory of log files. Any thread. */
final class LogTrajectoryStore implements TrajectoryStore, Compactable, Verifiable, Snapshotable, Enumerable {
    static final String TYPE = "log";

    /** How much longer than until the horizon files keep deletes. */
    private static final Duration LEEWAY = Duration.ofHours(1);

    private final ReentrantLock closing = new ReentrantLock();
    private final InstantSource clock;
    private final Duration tombstoneHorizon;
    private final Optional<Duration> retention;
    private final StoreLock lock;
    private final LogFiles logFiles;
    private final List<String> recoveryReport;
    private final boolean closedCleanBefore;
    private final Erases erases = new Erases();
    private final ObjectTable objects = new ObjectTable(erases);
    private final CommitLog log;
    private final Catalog catalog;
    private final Keeper keeper;
    private final Appender appender;
    private volatile boolean closed;

    private LogTrajectoryStore(LogTrajectoryStoreOptions options, StoreContext context, Io io, StoreLock lock)
            throws IOException {
        this.clock = context.clock();
        this.retention = options.retention();
        this.tombstoneHorizon = context.tombstoneHorizon();
        this.lock = lock;
        Path directory = context.directory();
        Head head = new Head();
        Recovered recovered = new Recovery(io, context, objects, head, erases).run();
        recoveryReport = recovered.report();
        closedCleanBefore =
                recovered.lastSequence() == 0 || recovered.manifest().state().closedClean();
        View view = new View(head, null, recovered.segments());
        boolean started = false;
        try {
            logFiles = new LogFiles(io, directory);
            WalHeader header = new WalHeader(
                    recovered.manifest().store(), recovered.nextWal(), Salts.next(), recovered.lastSequence() + 1);
            log = CommitLog.create(io, directory, options.commitLog(), header);
            catalog = new Catalog(new ManifestFile(io, directory), recovered.manifest(), view, log, erases);
            KeeperSettings settings = settings(options);
            keeper = new Keeper(io, directory, catalog, log, objects, erases, logFiles, settings);
            appender = new Appender(log, objects, catalog, keeper, erases);
            catalog.opened();
            started = true;
        } finally {
            if (!started) {
                view.segments().forEach(segment -> segment.retire(() -> {}));
            }
        }
        log.start();
        keeper.start();
    }

    private KeeperSettings settings(LogTrajectoryStoreOptions options) {
        return new KeeperSettings(
                options.headBytes(),
                () -> Timestamps.toMicrosSaturated(
                        clock.instant().minus(tombstoneHorizon).minus(LEEWAY)),
                this::retentionCutoffMicros,
                options.retentionBytes(),
                () -> Timestamps.toMicrosSaturated(clock.instant()),
                TimeUnit.NANOSECONDS.toMicros(options.eraseWithin().toNanos()));
    }

    /** Deletes made before this time are forgotten. */
    private long horizonMicros() {
        return Timestamps.toMicrosSaturated(clock.instant().minus(tombstoneHorizon));
    }

    /** Rows before this time are in no answer but {@link #recover}, whether or not their files are there still. */
    private long retentionCutoffMicros() {
        return retention
                .map(age -> Timestamps.toMicrosSaturated(clock.instant().minus(age)))
                .orElse(Long.MIN_VALUE);
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
        if (known == null && isSealed(namespace, objectId)) {
            known = objects.register(namespace, objectId); // long deleted and forgotten, but its history is there
        }
        return known == null ? -1 : known.number();
    }

    @Override
    public void objects(BiConsumer<String, String> visitor) {
        requireOpen();
        try (Lease lease = catalog.lease()) {
            new NamesOfObjects(objects, erases, visitor).visit(lease.view().segments());
        }
    }

    private boolean isSealed(String namespace, String objectId) {
        long erased = erases.sequence(namespace, objectId);
        try (Lease lease = catalog.lease()) {
            for (OpenSegment segment : lease.view().segments()) {
                if (segment.maxSequence() > erased && segment.reader().find(namespace, objectId) >= 0) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public long append(
            int object, long timestampMicros, double lon, double lat, double alt, byte[] metadata, boolean beginsAnew) {
        requireOpen();
        return appender.position(object, timestampMicros, lon, lat, alt, metadata, beginsAnew);
    }

    @Override
    public long append(EventBatch batch) {
        requireOpen();
        return appender.batch(batch);
    }

    @Override
    public long appendDelete(int object, long timestampMicros, long madeAtMicros) {
        requireOpen();
        return appender.delete(object, timestampMicros, madeAtMicros);
    }

    @Override
    public long erase(int object) {
        requireOpen();
        return appender.erase(object);
    }

    @Override
    public long erase(String namespace) {
        requireOpen();
        return objects.of(namespace).isEmpty() && !isSealed(namespace) ? log.lastSequence() : appender.erase(namespace);
    }

    private boolean isSealed(String namespace) {
        ScanQuery all = new ScanQuery(namespace, Region.EVERYWHERE, Long.MIN_VALUE, Long.MAX_VALUE);
        try (Lease lease = catalog.lease();
                SegmentScan scan = new SegmentScan(inputs(lease.view(), namespace), List.of(), all, Damage.STRICT)) {
            return scan.nextObject();
        }
    }

    @Override
    public EventCursor read(int object, long earliestMicros, long toMicros, TrackOrder order) {
        requireOpen();
        long fromMicros = Math.max(earliestMicros, retentionCutoffMicros());
        long limit = log.visibleSequence();
        StoredObject stored = objects.get(object);
        if (stored == null || !stored.visibleAt(limit) || fromMicros > toMicros) {
            return new EmptyCursor(this::isClosed);
        }
        Lease lease = catalog.lease();
        List<Track> tracks = new ArrayList<>();
        for (Head head : lease.view().heads()) {
            Series series = head.get(stored);
            if (series != null) {
                tracks.add(new HeadTrack(History.of(series.upTo(limit), fromMicros, toMicros), order));
            }
        }
        try {
            sealedTracks(stored, lease.view(), fromMicros, toMicros, order, tracks);
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
        Track track = tracks.size() == 1 ? tracks.get(0) : Tracks.merged(tracks, order);
        return new TrackCursor(this::isClosed, log::visibleSequence, lease, stored, track);
    }

    private static void sealedTracks(
            StoredObject object, View view, long fromMicros, long toMicros, TrackOrder order, List<Track> tracks) {
        for (OpenSegment segment : view.segments()) {
            if (segment.maxSequence() > object.bornAfter() && segment.summary().meets(fromMicros, toMicros)) {
                int number = segment.reader().find(object.namespace(), object.objectId());
                if (number >= 0) {
                    tracks.add(segment.reader().read(number, fromMicros, toMicros, order, Damage.STRICT));
                }
            }
        }
    }

    private List<SegmentScan.Input> inputs(View view, String namespace) {
        List<SegmentScan.Input> inputs = new ArrayList<>();
        for (OpenSegment segment : view.segments()) {
            inputs.add(new SegmentScan.Input(
                    segment.reader(), objectId -> segment.maxSequence() > erases.sequence(namespace, objectId)));
        }
        return inputs;
    }

    @Override
    public ScanCursor scan(String namespace, Region region, long earliestMicros, long toMicros) {
        requireOpen();
        long fromMicros = Math.max(earliestMicros, retentionCutoffMicros());
        if (fromMicros > toMicros) {
            return new EmptyCursor(this::isClosed);
        }
        long limit = log.visibleSequence();
        Place place = new Place(region);
        Lease lease = catalog.lease();
        boolean done = false;
        try {
            List<ScanHead> heads = new ArrayList<>();
            for (Head head : lease.view().heads()) {
                heads.add(new HeadScan(objects, head, namespace, place, limit, fromMicros, toMicros));
            }
            ScanQuery query = new ScanQuery(namespace, region, fromMicros, toMicros);
            SegmentScan scan = new SegmentScan(inputs(lease.view(), namespace), heads, query, Damage.STRICT);
            done = true;
            return new PlaceCursor(this::isClosed, lease, scan, objects, namespace, place);
        } finally {
            if (!done) {
                lease.close();
            }
        }
    }

    @Override
    public EventCursor recover() {
        requireOpen();
        return new RecoverCursor(this::isClosed, objects, catalog::view, log.visibleSequence(), horizonMicros());
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
        View view = catalog.view();
        long headRecords = view.heads().stream().mapToLong(Head::records).sum();
        long segmentRecords = 0;
        long segmentBytes = 0;
        for (OpenSegment segment : view.segments()) {
            segmentRecords += segment.summary().rows();
            segmentBytes += segment.summary().fileBytes();
        }
        LogFiles.Size size = logFiles.size(log);
        details.put("records", headRecords + segmentRecords);
        details.put("objects", objects.named());
        details.put("bytes", size.bytes() + segmentBytes);
        details.put("wal-files", size.files());
        details.put("segments", view.segments().size());
        details.put("segment-bytes", segmentBytes);
        details.put("segment-records", segmentRecords);
        if (segmentRecords > 0) {
            details.put("segment-bytes-per-record", Math.round(100.0 * segmentBytes / segmentRecords) / 100.0);
        }
        details.put("unsealed-records", headRecords);
        details.put("head-bytes", view.heads().stream().mapToLong(Head::bytes).sum());
        details.put("last-sequence", log.lastSequence());
        details.put("durable-sequence", log.durableSequence());
        details.put("cleanly-closed-before", String.valueOf(closedCleanBefore));
        details.put("unsynced-bytes", log.unforcedBytes());
        details.put("unsynced-age-ms", log.unforcedAgeNanos() / 1_000_000);
        keeper.problem().ifPresent(problem -> details.put("background-problem", String.valueOf(problem)));
        return new Stats.OfStore(TYPE, keeper.droppedRows(), recoveryReport, details);
    }

    @Override
    public void compact() {
        requireOpen();
        try {
            keeper.compact();
        } catch (IOException e) {
            throw new StoreException("compaction broke off, nothing is lost: " + e, e);
        }
    }

    @Override
    public Maintenance.Verification verify() {
        requireOpen();
        try {
            return keeper.verify();
        } catch (IOException e) {
            throw new StoreException("verification broke off: " + e, e);
        }
    }

    @Override
    public void snapshot(Path directory) {
        requireOpen();
        try {
            keeper.snapshot(directory);
        } catch (IOException e) {
            throw new StoreException("the snapshot in " + directory + " is not whole, delete it: " + e, e);
        }
    }

    /** Does what the background does once in a while; for tests. */
    void keep() throws IOException {
        keeper.keep();
    }

    /** Seals what is in memory; for tests. */
    void flush() throws IOException {
        keeper.flush();
    }

    @Override
    public void close() {
        closing.lock();
        try {
            if (!closed) {
                closed = true;
                closeFiles();
            }
        } finally {
            closing.unlock();
        }
    }

    private void closeFiles() {
        try (lock) {
            seal();
            log.close();
            catalog.closeSegments();
            Throwable failure = log.failure();
            if (failure != null && !log.isFailureTold()) {
                throw new StoreFailedException(
                        "the last records before close may be lost: the disk failed: " + failure.getMessage(), failure);
            }
            if (failure == null) {
                catalog.closed();
            }
        } catch (IOException e) {
            throw new StoreException(
                    "the store closed without its mark, and will check more at the next open: " + e, e);
        }
    }

    /** Without it nothing is lost: the log holds all, and opening reads it. */
    private void seal() {
        try {
            keeper.close();
        } catch (IOException | StoreException e) {
            if (log.failure() != null) {
                return; // which is what is told
            }
            System.getLogger(LogTrajectoryStore.class.getName())
                    .log(System.Logger.Level.WARNING, "the store closes without sealing its head", e);
        }
    }
}
