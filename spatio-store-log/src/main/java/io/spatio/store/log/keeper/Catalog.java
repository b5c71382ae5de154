package io.spatio.store.log.keeper;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.spatio.store.log.head.Erases;
import io.spatio.store.log.manifest.EraseEntry;
import io.spatio.store.log.manifest.Manifest;
import io.spatio.store.log.manifest.ManifestFile;
import io.spatio.store.log.view.Lease;
import io.spatio.store.log.view.View;
import io.spatio.store.log.wal.CommitLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/** What the store consists of now: for readers the view, on disk the manifest. Any thread. */
public final class Catalog {
    private final ReentrantLock manifestLock = new ReentrantLock();
    private final ReentrantLock viewLock = new ReentrantLock();
    private final ManifestFile file;
    private final CommitLog log;
    private final Erases erases;
    private volatile View view;
    private volatile long frozenSequence;

    @GuardedBy("manifestLock")
    private Manifest manifest;

    /** Whether a write of the manifest broke off, so that the disk may hold one that does not count. */
    @GuardedBy("manifestLock")
    private boolean inDoubt;

    /** A catalog of what was recovered, with a log that writes on. */
    public Catalog(ManifestFile file, Manifest manifest, View view, CommitLog log, Erases erases) {
        this.file = file;
        this.manifest = manifest;
        this.view = view;
        this.log = log;
        this.erases = erases;
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
    public Manifest manifest() {
        manifestLock.lock();
        try {
            return manifest;
        } finally {
            manifestLock.unlock();
        }
    }

    /** The last sequence number in the frozen head. */
    long frozenSequence() {
        return frozenSequence;
    }

    /** Freezes the head where none is frozen; with the log's lock held. */
    public void freeze() {
        viewLock.lock();
        try {
            if (view.frozen() == null) {
                frozenSequence = log.lastSequence();
                view = view.freeze();
            }
        } finally {
            viewLock.unlock();
        }
    }

    /** Waits until all erases are durable: a crash must not take one whose object was left out of what is published next. */
    void forceErases() {
        if (erases.anyAfter(log.durableSequence())) {
            log.forceAccepted();
        }
    }

    /**
     * Changes the manifest on disk, then the view. When this throws, neither counts, though the manifest may be either
     * one after a crash: so nothing that the old one names may be gone before this returns.
     */
    void publish(UnaryOperator<Manifest> change, UnaryOperator<View> viewChange) throws IOException {
        manifestLock.lock();
        try {
            Manifest changed = change.apply(manifest);
            long durable = log.durableSequence();
            Manifest.State state = changed.state();
            changed = changed.withErases(waiting(durable))
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

    private List<EraseEntry> waiting(long durable) {
        long since = erases.waitingSinceMicros();
        List<EraseEntry> waiting = new ArrayList<>();
        erases.snapshot(durable).forEach((namespace, id, at) -> waiting.add(new EraseEntry(namespace, id, at, since)));
        return waiting;
    }

    private void change(UnaryOperator<View> viewChange) {
        viewLock.lock();
        try {
            view = viewChange.apply(view);
        } finally {
            viewLock.unlock();
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
            manifest = manifest.withErases(waiting(log.lastSequence()))
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
