package io.spatio.store.log.view;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.spatio.store.log.segment.SegmentReader;
import io.spatio.store.log.segment.SegmentSummary;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A sealed segment in use, counted; freed when it is retired and nobody reads it. Any thread. */
public final class OpenSegment {
    private final ReentrantLock lock = new ReentrantLock();
    private final SegmentReader reader;

    @GuardedBy("lock")
    private int readers;

    @GuardedBy("lock")
    private @Nullable Runnable whenFree;

    /** A segment that nobody reads yet. */
    public OpenSegment(SegmentReader reader) {
        this.reader = reader;
    }

    /** The reader, for who has {@linkplain #acquire acquired} it. */
    public SegmentReader reader() {
        return reader;
    }

    /** What it is about. */
    public SegmentSummary summary() {
        return reader.summary();
    }

    /** The greatest sequence number of its range. */
    public long maxSequence() {
        return summary().header().maxSequence();
    }

    /** Counts a reader; false when it is retired already, and a newer view has what it held. */
    public boolean acquire() {
        lock.lock();
        try {
            if (whenFree != null) {
                return false;
            }
            readers++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Counts a reader out. */
    public void release() {
        Runnable last = null;
        lock.lock();
        try {
            readers--;
            if (readers == 0) {
                last = whenFree;
            }
        } finally {
            lock.unlock();
        }
        if (last != null) {
            free(last);
        }
    }

    /** Takes it out of use: it is closed, and then {@code after} runs, when the last reader is done. */
    public void retire(Runnable after) {
        boolean unread;
        lock.lock();
        try {
            whenFree = after;
            unread = readers == 0;
        } finally {
            lock.unlock();
        }
        if (unread) {
            free(after);
        }
    }

    private void free(Runnable after) {
        reader.close();
        after.run();
    }
}
