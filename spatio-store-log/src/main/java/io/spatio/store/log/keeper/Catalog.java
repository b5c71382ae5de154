package io.spatio.store.log.keeper;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.spatio.store.log.head.Head;
import io.spatio.store.log.head.ObjectTable;
import io.spatio.store.log.head.StoredObject;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.manifest.ManifestFile;
import io.spatio.store.log.view.Lease;
import io.spatio.store.log.view.View;
import io.spatio.store.log.wal.CommitLog;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** What the store consists of now: for readers the view, on disk the manifest. Any thread. */
public final class Catalog {
    private static final int FORGOTTEN_AT_A_TIME = 1024;

    private final ReentrantLock manifestLock = new ReentrantLock();
    private final ReentrantLock viewLock = new ReentrantLock();
    private final ManifestFile file;
    private final CommitLog log;
    private final ObjectTable objects;
    private final SealedDocuments documents;
    private volatile View view;
    private volatile long frozenSequence;
    private volatile long nextFile;
    private volatile int frozenErases;

    @GuardedBy("manifestLock") // for changes
    private volatile Manifest manifest;

    /** Whether a write of the manifest broke off, so that the disk may hold one that does not count. */
    @GuardedBy("manifestLock")
    private boolean inDoubt;

    /** A catalog of what was recovered, with a log that writes on. */
    public Catalog(
            ManifestFile file,
            Manifest manifest,
            View view,
            CommitLog log,
            ObjectTable objects,
            SealedDocuments documents) {
        this.file = file;
        this.manifest = manifest;
        this.view = view;
        this.log = log;
        this.objects = objects;
        this.documents = documents;
    }

    /** The present view; to read segments, take a {@linkplain #lease lease}. */
    public View view() {
        return view;
    }

    /** The present view, whose files stay until it is closed. */
    public Lease lease() {
        return Lease.of(this::view);
    }

    /** The present manifest. */
    @SuppressWarnings("GuardedBy") // look-ups take no lock
    public Manifest manifest() {
        return manifest;
    }

    /**
     * Manifest and view of one moment.
     *
     * @param manifest the manifest
     * @param lease keeps the files that it names
     */
    record Cut(Manifest manifest, Lease lease) {}

    /** What there is now. */
    Cut cut() {
        manifestLock.lock();
        try {
            return new Cut(manifest, lease());
        } finally {
            manifestLock.unlock();
        }
    }

    /** The last sequence number in the frozen head. */
    long frozenSequence() {
        return frozenSequence;
    }

    /** How many erase records the log holds up to the end of the frozen head, modulo 2^32. */
    int frozenErases() {
        return frozenErases;
    }

    /** Which documents are to be written. */
    SealedDocuments documents() {
        return documents;
    }

    /** The number of the log file that begins where the frozen head ends. */
    long nextFile() {
        return nextFile;
    }

    /**
     * Freezes the head where none is frozen, and ends the log file in the same place, so that what is sealed covers whole
     * files. What is erased from now on stays until {@link #written}. With the log's lock held.
     */
    public void freeze() {
        viewLock.lock();
        try {
            if (view.frozen() == null) {
                View frozen = view.freeze(); // first, because memory may be short
                documents.freeze(manifest().documents().sequence());
                nextFile = log.endFile();
                frozenSequence = log.lastSequence();
                frozenErases = log.erases();
                objects.erased().hold();
                view = frozen;
            }
        } finally {
            viewLock.unlock();
        }
    }

    /** Notes that all files that show the moment of a freeze are written. */
    void written() {
        log.lock();
        try {
            objects.erased().release();
        } finally {
            log.unlock();
        }
        forgetErased();
    }

    /** Forgets erased objects, a few at a time, because writers wait meanwhile. */
    public void forgetErased() {
        boolean more = true;
        while (more) {
            log.lock();
            try {
                more = forgetSome();
            } finally {
                log.unlock();
            }
        }
    }

    private boolean forgetSome() {
        List<Head> heads = view.heads();
        for (int i = 0; i < FORGOTTEN_AT_A_TIME; i++) {
            StoredObject object = objects.erased().next();
            if (object == null) {
                return false;
            }
            heads.forEach(head -> head.drop(object));
            objects.forget(object);
        }
        return true;
    }

    /**
     * Changes the manifest on disk, then the view. When this throws, neither counts, though the manifest may be either
     * one after a crash: so nothing that the old one names may be gone before this returns. Where the manifest was written
     * and the view could not be changed, the two no longer agree, so the store fails: the next opening goes by the manifest.
     */
    void publish(UnaryOperator<Manifest> change, UnaryOperator<View> viewChange) throws IOException {
        manifestLock.lock();
        try {
            Manifest changed = change.apply(manifest);
            long durable = log.durableSequence();
            Manifest.State state = changed.state();
            changed = numbered(changed)
                    .withWals(new Manifest.Wals(changed.wals().first(), log.openFileNumber()))
                    .withState(new Manifest.State(false, durable, state.flushedSequence(), state.tableSequence()));
            inDoubt = true;
            file.write(changed);
            inDoubt = false;
            manifest = changed;
            change(viewChange);
        } finally {
            manifestLock.unlock();
        }
    }

    /**
     * Makes sure that the disk holds the manifest that counts. A file that another one may name must not be written again
     * before: after a crash that manifest would meet a file that is not the one it names.
     */
    void settle() throws IOException {
        manifestLock.lock();
        try {
            if (inDoubt) {
                publish(present -> present, present -> present);
            }
        } finally {
            manifestLock.unlock();
        }
    }

    private Manifest numbered(Manifest changed) {
        Manifest.Incarnations incarnations = changed.incarnations();
        Manifest.Erased erased = incarnations.erased();
        return changed.withIncarnations(new Manifest.Incarnations(
                objects.nextIncarnation(),
                incarnations.someForgotten(),
                new Manifest.Erased(
                        erased.generation(),
                        erased.entries(),
                        erased.objects(),
                        objects.erases().waitingSinceMicros(),
                        erased.logged())));
    }

    /** The log fails when the view's lock is free again: writers take the log's lock first, then the view's. */
    private void change(UnaryOperator<View> viewChange) {
        try {
            viewLock.lock();
            try {
                view = viewChange.apply(view);
            } finally {
                viewLock.unlock();
            }
        } catch (RuntimeException | Error e) {
            log.fail(e);
            throw e;
        }
    }

    /** Takes the mark of closing away, before anything is written; ends the log when that fails. */
    public void opened() throws IOException {
        boolean done = false;
        try {
            publish(present -> present, present -> present);
            done = true;
        } finally {
            if (!done) {
                log.close();
            }
        }
    }

    /** Marks the store as closed, when its log is. */
    public void closed() throws IOException {
        manifestLock.lock();
        try {
            Manifest.State state = manifest.state();
            manifest = numbered(manifest)
                    .withWals(new Manifest.Wals(manifest.wals().first(), log.openFileNumber()))
                    .withState(new Manifest.State(
                            true, log.lastSequence(), state.flushedSequence(), state.tableSequence()));
            file.write(manifest);
        } finally {
            manifestLock.unlock();
        }
    }

    /** Closes the files of readers that are left. */
    public void closeSegments() {
        view.segments().forEach(segment -> segment.retire(() -> {}));
    }
}
