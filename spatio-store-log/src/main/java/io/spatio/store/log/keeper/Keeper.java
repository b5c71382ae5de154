package io.spatio.store.log.keeper;

import io.spatio.Maintenance;
import io.spatio.error.StoreException;
import io.spatio.store.log.head.Erases;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.PendingErases;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.manifest.ManifestFile;
import io.spatio.store.log.table.EraseFile;
import io.spatio.store.log.table.LastTable;
import io.spatio.store.log.view.Lease;
import io.spatio.store.log.view.OpenSegment;
import io.spatio.store.log.view.View;
import io.spatio.store.log.wal.CommitLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Keeps the files: seals heads and merges segments in the background, and does what is asked for. Any thread. */
public final class Keeper {
    private static final long MERGE_PERIOD_SECONDS = 60;
    private static final long FLUSH_PERIOD_SECONDS = 3600;
    private static final long AGED_NANOS = 900_000_000_000L;
    private static final long WORTH_SEALING_BYTES = 4 << 20;
    /** So that the names of a segment are no more than a reader takes. */
    private static final long NAMES_MAX_BYTES = 1L << 30;

    private static final int CLOSE_FLUSH_FILES = 8;
    /** As much log a close leaves: with manifest and lock a directory is within 64 KiB of what is sealed. */
    private static final long CLOSE_LOG_BYTES = 32 << 10;

    private final ReentrantLock flushLock = new ReentrantLock();
    private final ReentrantLock mergeLock = new ReentrantLock();
    private final Io io;
    private final Path directory;
    private final CommitLog log;
    private final Catalog catalog;
    private final Erases erases;
    private final LogFiles logFiles;
    private final KeeperSettings settings;
    private final Flusher flusher;
    private final Compactor compactor;
    private final Worker flushing =
            new Worker("spatio-log-flush", FLUSH_PERIOD_SECONDS, this::flushWhatIsFrozen, this::failed);
    private final Worker merging = new Worker("spatio-log-merge", MERGE_PERIOD_SECONDS, this::keep, this::failed);
    private volatile boolean closing;
    private volatile long keptErasesBytes;

    /** A keeper of a catalog's files. */
    public Keeper(
            Io io,
            Path directory,
            Catalog catalog,
            CommitLog log,
            ObjectTable objects,
            LogFiles logFiles,
            KeeperSettings settings) {
        this.io = io;
        this.directory = directory;
        this.log = log;
        this.catalog = catalog;
        this.erases = objects.erases();
        this.logFiles = logFiles;
        this.settings = settings;
        flusher = new Flusher(io, directory, log, catalog, objects, logFiles, settings.horizonMicros());
        compactor = new Compactor(
                io,
                directory,
                catalog,
                () -> erases.asOf(catalog.manifest().state().flushedSequence()),
                new Retention(settings.retentionCutoffMicros(), settings.retentionMaxBytes()));
    }

    /** What goes wrong in the background ends writing: health says so, and the next write. */
    private void failed(Throwable cause) {
        log.failUnlessFull(new StoreException("sealing or merging files in the background failed: " + cause, cause));
    }

    /** Begins the work in the background. */
    public void start() {
        if (!erases.isEmpty()) {
            erased();
        }
        flushing.start();
        merging.start();
        merging.wake();
    }

    /** Whether the head may grow, with the log's lock held; freezes it where it is full. */
    public boolean hasRoom() {
        View view = catalog.view();
        if (view.head().bytes() < settings.headBytes() && view.head().nameBytes() < NAMES_MAX_BYTES) {
            return true;
        }
        if (view.frozen() != null) {
            return false;
        }
        catalog.freeze();
        flushing.wake();
        return true;
    }

    /** What went wrong in the background last. */
    public Optional<Throwable> problem() {
        return flushing.problem().or(merging::problem);
    }

    private void flushWhatIsFrozen() throws IOException {
        flushLock.lock();
        try {
            if (catalog.view().frozen() != null && log.failure() == null) {
                flusher.flush(false);
                merging.wake();
            }
        } finally {
            flushLock.unlock();
        }
    }

    /** Does what is due: sealing, merging, retention, and carrying out erases. The merging thread does it once a minute. */
    public void keep() throws IOException {
        if (log.failure() != null) {
            return; // which is told; what is on disk stays as it is
        }
        sealWhatIsAged();
        mergeWhatIsDue();
        if (!closing && areErasesDue()) {
            compact(() -> closing);
        }
    }

    /** At half the time, because it takes time itself; before that where they are many. */
    private boolean areErasesDue() {
        return !erases.isEmpty()
                && (settings.nowMicros().getAsLong() - erases.waitingSinceMicros() >= settings.eraseWithinMicros() / 2
                        || areErasesMany());
    }

    /** Not counting those that could not be forgotten yet, because somebody reads a file that holds some. */
    private boolean areErasesMany() {
        return erases.bytes() - keptErasesBytes >= settings.erasesMaxBytes();
    }

    /** Bounds how much log an opening reads where writers are slow; less than is worth sealing is read in no time. */
    private void sealWhatIsAged() throws IOException {
        Head head = catalog.view().head();
        if (head.bytes() >= WORTH_SEALING_BYTES && head.ageNanos() >= AGED_NANOS) {
            flush();
        }
    }

    /** How many rows retention has taken since the store was opened. */
    public long droppedRows() {
        return compactor.droppedRows();
    }

    /** Notes that there is an erase to carry out. */
    public void erased() {
        erases.waits(settings.nowMicros().getAsLong());
        if (areErasesMany()) {
            merging.wake();
        }
    }

    private void mergeWhatIsDue() throws IOException {
        boolean more = true;
        while (more && !closing) {
            mergeLock.lock();
            try {
                more = compactor.compactWhatIsDue(() -> closing);
            } finally {
                mergeLock.unlock();
            }
        }
    }

    /** Seals the head, merges all, takes what is erased out of every live file, and deletes the log up to there. */
    public void compact() throws IOException {
        compact(() -> false);
    }

    /**
     * The same, up to the next step when it is told to stop. Neither sealing nor writers wait: the dead are those up to one
     * moment, that moment is sealed without them, and no file written later holds one of them.
     */
    private void compact(BooleanSupplier stop) throws IOException {
        long beganMicros = settings.nowMicros().getAsLong();
        PendingErases dead;
        flushLock.lock();
        try {
            flush(true);
            dead = erases.asOf(catalog.manifest().state().flushedSequence());
        } finally {
            flushLock.unlock();
        }
        mergeLock.lock();
        try {
            if (!compactor.compactAll(stop)) {
                return;
            }
        } finally {
            mergeLock.unlock();
        }
        if (!dead.isEmpty()) {
            carriedOut(dead, beganMicros);
        }
    }

    /** A file that a reader still holds could be found again by a salvage, and the reader asks for what is erased. */
    private void carriedOut(PendingErases dead, long beganMicros) throws IOException {
        flushLock.lock();
        try {
            if (compactor.isRid()) {
                io.forceDirectory(directory);
                erases.carriedOut(dead, beganMicros);
                flusher.writeErases();
                keptErasesBytes = 0;
            } else {
                keptErasesBytes = erases.bytes();
                erases.waitAgain(settings.nowMicros().getAsLong());
            }
        } finally {
            flushLock.unlock();
        }
    }

    /** Seals the head now. */
    public void flush() throws IOException {
        flush(false);
    }

    private void flush(boolean withTable) throws IOException {
        flushLock.lock();
        try {
            // What was frozen before goes first, and the head that went on meanwhile after it.
            boolean frozenBefore = catalog.view().frozen() != null;
            if (frozenBefore) {
                flusher.flush(false);
            }
            flusher.flush(withTable);
        } finally {
            flushLock.unlock();
        }
    }

    /** Reads every checksum of sealed and closed files. */
    public Maintenance.Verification verify() throws IOException {
        Verification sum = new Verification();
        // Their files stay while the lease is held; sealing must go on meanwhile, or writers would soon find no room.
        try (Lease lease = catalog.lease()) {
            for (OpenSegment segment : lease.view().segments()) {
                sum.add(segment.reader().verify());
            }
        }
        flushLock.lock();
        try {
            Manifest.State state = catalog.manifest().state();
            sum.manifest(new ManifestFile(io, directory));
            if (state.tableSequence() > 0) {
                sum.table(io, directory, catalog.manifest().store(), state.tableSequence());
            }
            long generation = catalog.manifest().incarnations().erased().generation();
            if (generation > 0) {
                sum.erases(io, directory, catalog.manifest().store(), generation);
            }
            sum.logs(io, directory, log.roll());
            return sum.done();
        } finally {
            flushLock.unlock();
        }
    }

    /** Puts a copy of the moment at which this seals the head into an empty directory; writers and merges go on. */
    public void snapshot(Path target) throws IOException {
        requireEmpty(target);
        Catalog.Cut cut;
        PendingErases erased;
        flushLock.lock();
        try {
            flush(true);
            cut = catalog.cut();
            erased = erases.asOf(cut.manifest().state().flushedSequence());
            linkTable(cut, target);
        } finally {
            flushLock.unlock();
        }
        try (Lease lease = cut.lease()) {
            for (OpenSegment segment : lease.view().segments()) {
                Path file = segment.reader().path();
                io.link(file, target.resolve(file.getFileName()));
            }
        }
        Manifest manifest = cut.manifest();
        long sequence = manifest.state().flushedSequence();
        long generation = 0;
        if (sequence > 0) {
            generation = 1;
            EraseFile.write(io, target, manifest.store(), generation, erased);
        }
        io.forceDirectory(target);
        Manifest.Erased own = manifest.incarnations().erased();
        new ManifestFile(io, target)
                .write(manifest.withWals(new Manifest.Wals(1, 0))
                        .withState(new Manifest.State(true, sequence, sequence, sequence))
                        .withIncarnations(manifest.incarnations()
                                .withErased(new Manifest.Erased(
                                        generation,
                                        erased.entries(),
                                        erased.objects(),
                                        own.sinceMicros(),
                                        own.logged()))));
    }

    private void linkTable(Catalog.Cut cut, Path target) throws IOException {
        boolean done = false;
        try {
            long sequence = cut.manifest().state().tableSequence();
            if (sequence > 0) {
                io.link(directory.resolve(LastTable.name(sequence)), target.resolve(LastTable.name(sequence)));
            }
            done = true;
        } finally {
            if (!done) {
                cut.lease().close();
            }
        }
    }

    private void requireEmpty(Path target) throws IOException {
        io.createDirectories(target);
        List<Path> present = new ArrayList<>(io.list(target));
        present.removeIf(path -> !path.getFileName()
                .toString()
                .matches("(seg-.*\\.sps|last-.*\\.tbl|erased-.*\\.ers|wal-.*\\.log|MANIFEST)"));
        if (!present.isEmpty()) {
            throw new StoreException("a snapshot needs an empty directory: " + target + " holds " + present);
        }
    }

    /**
     * Ends the work in the background; seals the head where more log is there than a closed directory may hold. A merge is
     * given up, for the next opening merges the same files; of a compaction that carries out erases the step that runs is
     * waited for.
     */
    public void close() throws IOException {
        closing = true;
        flushing.stop();
        merging.stop();
        if (log.failure() != null) {
            return;
        }
        log.forceAccepted();
        LogFiles.Size size = logFiles.size(log);
        boolean worthwhile =
                catalog.view().frozen() != null || size.bytes() > CLOSE_LOG_BYTES || size.files() >= CLOSE_FLUSH_FILES;
        if (worthwhile) {
            flush(true);
        }
    }
}
