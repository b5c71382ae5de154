package io.spatio.store.log.keeper;

import io.spatio.Maintenance;
import io.spatio.error.StoreException;
import io.spatio.store.log.head.Erases;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.io.Io;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.manifest.ManifestFile;
import io.spatio.store.log.manifest.SegmentEntry;
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

/** Keeps the files: seals heads and merges segments in the background, and does what is asked for. Any thread. */
public final class Keeper implements CommitLog.Room {
    private static final long MERGE_PERIOD_SECONDS = 60;
    private static final long FLUSH_PERIOD_SECONDS = 3600;
    private static final long AGED_NANOS = 900_000_000_000L;
    private static final long WORTH_SEALING_BYTES = 4 << 20;
    private static final int CLOSE_FLUSH_FILES = 8;

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

    /** A keeper of a catalog's files. */
    public Keeper(
            Io io,
            Path directory,
            Catalog catalog,
            CommitLog log,
            ObjectTable objects,
            Erases erases,
            LogFiles logFiles,
            KeeperSettings settings) {
        this.io = io;
        this.directory = directory;
        this.log = log;
        this.catalog = catalog;
        this.erases = erases;
        this.logFiles = logFiles;
        this.settings = settings;
        flusher = new Flusher(io, directory, log, catalog, objects, logFiles, settings.horizonMicros());
        compactor = new Compactor(
                io,
                directory,
                catalog,
                () -> erases.snapshot(log.durableSequence()),
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
            erased();
        }
        flushing.start();
        merging.start();
        merging.wake();
    }

    /** Whether the head may grow; freezes it where it is full. */
    @Override
    public boolean isThere() {
        View view = catalog.view();
        if (view.head().bytes() < settings.headBytes()) {
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
            if (catalog.view().frozen() != null && log.failure() == null) {
                flusher.flush();
                merging.wake();
            }
        } finally {
            flushLock.unlock();
        }
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
        // At half the time, because it takes time itself.
        if (!closing
                && !erases.isEmpty()
                && compactor.damage().isEmpty()
                && settings.nowMicros().getAsLong() - erases.waitingSinceMicros() >= settings.eraseWithinMicros() / 2) {
            carryOut();
        }
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

    /** Seals the head, merges all, and takes what is erased out of every live file. */
    public void compact() throws IOException {
        carryOut();
        merging.settled();
    }

    private void carryOut() throws IOException {
        flush();
        if (erases.isEmpty()) {
            mergeAll();
            return;
        }
        flushLock.lock();
        mergeLock.lock();
        try {
            long begunMicros = settings.nowMicros().getAsLong();
            long current = log.roll();
            // Those before the new file are durable themselves; what a later one erases may stand in the new file.
            Erases.Snapshot snapshot = erases.snapshot(logFiles.lastSequenceBefore(current));
            catalog.publish(manifest -> manifest, view -> view);
            compactor.compactAll();
            if (catalog.manifest().state().tableSequence() > 0) {
                flusher.writeTable();
            }
            logFiles.removeErased(log, current, snapshot);
            erases.carriedOut(snapshot, begunMicros);
            catalog.publish(manifest -> manifest, view -> view);
        } finally {
            mergeLock.unlock();
            flushLock.unlock();
        }
    }

    /** While sealing goes on, so that writers find room. */
    private void mergeAll() throws IOException {
        mergeLock.lock();
        try {
            compactor.compactAll();
        } finally {
            mergeLock.unlock();
        }
    }

    /** Seals the head now. */
    public void flush() throws IOException {
        flushLock.lock();
        try {
            // What was frozen before goes first, and the head that went on meanwhile after it.
            boolean frozenBefore = catalog.view().frozen() != null;
            flusher.flush();
            if (frozenBefore || catalog.view().frozen() != null) {
                flusher.flush();
            }
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
            sum.logs(io, directory, log.roll());
            return sum.done();
        } finally {
            flushLock.unlock();
        }
    }

    /** Puts a copy of everything up to now into an empty directory. */
    public void snapshot(Path target) throws IOException {
        flushLock.lock();
        mergeLock.lock();
        try {
            requireEmpty(target);
            flush();
            flusher.writeTable();
            Manifest manifest = catalog.manifest();
            for (SegmentEntry segment : manifest.segments()) {
                io.link(directory.resolve(segment.file()), target.resolve(segment.file()));
            }
            long sequence = manifest.state().flushedSequence();
            String table = LastTable.name(sequence);
            io.link(directory.resolve(table), target.resolve(table));
            io.forceDirectory(target);
            new ManifestFile(io, target)
                    .write(manifest.withWals(new Manifest.Wals(1, 0))
                            .withState(new Manifest.State(true, sequence, sequence, sequence)));
        } finally {
            mergeLock.unlock();
            flushLock.unlock();
        }
    }

    private void requireEmpty(Path target) throws IOException {
        io.createDirectories(target);
        List<Path> present = new ArrayList<>(io.list(target));
        present.removeIf(
                path -> !path.getFileName().toString().matches("(seg-.*\\.sps|last-.*\\.tbl|wal-.*\\.log|MANIFEST)"));
        if (!present.isEmpty()) {
            throw new StoreException("a snapshot needs an empty directory: " + target + " holds " + present);
        }
    }

    /**
     * Ends the work in the background; seals the head where opening would take long otherwise. A merge is given up, for
     * the next opening merges the same files; carrying out an erase, which has its time, is waited for.
     */
    public void close() throws IOException {
        closing = true;
        flushing.stop();
        merging.stop();
        boolean worthwhile = catalog.view().head().bytes() >= WORTH_SEALING_BYTES
                || logFiles.size(log).files() >= CLOSE_FLUSH_FILES
                || catalog.view().frozen() != null;
        if (worthwhile && log.failure() == null) {
            flush();
            flushLock.lock();
            try {
                flusher.writeTable();
                logFiles.deleteCovered(catalog, log);
            } finally {
                flushLock.unlock();
            }
        }
    }
}
