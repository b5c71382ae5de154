package io.spatio.store.mvstore;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.Maintenance;
import io.spatio.Stats;
import io.spatio.error.StoreException;
import io.spatio.spi.Cancellation;
import io.spatio.spi.Compactable;
import io.spatio.spi.DocumentTable;
import io.spatio.spi.Documents;
import io.spatio.spi.Enumerable;
import io.spatio.spi.EventBatch;
import io.spatio.spi.EventCursor;
import io.spatio.spi.MetricsListener.Upkeep;
import io.spatio.spi.ReadRequest;
import io.spatio.spi.ScanCursor;
import io.spatio.spi.ScanRequest;
import io.spatio.spi.Snapshotable;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.Verifiable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * A trajectory store in one H2 MVStore file, {@code trajectories.mv}. Any thread.
 *
 * <p>An append is O(1) for the caller; the store's one writing thread brings it to the end of the file and later moves it
 * into a block of its object in O(log n). A read costs O(log n) for each step of up to 4,096 events and a change of threads. A
 * step of a scan looks at the boxes of an object's blocks. Writes wait while {@link #compact} and {@link #snapshot} run; reads go on.
 *
 * <p>H2 opens the newest version that is complete. A file cut off or put back to an older state is noticed only when that
 * is older than the last close.
 */
public final class MvTrajectoryStore implements TrajectoryStore, Compactable, Verifiable, Snapshotable, Enumerable {
    /** The largest batch, metadata included. */
    private static final long MAX_BATCH_BYTES = 16L << 20;

    private final MvTrajectoryStoreOptions options;
    private final StoreContext context;
    private final Parts parts;
    private final CompletableFuture<Void> finished;
    private final Documents documents;

    private MvTrajectoryStore(
            MvTrajectoryStoreOptions options, StoreContext context, Parts parts, CompletableFuture<Void> finished) {
        this.options = options;
        this.context = context;
        this.parts = parts;
        this.finished = finished;
        documents = new MvDocuments(parts.queue, parts.documentTable);
    }

    /** What the committer's thread has built while opening. */
    private record Parts(
            Path path,
            Opening.Opened opened,
            AppendQueue queue,
            DocumentTable documentTable,
            Reads reads,
            Committer committer,
            @Nullable Retention retention) {
        Registry registry() {
            return opened.registry();
        }
    }

    /**
     * Opens or creates a store in the context's directory.
     *
     * @param options what is configured
     * @param context the directory, the clock, and whether to salvage
     * @return the store, to be closed by the caller
     * @throws StoreException when it is locked, damaged, of an unknown format or cannot be used
     */
    public static MvTrajectoryStore open(MvTrajectoryStoreOptions options, StoreContext context) {
        return open(options, context, Seams.of(context.directory().toAbsolutePath()));
    }

    /** The same with what surrounds it as a test wants it. */
    static MvTrajectoryStore open(MvTrajectoryStoreOptions options, StoreContext context, Seams seams) {
        CompletableFuture<Parts> ready = new CompletableFuture<>();
        CompletableFuture<Void> finished = new CompletableFuture<>();
        // Opening too happens on the committer's thread: the caller's may be interrupted.
        Thread thread = new Thread(() -> live(options, context, seams, ready, finished), "spatio-mvstore-committer");
        thread.setDaemon(true);
        thread.start();
        try {
            return new MvTrajectoryStore(options, context, Waiting.get(ready), finished);
        } catch (ExecutionException e) {
            Faults.requireHeap(e, context.directory().resolve(MvFile.FILE_NAME));
            throw Faults.translate(e.getCause() == null ? e : e.getCause(), "path=" + context.directory());
        }
    }

    private static void live(
            MvTrajectoryStoreOptions options,
            StoreContext context,
            Seams seams,
            CompletableFuture<Parts> ready,
            CompletableFuture<Void> finished) {
        Path directory = context.directory().toAbsolutePath();
        boolean readOnly = context.readOnly();
        try (StoreLock lock = StoreLock.acquire(directory, readOnly)) {
            Opening.Opened opened = Opening.open(context, seams.naming(), lock);
            if (context.salvage()) {
                lock.write(StoreLock.Witness.NONE); // what was lost is known now
            }
            Registry registry = opened.registry();
            StoreState state = new StoreState(readOnly, seams.freeBytes());
            state.checkSpace();
            AppendQueue queue =
                    new AppendQueue(options.sync(), state, opened.meta().sequence());
            DocumentTable documents = new DocumentTable(queue::visibleSequence);
            opened.documents().forEach(documents::put);
            Retention retention = options.retention()
                    .map(keep -> new Retention(keep, context.clock(), registry))
                    .orElse(null);
            Reads reads = new Reads(queue, opened.file());
            Committer.Setup setup =
                    new Committer.Setup(options.sync(), readOnly, seams, registry, retention, context.meter());
            Committer committer = new Committer(queue, reads, opened.file(), setup);
            ready.complete(new Parts(lock.directory(), opened, queue, documents, reads, committer, retention));
            committer.run();
            if (queue.state().failure() == null) {
                lock.write(new StoreLock.Witness(
                        queue.durableSequence(), committer.file().counts.lastErase()));
            }
        } catch (Throwable e) {
            ready.completeExceptionally(e);
            finished.completeExceptionally(e);
        }
        // Only now, with the lock free, does close return.
        finished.complete(null);
    }

    @Override
    public void objects(BiConsumer<String, String> visitor) {
        parts.reads.checkOpen();
        parts.registry().forEach(visitor);
    }

    @Override
    public long append(EventBatch batch) {
        long bytes = 0;
        for (int i = 0; i < batch.size(); i++) {
            bytes += Event.sizeBytes(batch.metadata(i).length);
        }
        if (bytes > MAX_BATCH_BYTES) {
            throw new IllegalArgumentException("the batch is too large to be appended as a whole: size=" + batch.size()
                    + " bytes=" + bytes + " limitBytes=" + MAX_BATCH_BYTES + "; write it in parts");
        }
        return parts.queue.append(batch, bytes, parts.registry());
    }

    @Override
    public long erase(String namespace, String objectId) {
        Registry registry = parts.registry();
        return parts.queue.erase(registry, () -> {
            ObjectName name = registry.find(namespace, objectId);
            return name == null ? List.of() : List.of(name);
        });
    }

    @Override
    public long erase(String namespace) {
        Registry registry = parts.registry();
        return parts.queue.erase(registry, () -> registry.ofNamespace(namespace));
    }

    @Override
    public EventCursor read(ReadRequest request) {
        parts.queue.awaitReadable();
        ObjectName name = parts.registry().find(request.namespace(), request.objectId());
        return new TrackCursor(reader(request.cancellation()), name, request);
    }

    @Override
    public ScanCursor scan(ScanRequest request) {
        parts.queue.awaitReadable();
        List<ObjectName> names = parts.registry().ofNamespace(request.namespace());
        return new RegionCursor(reader(request.cancellation()), names, request);
    }

    @Override
    public EventCursor recover() {
        parts.queue.awaitReadable();
        long oldest = MicroClock.minus(MicroClock.now(context.clock()), context.tombstoneHorizon());
        return new RecoverCursor(reader(Cancellation.NONE), parts.registry(), oldest);
    }

    @Override
    public Documents documents() {
        parts.queue.state().checkOpen();
        return documents;
    }

    private TrackReader reader(Cancellation cancellation) {
        return new TrackReader(parts.reads, parts.queue.visibleSequence(), cancellation);
    }

    @Override
    public void awaitDurable(long sequence) {
        parts.reads.checkOpen();
        if (options.sync() == Durability.ALWAYS) {
            parts.queue.awaitDurable(sequence, false);
        }
    }

    @Override
    public long sync() {
        long last = parts.queue.assignedSequence();
        parts.queue.awaitDurable(last, true);
        return last;
    }

    @Override
    public Health health() {
        return parts.queue.state().health();
    }

    @Override
    public Stats.OfStore stats() {
        parts.queue.awaitReadable();
        Path file = parts.path.resolve(MvFile.FILE_NAME);
        long records = parts.reads.step(() -> "count", mvFile -> mvFile.counts.records());
        Map<String, Object> details = Map.of(
                "records",
                records,
                "objects",
                parts.registry().size(),
                "tombstones",
                parts.registry().deleted(),
                "documents",
                parts.documentTable.size(),
                "document-bytes",
                parts.documentTable.bytes(),
                "bytes",
                size(file),
                "last-sequence",
                parts.queue.assignedSequence(),
                "cleanly-closed-before",
                parts.opened.meta().sequence() == 0 || parts.opened.meta().cleanlyClosed());
        Retention retention = parts.retention;
        return Stats.OfStore.of(MvTrajectoryStoreProvider.NAME, details)
                .withHistoryDropped(retention == null ? 0 : retention.dropped())
                .withRecovery(parts.opened.notes());
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0; // an empty store that is only read has none
        } catch (IOException e) {
            throw new StoreException("the file's size cannot be read: path=" + file, e);
        }
    }

    @Override
    public void compact() {
        parts.queue.state().checkMayWrite();
        parts.queue.run(() -> parts.committer.whole(() -> {
            long begun = parts.committer.meter().begin();
            parts.committer.finishUpkeep();
            Path target = parts.path.resolve(MvFile.NEW_FILE_NAME);
            export(target);
            parts.committer.exchange(target);
            parts.committer.meter().keptUp(Upkeep.COMPACTION, begun);
            return true;
        }));
    }

    @Override
    public void snapshot(Path directory) {
        parts.queue.run(() -> parts.committer.whole(() -> {
            Path unfinished = directory.toAbsolutePath().resolve(MvFile.NEW_FILE_NAME);
            export(unfinished);
            MvFile.replace(unfinished, unfinished.resolveSibling(MvFile.FILE_NAME));
            return true;
        }));
    }

    /** Writes a whole new file and reads it back, on the committer's thread. */
    private void export(Path target) {
        Committer committer = parts.committer;
        FileCopy.Source source = FileCopy.Source.of(committer.file(), committer.appliedSequence());
        try {
            Files.deleteIfExists(target);
            try (MvFile file = MvFile.create(target, committer.naming())) {
                FileCopy.copy(source, file, (what, e) -> {
                    throw Faults.translate(e, what);
                });
            }
            try (MvFile file = MvFile.open(target, committer.naming(), true)) {
                file.readMeta();
                FileCheck check = FileCheck.all(file);
                boolean same = check.records() == source.meta().counts().records()
                        && file.counts.equals(source.meta().counts())
                        && file.name.sizeAsLong() == source.name().sizeAsLong()
                        && check.documents() == source.documents().count();
                if (!check.problems().isEmpty() || !same) {
                    throw new StoreException("the new file is not what was written: path=" + target + " written="
                            + source.meta().counts() + " found=" + file.counts + " " + check.problems());
                }
            }
        } catch (IOException | MVStoreException e) {
            throw new StoreException("the new file cannot be written: path=" + target, e);
        }
    }

    @Override
    public Maintenance.Verification verify() {
        parts.queue.awaitReadable();
        FileCheck check = new FileCheck();
        boolean more = true;
        while (more) {
            more = parts.reads.step(() -> "verification", check::step);
        }
        long bytes = size(parts.path.resolve(MvFile.FILE_NAME));
        return new Maintenance.Verification(1, bytes, check.records() + check.documents(), check.problems());
    }

    @Override
    public void close() {
        boolean failedBefore = parts.queue.close();
        try {
            Waiting.get(finished);
        } catch (ExecutionException e) {
            if (!failedBefore) {
                throw Faults.translate(e.getCause() == null ? e : e.getCause(), "close path=" + parts.path);
            }
        }
    }
}
