package io.spatio.store.mvstore;

import io.spatio.Durability;
import io.spatio.error.StoreFailedException;
import io.spatio.spi.Meter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes, commits and forces, owned by the store and never interrupted.
 *
 * <p>Changes are applied in the order of their sequence numbers, whole, and commits lie between changes: so each version
 * of the file, and what a crash leaves, holds a prefix of the append order. H2 itself never commits. The first error is
 * the last: nothing is tried again, and the file is opened again, only to be read.
 */
final class Committer {
    private static final long COMMIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long SYNC_NANOS = TimeUnit.MILLISECONDS.toNanos(800);
    private static final long IDLE_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final int MAX_UNSAVED_BYTES = 8 << 20;

    private final AppendQueue queue;
    private final Reads reads;
    private final Durability durability;
    private final Seams seams;
    private final @Nullable Retention retention;
    private final Registry registry;
    private final boolean readOnly;
    private final Meter meter;

    private MvFile file;
    private Applier applier;
    private Upkeep upkeep;
    private long applied;

    /** What a new opening of the file would lack. */
    private final List<Change> uncommitted = new ArrayList<>();

    /** Since when something is not committed, or committed but not forced. */
    private boolean dirty;

    private boolean unforced;
    private long dirtyNanos;
    private long unforcedNanos;
    private boolean degraded;

    Committer(AppendQueue queue, Reads reads, MvFile file, Setup setup) {
        this.queue = queue;
        this.reads = reads;
        this.file = file;
        this.durability = setup.durability();
        this.seams = setup.seams();
        this.retention = setup.retention();
        this.registry = setup.registry();
        this.readOnly = setup.readOnly();
        this.meter = setup.meter();
        applier = new Applier(file);
        upkeep = new Upkeep(queue, file, seams.tailEvents(), retention);
        applied = queue.assignedSequence();
    }

    /** What it is told once. */
    record Setup(
            Durability durability,
            boolean readOnly,
            Seams seams,
            Registry registry,
            @Nullable Retention retention,
            Meter meter) {}

    /** Works until the queue is closed; then everything is forced and the file is freed. */
    void run() {
        boolean closing = false;
        while (!closing) {
            try {
                closing = work(queue.take(deadline()));
            } catch (Throwable e) { // short of memory: nobody may be left waiting for this thread
                queue.fail(e);
            }
        }
        finish();
    }

    private boolean work(AppendQueue.Taken taken) {
        Thread.interrupted(); // nobody should, but the flag would close the file
        if (queue.state().failure() == null) {
            attempt(taken);
        } else {
            uncommitted.addAll(taken.changes());
        }
        if (queue.state().failure() != null) {
            degrade();
        }
        taken.tasks().forEach(Runnable::run);
        return taken.closing();
    }

    private long deadline() {
        long now = System.nanoTime();
        long deadline = now + IDLE_NANOS;
        if (queue.state().failure() != null || readOnly) {
            return deadline;
        }
        deadline = earlier(deadline, upkeep.dueNanos(now));
        if (dirty) {
            deadline = earlier(deadline, dirtyNanos + COMMIT_NANOS);
        }
        if (unforced && durability == Durability.EVERY_SECOND) {
            deadline = earlier(deadline, unforcedNanos + SYNC_NANOS);
        }
        return deadline;
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }

    /** Whatever fails here, Error or exception, must not let the file go on as if it were whole. */
    private void attempt(AppendQueue.Taken taken) {
        try {
            int events = apply(taken.changes());
            long movable = durability == Durability.ALWAYS ? queue.durableSequence() : applied;
            if (!readOnly && upkeep.step(movable, events)) {
                markDirty();
            }
            if (durability == Durability.ALWAYS || taken.syncTarget() > 0) {
                force(taken.syncTarget());
            }
            long now = System.nanoTime();
            if (dirty && (now - dirtyNanos >= COMMIT_NANOS || file.store.getUnsavedMemory() > MAX_UNSAVED_BYTES)) {
                commit(false);
            }
            if (unforced && durability == Durability.EVERY_SECOND && now - unforcedNanos >= SYNC_NANOS) {
                sync();
            }
        } catch (Throwable e) {
            queue.fail(e);
        }
    }

    /** Returns how many places of the append order they take. */
    private int apply(List<Change> changes) {
        if (changes.isEmpty()) {
            return 0;
        }
        markDirty();
        uncommitted.addAll(changes);
        applier.apply(changes);
        long bytes = 0;
        for (Change change : changes) {
            bytes += change.sizeBytes();
        }
        long before = applied;
        applied = changes.get(changes.size() - 1).lastSequence();
        queue.applied(applied, bytes);
        return (int) (applied - before);
    }

    private void markDirty() {
        if (!dirty) {
            dirty = true;
            dirtyNanos = System.nanoTime();
        }
    }

    /** Forces when something waits for it: under ALWAYS whatever is new, else up to the wanted sequence number. */
    private void force(long wanted) {
        boolean due = durability == Durability.ALWAYS ? dirty || unforced : wanted > queue.durableSequence();
        if (due && applied >= wanted) {
            if (dirty) {
                commit(false);
            }
            sync();
        }
    }

    private void commit(boolean clean) {
        queue.state().checkSpace();
        file.commit(applied, clean);
        if (!unforced) {
            unforced = true;
            unforcedNanos = dirty ? dirtyNanos : System.nanoTime();
        }
        dirty = false;
        uncommitted.clear();
    }

    private void sync() {
        long begun = meter.begin();
        file.sync();
        meter.synced(begun);
        unforced = false;
        if (!dirty) {
            queue.durable(applied);
        }
    }

    /** Keeps answering: from what was committed, and in memory from what was accepted since. */
    private void degrade() {
        if (degraded) {
            return;
        }
        degraded = true;
        Throwable cause = queue.state().failure();
        System.getLogger(Committer.class.getName())
                .log(
                        System.Logger.Level.ERROR,
                        "the store has failed and is read-only: path={0} cause={1}",
                        file.path,
                        cause);
        try {
            uncommitted.addAll(queue.takeAll());
            reads.exchange(() -> {
                file.close();
                return reopened();
            });
        } catch (RuntimeException | Error e) {
            System.getLogger(Committer.class.getName())
                    .log(System.Logger.Level.ERROR, "not even reading goes on: path={0} cause={1}", file.path, e);
        } finally {
            queue.settle();
        }
    }

    /** The file as the last commit left it, only to be read; what was accepted after that is in its tail in memory. */
    private MvFile reopened() {
        MvFile kept = MvFile.open(file.path, seams.naming(), true);
        long sequence = kept.readMeta().sequence();
        Loading.loadTail(kept, this::nameOf, sequence);
        for (Change change : uncommitted) {
            if (change instanceof Change.Append append) {
                append.events().forEach(kept.tail::add);
            }
        }
        uncommitted.clear();
        return kept;
    }

    private ObjectName nameOf(int number) {
        ObjectName name = registry.find(number);
        return name == null ? new ObjectName(number, "", "") : name; // erased, so nobody reads it
    }

    /**
     * Runs work on the whole file, on this thread, with all that was accepted committed and forced, while writers wait
     * and readers go on.
     */
    <T> T whole(Supplier<T> work) {
        Throwable cause = queue.state().failure();
        if (cause != null) {
            throw new StoreFailedException("an earlier write failed: cause=" + cause + "; open it again", cause);
        }
        if (readOnly) {
            return work.get();
        }
        queue.hold(true);
        try {
            apply(queue.takeAll());
            commit(false);
            sync();
        } catch (RuntimeException | Error e) {
            queue.fail(e);
            throw e;
        }
        try {
            return work.get();
        } finally {
            queue.hold(false);
        }
    }

    Meter meter() {
        return meter;
    }

    MvFile file() {
        return file;
    }

    MvFile.Naming naming() {
        return seams.naming();
    }

    /** Moves everything from the tail, and drops what the retention lets go of. */
    void finishUpkeep() {
        upkeep.finish(applied);
        markDirty();
    }

    long appliedSequence() {
        return applied;
    }

    /** Puts a whole new file in the place of the live one. */
    void exchange(Path newFile) {
        try {
            reads.exchange(() -> {
                file.close();
                MvFile.replace(newFile, file.path);
                file = MvFile.open(file.path, seams.naming(), false);
                file.readMeta();
                applier = new Applier(file);
                upkeep = new Upkeep(queue, file, seams.tailEvents(), retention);
                return file;
            });
        } catch (RuntimeException | Error e) {
            queue.fail(e); // the live file is closed already
            throw e;
        }
    }

    private void finish() {
        try {
            if (queue.state().failure() == null && !readOnly) {
                commit(true);
                sync();
            }
        } catch (RuntimeException | Error e) {
            queue.fail(e);
            throw e;
        } finally {
            reads.close();
        }
    }
}
