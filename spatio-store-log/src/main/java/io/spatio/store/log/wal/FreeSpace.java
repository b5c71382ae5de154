package io.spatio.store.log.wal;

import io.spatio.error.StoreFullException;
import io.spatio.store.log.io.Io;
import java.io.IOException;
import java.nio.file.Path;

/** Whether the disk has room for more. The writer thread checks; any thread asks. */
final class FreeSpace {
    private static final long CHECK_NANOS = 1_000_000_000L;

    private final Io io;
    private final Path directory;
    private final long minBytes;
    private volatile boolean full;

    // The writer thread's own.
    private long checkedNanos;

    FreeSpace(Io io, Path directory, long minBytes) {
        this.io = io;
        this.directory = directory;
        this.minBytes = minBytes;
    }

    boolean isFull() {
        return full;
    }

    StoreFullException refusal() {
        return new StoreFullException(
                "less than " + minBytes + " bytes are free in " + directory + ": free some; writing resumes by itself");
    }

    /** How long the writer thread may sleep until the next check. */
    long untilCheckNanos(long now) {
        return full ? Math.min(CHECK_NANOS, checkedNanos + CHECK_NANOS - now) : CHECK_NANOS;
    }

    void checkWhenDue(boolean now) {
        if (now || System.nanoTime() - checkedNanos >= CHECK_NANOS) {
            check();
        }
    }

    void check() {
        checkedNanos = System.nanoTime();
        try {
            full = io.usableSpace(directory) < minBytes;
        } catch (IOException e) {
            // A file system that cannot tell is taken to have what it had; a write that fails says more.
            System.getLogger(FreeSpace.class.getName()).log(System.Logger.Level.DEBUG, "free space is unknown", e);
        }
    }

    /** Looks whether the disk is full, for a thread of which something failed; that it is no longer, the writer finds out. */
    void noteFull() {
        try {
            full |= io.usableSpace(directory) < minBytes;
        } catch (IOException e) {
            System.getLogger(FreeSpace.class.getName()).log(System.Logger.Level.DEBUG, "free space is unknown", e);
        }
    }
}
