package io.spatio.store.log.wal;

import io.spatio.error.DatabaseClosedException;
import io.spatio.error.StoreBusyException;
import io.spatio.error.StoreException;
import io.spatio.error.StoreFullException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The records that are accepted but not yet written, and what is asked of the writer thread besides: the lock under which
 * appenders meet it, and where each waits for the other. Any thread.
 */
final class CommitQueue {
    private static final int PENDING_MAX_BYTES = 8 << 20;
    private static final int WRITE_AT_BYTES = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final CommitLogSettings settings;
    private final Progress progress;
    private final FreeSpace space;
    private final Unforced unforced;
    private volatile long lastSequence;

    /** Made beforehand, because memory may be short when it is needed. */
    private final StoreException brokenOff =
            new StoreException("a write broke off between log and memory, and its caller was told why");

    // Guarded by the lock, which appenders hold over several calls.
    private FrameBuffer active = new FrameBuffer();
    private boolean writing;
    private int erases;
    private final Deque<Work> closed = new ArrayDeque<>();
    private long nextSequence;
    private long fileNumber;
    private boolean closing;
    private long syncRequested;

    CommitQueue(CommitLogSettings settings, Progress progress, FreeSpace space, WalHeader header) {
        this.settings = settings;
        this.progress = progress;
        this.space = space;
        unforced = new Unforced(settings.durability());
        nextSequence = header.firstSequence();
        lastSequence = nextSequence - 1;
        syncRequested = lastSequence;
        fileNumber = header.number();
        erases = header.erases();
        active.erases(erases);
    }

    // --- appenders -----------------------------------------------------------------------------------------------

    void lock() {
        lock.lock();
    }

    /**
     * Gives the lock back. Who does so between the first byte of a record and its publication was thrown out of it: then log
     * and memory no longer agree, so nothing is written any more. This is the one guard of all appends.
     */
    void unlock() {
        try {
            if (writing) {
                writing = false;
                fail(brokenOff);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits, with the lock held, until a number of bytes may be put; the lock is free meanwhile.
     *
     * @param memory the room in memory that is needed as well
     *
     * @throws StoreBusyException when the disk lags for longer than the busy timeout
     * @throws StoreFullException while the disk is full
     */
    void reserve(int bytes, CommitLog.Room memory) {
        long deadline = 0;
        boolean interrupted = false;
        try {
            while (true) {
                requireWritable();
                boolean fits = active.size() == 0 || active.size() + (long) bytes <= PENDING_MAX_BYTES;
                if (fits && memory.isThere()) {
                    return;
                }
                long now = System.nanoTime();
                deadline = deadline == 0 ? now + settings.busyTimeout().toNanos() : deadline;
                if (deadline - now <= 0) {
                    throw new StoreBusyException(
                            "the disk lags: " + (fits ? memory.lack() : active.size() + " bytes have waited")
                                    + " for busy-timeout=" + settings.busyTimeout()
                                    + "; slow down, or write larger batches");
                }
                try {
                    room.awaitNanos(deadline - now);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void requireWritable() {
        requireOpen();
        Throwable cause = progress.failure();
        if (cause != null) {
            progress.tell();
            throw progress.failed(cause);
        }
        if (space.isFull()) {
            throw space.refusal();
        }
    }

    private void requireOpen() {
        if (closing) {
            throw new DatabaseClosedException();
        }
    }

    /** The number of the file that gets the records put now; with the lock held. */
    long fileNumber() {
        return fileNumber;
    }

    /** Where to put records of up to a number of bytes, all in one frame; with the lock held. */
    ByteSink records(int bytes) {
        writing = true;
        return active.records(bytes, nextSequence);
    }

    /** Gives sequence numbers to the records put last, and returns the first; with the lock held. */
    long accepted(int sequences) {
        active.counted(sequences);
        long first = nextSequence;
        nextSequence += sequences;
        return first;
    }

    /** Counts the record put last as an erase; with the lock held. */
    void countErase() {
        erases++;
        active.erases(erases);
    }

    /** How many erase records the log holds, modulo 2^32; with the lock held. */
    int erases() {
        return erases;
    }

    /**
     * Ends the file with what is accepted now, and returns the number of the one that gets what comes; with the lock held.
     */
    long roll() {
        requireOpen();
        FrameBuffer next = new FrameBuffer(); // first, because memory may be short
        active.seal();
        closed.add(new Work(active, nextSequence - 1, erases, true, false, true));
        active = next;
        active.erases(erases);
        fileNumber++;
        work.signal();
        return fileNumber;
    }

    /** Says that all accepted records stand in memory; with the lock held. */
    void publish() {
        lastSequence = nextSequence - 1;
        writing = false;
        if (!unforced.isPending()) {
            unforced.pending();
            work.signal();
        } else if (active.size() >= WRITE_AT_BYTES) {
            work.signal();
        }
    }

    // --- everybody -----------------------------------------------------------------------------------------------

    long lastSequence() {
        return lastSequence;
    }

    /** Lets waiting appenders look again whether there is room. */
    void signalRoom() {
        lock.lock();
        try {
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends writing for good. */
    void fail(Throwable cause) {
        progress.fail(cause);
        lock.lock();
        try {
            room.signalAll();
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Bytes accepted or written, but not forced. */
    long unforcedBytes() {
        lock.lock();
        try {
            return unforced.takenBytes() + active.size();
        } finally {
            lock.unlock();
        }
    }

    /** Age of the oldest unforced record in nanoseconds, 0 when there is none. */
    long unforcedAgeNanos() {
        lock.lock();
        try {
            return unforced.ageNanos();
        } finally {
            lock.unlock();
        }
    }

    /** Asks that all accepted records be forced, and returns the last one's sequence number. */
    long requestSync() {
        lock.lock();
        try {
            requireOpen();
            long target = nextSequence - 1;
            syncRequested = Math.max(syncRequested, target);
            work.signal();
            return target;
        } finally {
            lock.unlock();
        }
    }

    /** Takes no more records and asks that what there is be written and forced. */
    void close() {
        lock.lock();
        try {
            closing = true;
            work.signal();
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // --- the writer thread ---------------------------------------------------------------------------------------

    /**
     * Waits until there is something to do, and takes it.
     *
     * @param spare an empty buffer for the records to come
     * @param fileSizeBytes of the file being written
     */
    Work take(FrameBuffer spare, long fileSizeBytes) {
        lock.lock();
        try {
            awaitWork();
            room.signalAll();
            Work ended = closed.poll();
            if (ended != null) {
                unforced.taken(ended.buffer.size());
                if (active.size() > 0) {
                    unforced.pending();
                }
                return ended;
            }
            active.seal();
            FrameBuffer taken = active;
            active = spare;
            active.erases(erases);
            unforced.taken(taken.size());
            boolean syncing = closing || syncRequested > progress.durableSequence();
            boolean roll = !closing && fileSizeBytes + taken.size() >= settings.fileBytes();
            if (roll) {
                fileNumber++;
            }
            return new Work(taken, nextSequence - 1, erases, roll, closing, syncing);
        } finally {
            lock.unlock();
        }
    }

    private void awaitWork() {
        while (true) {
            long wait = waitNanos();
            if (wait <= 0) {
                return;
            }
            try {
                work.awaitNanos(wait);
            } catch (InterruptedException e) {
                continue; // nobody interrupts this thread; if somebody does, nothing happens
            }
        }
    }

    private long waitNanos() {
        if (closing || !closed.isEmpty() || syncRequested > progress.durableSequence() || progress.failure() != null) {
            return 0;
        }
        long now = System.nanoTime();
        long wait = space.untilCheckNanos(now);
        if (active.size() > 0) {
            if (active.size() >= WRITE_AT_BYTES) {
                return 0;
            }
            wait = Math.min(wait, unforced.untilWriteNanos(now));
        }
        return Math.min(wait, unforced.untilForceNanos(now));
    }

    /** Whether anything that was taken is unforced. */
    boolean isUnforced() {
        return unforced.isTaken();
    }

    /** Whether the policy wants what was taken on stable storage now. */
    boolean isForceDue() {
        return unforced.isForceDue();
    }

    /** Notes that all that was taken is on stable storage. */
    void forced() {
        lock.lock();
        try {
            unforced.forced();
        } finally {
            lock.unlock();
        }
    }

    /**
     * What the writer thread has to do next.
     *
     * @param buffer what to write
     * @param upTo the last sequence number in it or before it
     * @param erases how many erase records the log holds up to there, modulo 2^32
     * @param roll whether to begin a new file after it
     * @param last whether nothing comes after it
     * @param syncing whether somebody waits until it is on stable storage
     */
    record Work(FrameBuffer buffer, long upTo, int erases, boolean roll, boolean last, boolean syncing) {}
}
