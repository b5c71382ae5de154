package io.spatio.store.log.keeper;

import io.spatio.Maintenance;
import io.spatio.error.StoreException;
import io.spatio.spi.MetricsListener.Upkeep;
import io.spatio.store.log.head.Erases;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.PendingErases;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.manifest.ManifestFile;
import io.spatio.store.log.view.Lease;
import io.spatio.store.log.view.OpenSegment;
import io.spatio.store.log.view.View;
import io.spatio.store.log.wal.CommitLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Keeps the files: seals heads and merges segments in the background, and does what is asked for. Any thread. */
public final class Keeper implements CommitLog.Room {
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
    /** Whether erases are carried out, and the file that no longer names them is not written. */
    private volatile boolean erasesUnwritten;

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

    /**
     * What goes wrong in the background ends no writing: the log holds all, so it can be tried again from the beginning, with
     * files and forces of its own. Writers that wait are let look whether the disk is full.
     */
    private void failed(Throwable cause) {
        log.noteFullDisk();
        log.signalRoom();
    }

    /** Begins the work in the background. */
    public void start() {
        if (!erases.isEmpty()) {
            erased(nowMicros());
        }
        flushing.start();
        merging.start();
        merging.wake();
    }

    /** Whether the head may grow; freezes it where it is full. */
    @Override
    public boolean isThere() {
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

    @Override
    public String lack() {
        return "memory is full"
                + flushing.problem()
                        .map(problem -> ", because sealing it fails and is tried again (" + problem + ")")
                        .orElse("");
    }

    /** What goes wrong in the background, until it goes well: a flush, a merge, or segments that damage keeps unmerged. */
    public Optional<Throwable> problem() {
        return flushing.problem()
                .map(cause -> (Throwable) new StoreException("sealing fails, and is tried again: " + cause, cause))
                .or(() -> merging.problem()
                        .map(cause -> new StoreException("merging fails, and is tried again: " + cause, cause)))
                .or(compactor::damage);
    }

    private void flushWhatIsFrozen() throws IOException {
        flushLock.lock();
        try {
            if ((catalog.view().frozen() != null || flusher.isBehind()) && log.failure() == null) {
                seal(false);
                merging.wake();
            }
        } finally {
            flushLock.unlock();
        }
    }

    private void seal(boolean withTable) throws IOException {
        long begun = settings.meter().begin();
        flusher.flush(withTable);
        settings.meter().keptUp(Upkeep.FLUSH, begun);
    }

    /** Does now what the merging thread does once a minute. */
    public void keepNow() {
        merging.round();
    }

    /** Does what is due: sealing, merging, retention, and carrying out erases. */
    private void keep() throws IOException {
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
        if (erases.isEmpty() || compactor.damage().isPresent()) {
            return erasesUnwritten;
        }
        long waitedMicros = nowMicros() - erases.waitingSinceMicros();
        return erasesUnwritten || waitedMicros >= settings.eraseWithinMicros() / 2 || areErasesMany();
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

    /** The wall-clock time, in microseconds since 1970. Asks the database's clock, which may throw. */
    public long nowMicros() {
        return settings.nowMicros().getAsLong();
    }

    /**
     * Notes that there is an erase to carry out.
     *
     * @param nowMicros the time, which the caller asks for before it takes the log's lock: a clock that throws between log
     *     and memory would end writing
     */
    public void erased(long nowMicros) {
        erases.waits(nowMicros);
        if (areErasesMany()) {
            merging.wake();
        }
    }

    private void mergeWhatIsDue() throws IOException {
        boolean more = true;
        while (more && !closing) {
            mergeLock.lock();
            try {
                long begun = settings.meter().begin();
                more = compactor.compactWhatIsDue(() -> closing);
                if (more) {
                    settings.meter().keptUp(Upkeep.MERGE, begun);
                }
            } finally {
                mergeLock.unlock();
            }
        }
    }

    /** Seals the head, merges all, takes what is erased out of every live file, and deletes the log up to there. */
    public void compact() throws IOException {
        compact(() -> false);
        merging.settled();
    }

    /**
     * The same, up to the next step when it is told to stop. Neither sealing nor writers wait: the dead are those up to one
     * moment, that moment is sealed without them, and no file written later holds one of them.
     */
    private void compact(BooleanSupplier stop) throws IOException {
        long begun = settings.meter().begin();
        long beganMicros = nowMicros();
        PendingErases dead;
        flushLock.lock();
        try {
            flush(true);
            erasesUnwritten = false;
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
        settings.meter().keptUp(Upkeep.COMPACTION, begun);
    }

    /** A file that a reader still holds could be found again by a salvage, and the reader asks for what is erased. */
    private void carriedOut(PendingErases dead, long beganMicros) throws IOException {
        flushLock.lock();
        try {
            if (compactor.isRid()) {
                io.forceDirectory(directory);
                erasesUnwritten = true;
                erases.carriedOut(dead, beganMicros);
                flusher.writeErases();
                erasesUnwritten = false;
                keptErasesBytes = 0;
            } else {
                keptErasesBytes = erases.bytes();
                erases.waitAgain(nowMicros());
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
                seal(false);
            }
            seal(withTable);
            flushing.settled();
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
        mergeLock.lock();
        try {
            compactor.forgetDamage();
        } finally {
            mergeLock.unlock();
        }
        merging.wake();
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
            sum.documents(io, directory, catalog.manifest());
            sum.logs(io, directory, log.roll());
            return sum.done();
        } finally {
            flushLock.unlock();
        }
    }

    /** Puts a copy of the moment at which this seals the head into an empty directory; writers and merges go on. */
    public void snapshot(Path target) throws IOException {
        Snapshot snapshot = new Snapshot(io, directory, target);
        snapshot.requireEmpty();
        Catalog.Cut cut;
        PendingErases erased;
        flushLock.lock();
        try {
            flush(true);
            cut = catalog.cut();
            erased = erases.asOf(cut.manifest().state().flushedSequence());
            snapshot.table(cut);
        } finally {
            flushLock.unlock();
        }
        snapshot.rest(cut, erased);
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
