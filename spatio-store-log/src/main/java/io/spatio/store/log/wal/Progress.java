package io.spatio.store.log.wal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.spatio.error.DatabaseClosedException;
import io.spatio.error.StoreFailedException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What has become durable, and who waits for it. Any thread. */
final class Progress {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private volatile long durableSequence;
    private volatile long openFile;
    private volatile @Nullable Throwable failure;
    private volatile boolean told;

    @GuardedBy("lock")
    private boolean ended;

    Progress(long durableSequence, long openFile) {
        this.durableSequence = durableSequence;
        this.openFile = openFile;
    }

    long openFile() {
        return openFile;
    }

    long durableSequence() {
        return durableSequence;
    }

    @Nullable
    Throwable failure() {
        return failure;
    }

    StoreFailedException failed(Throwable cause) {
        return new StoreFailedException(
                "the store failed and takes no writes until it is opened again: "
                        + TooLittleHeap.or(cause, String.valueOf(cause.getMessage())),
                cause);
    }

    /** Whether anybody was told of the failure. */
    boolean isTold() {
        return told;
    }

    void tell() {
        told = true;
    }

    void durable(long sequence, long file) {
        lock.lock();
        try {
            durableSequence = sequence;
            openFile = file;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Keeps the first failure. */
    void fail(Throwable cause) {
        lock.lock();
        try {
            if (failure == null) {
                failure = cause;
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a sequence number is durable and a file is the one being written, or neither can happen any more. What it
     * throws then counts as told only where a caller of the store gets it: see {@link #tell}.
     */
    void await(long sequence, long file) {
        if (durableSequence >= sequence && openFile >= file) {
            return;
        }
        lock.lock();
        try {
            while (durableSequence < sequence || openFile < file) {
                Throwable cause = failure;
                if (cause != null) {
                    throw failed(cause);
                }
                if (ended) {
                    throw new DatabaseClosedException();
                }
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }
}
