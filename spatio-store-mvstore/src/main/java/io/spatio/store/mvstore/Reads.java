package io.spatio.store.mvstore;

import io.spatio.error.DatabaseClosedException;
import io.spatio.error.SpatioException;
import io.spatio.error.StoreFailedException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * Runs reads, step by step, on threads of the store's own: an interrupt of a thread inside a read would close the file for
 * everybody. Each step registers its version, so that H2 keeps the chunks it walks over. Between steps the file may be
 * exchanged for a compacted one.
 */
final class Reads {
    private final AppendQueue queue;
    private final ExecutorService threads;
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();

    /** Written under the gate's write lock, read under its read lock. */
    private MvFile file;

    private volatile boolean closed;

    Reads(AppendQueue queue, MvFile file) {
        this.queue = queue;
        this.file = file;
        int count = Math.max(2, Runtime.getRuntime().availableProcessors());
        threads = Executors.newFixedThreadPool(count, task -> {
            Thread thread = new Thread(task, "spatio-mvstore-read");
            thread.setDaemon(true);
            return thread;
        });
    }

    void checkOpen() {
        if (closed) {
            throw new DatabaseClosedException();
        }
    }

    /** One step; {@code what} says in errors what was read. */
    <T> T step(Supplier<String> what, Function<MvFile, T> work) {
        checkOpen();
        try {
            return Waiting.get(threads.submit(() -> guarded(what, work)));
        } catch (RejectedExecutionException e) {
            throw new DatabaseClosedException();
        } catch (ExecutionException e) {
            throw Faults.translate(e.getCause() == null ? e : e.getCause(), what.get());
        }
    }

    private <T> T guarded(Supplier<String> what, Function<MvFile, T> work) {
        gate.readLock().lock();
        try {
            checkOpen();
            MVStore.TxCounter version = file.store.registerVersionUsage();
            try {
                return work.apply(file);
            } finally {
                file.store.deregisterVersionUsage(version);
            }
        } catch (MVStoreException e) {
            throw fault(e, what.get());
        } finally {
            gate.readLock().unlock();
        }
    }

    private RuntimeException fault(MVStoreException e, String what) {
        Throwable earlier = queue.state().failure();
        if (earlier != null && file.store.isClosed()) {
            return new StoreFailedException("the store has failed and its file is closed: " + what, earlier);
        }
        RuntimeException translated = Faults.translate(e, what);
        if (Faults.isFatal(e) && translated instanceof SpatioException) {
            queue.fail(translated);
        }
        return translated;
    }

    /** Puts another file in the place of this one while no step runs; the supplier may close the old one. */
    void exchange(Supplier<MvFile> next) {
        gate.writeLock().lock();
        try {
            file = next.get();
        } finally {
            gate.writeLock().unlock();
        }
    }

    /** Waits for running steps, refuses later ones, and frees the file. */
    void close() {
        gate.writeLock().lock();
        try {
            closed = true;
            file.close();
        } finally {
            gate.writeLock().unlock();
        }
        threads.shutdown();
    }
}
