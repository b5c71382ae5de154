package io.spatio.store.mvstore;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.spatio.Durability;
import io.spatio.error.StoreBusyException;
import io.spatio.spi.EventBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives out sequence numbers and keeps what the {@link Committer} has not applied yet, in that order, under one lock.
 * Callers wait here for the committer's progress, and the committer for work.
 */
final class AppendQueue {
    private static final long MAX_PENDING_BYTES = 8L << 20;
    private static final long MAX_TAKEN_BYTES = 1L << 20;
    private static final long BUSY_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition progress = lock.newCondition();
    private final Durability durability;
    private final StoreState state;

    /** Not an {@link ArrayDeque}: that adds first and then grows, which may throw. */
    @GuardedBy("lock")
    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();

    @GuardedBy("lock")
    private final Queue<Runnable> tasks = new ArrayDeque<>();

    @GuardedBy("lock")
    private long pendingBytes;

    @GuardedBy("lock")
    private long syncTarget;

    @GuardedBy("lock")
    private boolean held;

    /** These are written under the lock and read by any thread. */
    private volatile boolean settled;

    private volatile long assigned;
    private volatile long applied;
    private volatile long durable;

    /** A queue whose next sequence number follows the given one. */
    AppendQueue(Durability durability, StoreState state, long lastSequence) {
        this.durability = durability;
        this.state = state;
        assigned = lastSequence;
        applied = lastSequence;
        durable = lastSequence;
    }

    /** What the committer is to do next. */
    record Taken(List<Change> changes, List<Runnable> tasks, long syncTarget, boolean closing) {}

    /**
     * Accepts a batch as a whole with its objects; where this throws, nothing of it is there.
     *
     * @param sizeBytes what its events take
     * @return the first sequence number, that of the last event where there is none
     */
    long append(EventBatch batch, long sizeBytes, Registry registry) {
        lock.lock();
        try {
            awaitRoom(sizeBytes);
            if (batch.size() == 0) {
                return assigned;
            }
            long first = assigned + 1;
            Arrival arrival = new Arrival(batch, registry, first);
            Change change = new Change.Append(arrival.events(), sizeBytes);
            registry.add(arrival.added(), () -> add(change));
            arrival.tellNumbers();
            return first;
        } finally {
            lock.unlock();
        }
    }

    /** Accepts the end of objects; returns the last one's place, 0 when there are none. */
    long erase(Registry registry, Supplier<List<ObjectName>> names) {
        lock.lock();
        try {
            awaitRoom(0);
            List<Change.Erase> erases = new ArrayList<>();
            for (ObjectName name : names.get()) {
                erases.add(new Change.Erase(name, assigned + 1 + erases.size()));
            }
            guarded(() -> {
                for (Change.Erase erase : erases) {
                    add(erase);
                    registry.remove(erase.name());
                }
            });
            return erases.isEmpty() ? 0 : assigned;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Accepts a change of a document.
     *
     * @param make makes it with its sequence number, or throws or gives null, and then nothing is accepted
     * @param keep brings it to memory
     * @return its sequence number, 0 where there is none
     */
    long document(long sizeBytes, LongFunction<Change.@Nullable Document> make, Consumer<Change.Document> keep) {
        lock.lock();
        try {
            awaitRoom(sizeBytes);
            Change.Document change = make.apply(assigned + 1);
            if (change == null) {
                return 0;
            }
            add(change);
            guarded(() -> keep.accept(change));
            return change.lastSequence();
        } finally {
            lock.unlock();
        }
    }

    /** A drop of which only some erases were accepted, or a change that memory lacks, must not pass for done: the store fails. */
    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            fail(e);
            throw e;
        }
    }

    /** Accepts a change as a whole; where this throws, nothing has changed. */
    private void add(Change change) {
        lock.lock(); // held already
        try {
            if (changes.isEmpty()) {
                work.signal(); // first, as it may throw; nobody wakes before the lock is free
            }
            changes.add(change);
            pendingBytes += change.sizeBytes();
            assigned = change.lastSequence();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void awaitRoom(long sizeBytes) {
        state.checkWritable();
        boolean inTime = true;
        do {
            while (held && !state.isOver()) {
                progress.awaitUninterruptibly();
            }
            try (Waiting waiting = new Waiting(BUSY_NANOS)) {
                while (inTime
                        && !held
                        && !state.isOver()
                        && pendingBytes > 0
                        && pendingBytes + sizeBytes > MAX_PENDING_BYTES) {
                    inTime = waiting.await(progress);
                }
            }
        } while (inTime && held && !state.isOver());
        state.checkWritable();
        if (!inTime) {
            throw new StoreBusyException("the writer lags: pendingBytes=" + pendingBytes + " limit=" + MAX_PENDING_BYTES
                    + " waitedSeconds=10; write less at a time or use a faster disk");
        }
    }

    /** Waits for work, at most until a time of {@link System#nanoTime}, and takes it. */
    Taken take(long deadlineNanos) {
        lock.lock();
        try {
            try (Waiting waiting = new Waiting(deadlineNanos - System.nanoTime())) {
                boolean inTime = true;
                while (inTime && !hasWork()) {
                    inTime = waiting.await(work);
                }
            }
            List<Change> taken = takeChanges(MAX_TAKEN_BYTES);
            List<Runnable> due = List.of();
            if (changes.isEmpty() && !tasks.isEmpty()) {
                due = new ArrayList<>(tasks);
                tasks.clear();
            }
            return new Taken(taken, due, syncTarget, state.isClosing() && changes.isEmpty());
        } finally {
            lock.unlock();
        }
    }

    /** Takes all changes at once. */
    List<Change> takeAll() {
        lock.lock();
        try {
            return takeChanges(Long.MAX_VALUE);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private List<Change> takeChanges(long maxBytes) {
        List<Change> taken = new ArrayList<>();
        long bytes = 0;
        while (!changes.isEmpty() && bytes < maxBytes) {
            Change change = changes.remove();
            bytes += change.sizeBytes();
            taken.add(change);
        }
        return taken;
    }

    @GuardedBy("lock")
    private boolean hasWork() {
        boolean toSettle = state.failure() != null && !settled;
        return !changes.isEmpty() || !tasks.isEmpty() || state.isClosing() || syncTarget > durable || toSettle;
    }

    /** The committer has applied changes. */
    void applied(long lastSequence, long sizeBytes) {
        lock.lock();
        try {
            applied = lastSequence;
            pendingBytes -= sizeBytes;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** After a failure the committer has brought all that was accepted where reads see it, as far as that can be done. */
    void settle() {
        lock.lock();
        try {
            settled = true;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The committer has forced everything up to there. */
    void durable(long lastSequence) {
        lock.lock();
        try {
            durable = lastSequence;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Something is broken for good; the first cause stays. */
    void fail(Throwable cause) {
        lock.lock();
        try {
            state.fail(cause);
            held = false;
            syncTarget = 0;
            work.signal();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Keeps writers waiting, without time limit, while the committer is busy with the whole file. */
    void hold(boolean on) {
        lock.lock();
        try {
            held = on;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Runs something on the committer's thread, after all that was accepted before, and waits for it. */
    <T> T run(Supplier<T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        lock.lock();
        try {
            state.checkOpen();
            tasks.add(() -> {
                try {
                    result.complete(task.get());
                } catch (RuntimeException | Error e) {
                    result.completeExceptionally(e);
                }
            });
            work.signal();
        } finally {
            lock.unlock();
        }
        try {
            return Waiting.get(result);
        } catch (ExecutionException e) {
            throw Faults.translate(e.getCause() == null ? e : e.getCause(), "maintenance");
        }
    }

    /** Returns when a read sees all that was accepted before this call; after a failure, when it sees all it ever will. */
    void awaitReadable() {
        state.checkOpen();
        long wanted = assigned;
        if (state.failure() == null && (durability == Durability.ALWAYS || applied >= wanted)) {
            return;
        }
        lock.lock();
        try {
            while (state.failure() == null ? applied < wanted : !settled) {
                progress.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns when this sequence number is on stable storage. */
    void awaitDurable(long sequence, boolean request) {
        lock.lock();
        try {
            state.checkOpen();
            if (sequence > assigned) {
                throw new IllegalArgumentException("sequence " + sequence + " was not given yet: last=" + assigned);
            }
            if (request && sequence > durable) {
                state.checkFailure();
                syncTarget = Math.max(syncTarget, sequence);
                work.signal();
            }
            while (durable < sequence && state.failure() == null) {
                progress.awaitUninterruptibly();
            }
            if (durable < sequence) {
                state.checkFailure();
            }
        } finally {
            lock.unlock();
        }
    }

    /** No more is accepted; the committer finishes what is there. Returns whether this changes nothing or is too late. */
    boolean close() {
        lock.lock();
        try {
            boolean before = state.isOver();
            state.close();
            work.signal();
            progress.signalAll();
            return before;
        } finally {
            lock.unlock();
        }
    }

    long assignedSequence() {
        return assigned;
    }

    long durableSequence() {
        return durable;
    }

    /** The greatest sequence number that reads may show. */
    long visibleSequence() {
        return durability == Durability.ALWAYS ? durable : Long.MAX_VALUE;
    }

    StoreState state() {
        return state;
    }
}
