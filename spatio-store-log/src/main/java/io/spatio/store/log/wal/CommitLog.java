package io.spatio.store.log.wal;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.error.DatabaseClosedException;
import io.spatio.error.StoreBusyException;
import io.spatio.error.StoreFailedException;
import io.spatio.error.StoreFullException;
import io.spatio.store.log.io.Io;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes records in one order and makes them durable in that order: group commit with two buffers and one writer thread.
 *
 * <p>An appender holds the lock, {@linkplain #reserve reserves} room, puts its records, {@linkplain #accepted counts}
 * them and {@linkplain #publish publishes} the sequence number; no I/O happens under the lock. The writer thread swaps
 * the buffers, writes, and forces as the policy says. It is the log's own, so no caller's interrupt reaches a file.
 *
 * <p>The first failed write or force ends all writing for good: after it nobody knows what is on disk, and a second
 * force would report success for pages the first one dropped (Rebello et al., "Can Applications Recover from fsync
 * Failures?", ATC 2020). Any thread.
 */
public final class CommitLog {
    private static final int PENDING_MAX_BYTES = 8 << 20;
    private static final int WRITE_AT_BYTES = 1 << 20;
    private static final long WRITE_WITHIN_NANOS = 50_000_000L;
    private static final long FORCE_WITHIN_NANOS = 700_000_000L;
    private static final long SPACE_CHECK_NANOS = 1_000_000_000L;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Io io;
    private final Path directory;
    private final CommitLogSettings settings;
    private final Progress progress;
    private final Thread writer;
    private volatile long lastSequence;
    private volatile long unforcedSinceNanos;
    private volatile boolean full;
    private final AtomicLong writtenBytes = new AtomicLong(WalHeader.BYTES);
    private final AtomicLong begunFiles = new AtomicLong(1);

    // Guarded by the lock, which appenders hold over several calls.
    private FrameBuffer active = new FrameBuffer();
    private long nextSequence;
    private long fileNumber;
    private long pendingSinceNanos;
    private long unforcedBytes;
    private boolean closing;
    private boolean rollRequested;
    private long syncRequested;

    // The writer thread's own.
    private FrameBuffer spare = new FrameBuffer();
    private WalFile file;
    private WalHeader header;
    private long spaceCheckedNanos;

    private CommitLog(Io io, Path directory, CommitLogSettings settings, WalHeader header, WalFile file) {
        this.io = io;
        this.directory = directory;
        this.settings = settings;
        this.header = header;
        this.file = file;
        nextSequence = header.firstSequence();
        lastSequence = nextSequence - 1;
        syncRequested = lastSequence;
        fileNumber = header.number();
        progress = new Progress(lastSequence, fileNumber);
        writer = new Thread(this::write, "spatio-log-writer");
        writer.setDaemon(true);
    }

    /** Creates the file of the given header, on stable storage, and makes ready to write; {@link #start} begins. */
    public static CommitLog create(Io io, Path directory, CommitLogSettings settings, WalHeader header)
            throws IOException {
        CommitLog log = new CommitLog(io, directory, settings, header, WalFile.create(io, directory, header));
        log.checkSpace();
        return log;
    }

    /** Starts the writer thread. */
    public void start() {
        writer.start();
    }

    // --- appenders -----------------------------------------------------------------------------------------------

    /** Takes the lock that orders all appends. */
    public void lock() {
        lock.lock();
    }

    /** Gives the lock back. */
    public void unlock() {
        lock.unlock();
    }

    /**
     * Waits, with the lock held, until so many bytes may be put; the lock is free meanwhile.
     *
     * @param memory says, with the lock held, whether there is room in memory as well
     *
     * @throws StoreBusyException when the disk lags for longer than the busy timeout
     * @throws StoreFullException while the disk is full
     */
    public void reserve(int bytes, BooleanSupplier memory) {
        long deadline = 0;
        boolean interrupted = false;
        try {
            while (true) {
                requireWritable();
                boolean fits = active.size() == 0 || active.size() + (long) bytes <= PENDING_MAX_BYTES;
                if (fits && memory.getAsBoolean()) {
                    return;
                }
                long now = System.nanoTime();
                deadline = deadline == 0 ? now + settings.busyTimeout().toNanos() : deadline;
                if (deadline - now <= 0) {
                    throw new StoreBusyException(
                            "the disk lags: " + (fits ? "memory is full" : active.size() + " bytes have waited")
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
        if (full) {
            throw diskFull();
        }
    }

    private void requireOpen() {
        if (closing) {
            throw new DatabaseClosedException();
        }
    }

    private StoreFullException diskFull() {
        return new StoreFullException("less than " + settings.freeMinBytes() + " bytes are free in " + directory
                + ": free some; writing resumes by itself");
    }

    /** Lets waiting appenders look again whether there is room. */
    public void signalRoom() {
        lock.lock();
        try {
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The highest number of a file that exists. */
    public long openFileNumber() {
        return progress.openFile();
    }

    /** The number of the file that gets the records put now; with the lock held. */
    public long fileNumber() {
        return fileNumber;
    }

    /** Where to put records of up to so many bytes, all in one frame; with the lock held. */
    public ByteSink records(int bytes) {
        return active.records(bytes, nextSequence);
    }

    /** Gives sequence numbers to the records put last, and returns the first; with the lock held. */
    public long accepted(int sequences) {
        active.counted(sequences);
        long first = nextSequence;
        nextSequence += sequences;
        return first;
    }

    /** Says that all accepted records stand in memory; with the lock held. */
    public void publish() {
        lastSequence = nextSequence - 1;
        if (pendingSinceNanos == 0) {
            pendingSinceNanos = System.nanoTime() | 1;
            work.signal();
        } else if (active.size() >= WRITE_AT_BYTES) {
            work.signal();
        }
    }

    // --- everybody -----------------------------------------------------------------------------------------------

    /** The last sequence number accepted. */
    public long lastSequence() {
        return lastSequence;
    }

    /** The last sequence number on stable storage. */
    public long durableSequence() {
        return progress.durableSequence();
    }

    /** The last sequence number that answers may show. */
    public long visibleSequence() {
        return settings.durability() == Durability.ALWAYS ? progress.durableSequence() : lastSequence;
    }

    /** Bytes accepted or written, but not forced. */
    public long unforcedBytes() {
        lock.lock();
        try {
            return unforcedBytes + active.size();
        } finally {
            lock.unlock();
        }
    }

    /** Age of the oldest unforced record in nanoseconds, 0 when there is none. */
    public long unforcedAgeNanos() {
        lock.lock();
        try {
            long since = unforcedSinceNanos != 0 ? unforcedSinceNanos : pendingSinceNanos;
            return since == 0 ? 0 : System.nanoTime() - since;
        } finally {
            lock.unlock();
        }
    }

    /** Bytes written since the log was created. */
    public long writtenBytes() {
        return writtenBytes.get();
    }

    /** Files begun since the log was created. */
    public long begunFiles() {
        return begunFiles.get();
    }

    /** Whether writes are taken. */
    public Health health() {
        Throwable cause = progress.failure();
        if (cause != null) {
            progress.tell();
            return new Health(Health.State.FAILED, cause);
        }
        return full ? new Health(Health.State.READ_ONLY_FULL, diskFull()) : Health.OPEN;
    }

    /** Ends writing for good. */
    public void fail(Throwable cause) {
        progress.fail(cause);
        lock.lock();
        try {
            room.signalAll();
            work.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends writing for what went wrong outside the log, so that the next write tells of it; unless the disk is full, which
     * passes.
     */
    public void failUnlessFull(Throwable cause) {
        try {
            full |= io.usableSpace(directory) < settings.freeMinBytes();
        } catch (IOException e) {
            cause.addSuppressed(e);
        }
        if (!full) {
            fail(cause);
        }
    }

    /** Whether a failure was told to a caller of the store, by a refused call or by health: close need not tell it again. */
    public boolean isFailureTold() {
        return progress.isTold();
    }

    /** Waits as the policy promises. */
    public void awaitDurable(long sequence) {
        if (settings.durability() == Durability.ALWAYS) {
            tellOfFailure(() -> progress.await(Math.min(sequence, lastSequence), 0));
        }
    }

    private void tellOfFailure(Runnable wait) {
        try {
            wait.run();
        } catch (StoreFailedException e) {
            progress.tell();
            throw e;
        }
    }

    /** Waits, for a caller of the store, until all accepted records are on stable storage. */
    public void sync() {
        tellOfFailure(this::forceAccepted);
    }

    /** Waits until all accepted records are on stable storage. */
    private void forceAccepted() {
        long target;
        lock.lock();
        try {
            requireOpen();
            target = nextSequence - 1;
            syncRequested = Math.max(syncRequested, target);
            work.signal();
        } finally {
            lock.unlock();
        }
        progress.await(target, 0);
    }

    /** Begins a new file and returns its number; all earlier ones are closed and on stable storage. */
    public long roll() {
        long next;
        lock.lock();
        try {
            requireOpen();
            rollRequested = true;
            next = fileNumber + 1;
            work.signal();
        } finally {
            lock.unlock();
        }
        progress.await(0, next);
        return next;
    }

    /** Takes no more records, writes and forces what there is, and ends the writer thread. */
    public void close() {
        lock.lock();
        try {
            closing = true;
            work.signal();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        if (writer.getState() == Thread.State.NEW) {
            file.closeQuietly();
        }
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        progress.end();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    // --- the writer thread ---------------------------------------------------------------------------------------

    private void write() {
        try {
            boolean more = true;
            while (more && progress.failure() == null) {
                more = cycle();
            }
            file.close();
        } catch (Throwable cause) { // whatever it is: without its writer the store takes nothing more
            fail(cause);
            file.closeQuietly();
        }
    }

    private boolean cycle() throws IOException {
        FrameBuffer swapped;
        boolean roll;
        boolean last;
        boolean syncing;
        long upTo;
        lock.lock();
        try {
            awaitWork();
            active.seal();
            swapped = active;
            active = spare;
            if (unforcedSinceNanos == 0) {
                unforcedSinceNanos = pendingSinceNanos;
            }
            pendingSinceNanos = 0;
            unforcedBytes += swapped.size();
            upTo = nextSequence - 1;
            last = closing;
            syncing = last || syncRequested > progress.durableSequence();
            roll = !last && (rollRequested || file.sizeBytes() + swapped.size() >= settings.fileBytes());
            if (roll) {
                rollRequested = false;
                fileNumber++;
            }
            room.signalAll();
        } finally {
            lock.unlock();
        }
        writeAndForce(swapped, upTo, roll || syncing);
        swapped.clear();
        spare = swapped;
        if (roll) {
            roll(upTo);
        }
        checkSpaceWhenDue(roll);
        return !last;
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
        if (closing || rollRequested || syncRequested > progress.durableSequence() || progress.failure() != null) {
            return 0;
        }
        long now = System.nanoTime();
        long wait = SPACE_CHECK_NANOS;
        if (full) {
            wait = Math.min(wait, spaceCheckedNanos + SPACE_CHECK_NANOS - now);
        }
        if (active.size() > 0) {
            if (settings.durability() == Durability.ALWAYS || active.size() >= WRITE_AT_BYTES) {
                return 0;
            }
            wait = Math.min(wait, pendingSinceNanos + WRITE_WITHIN_NANOS - now);
        }
        if (unforcedSinceNanos != 0 && settings.durability() == Durability.EVERY_SECOND) {
            wait = Math.min(wait, unforcedSinceNanos + FORCE_WITHIN_NANOS - now);
        }
        return wait;
    }

    private void writeAndForce(FrameBuffer buffer, long upTo, boolean forceNow) throws IOException {
        if (buffer.size() > 0) {
            file.write(buffer, progress.durableSequence());
            writtenBytes.addAndGet(buffer.size());
        }
        if (unforcedSinceNanos == 0) {
            return;
        }
        boolean due =
                switch (settings.durability()) {
                    case ALWAYS -> true;
                    case EVERY_SECOND -> System.nanoTime() - unforcedSinceNanos >= FORCE_WITHIN_NANOS;
                    case NEVER -> false;
                };
        if (due || forceNow) {
            file.force();
            lock.lock();
            try {
                unforcedSinceNanos = 0;
                unforcedBytes = 0;
            } finally {
                lock.unlock();
            }
            progress.durable(upTo, header.number());
        }
    }

    /** What went before is on stable storage: only then may a new file exist. */
    private void roll(long upTo) throws IOException {
        file.close();
        header = new WalHeader(header.store(), header.number() + 1, Salts.next(), upTo + 1);
        file = WalFile.create(io, directory, header);
        writtenBytes.addAndGet(WalHeader.BYTES);
        begunFiles.incrementAndGet();
        progress.durable(upTo, header.number());
    }

    private void checkSpaceWhenDue(boolean now) {
        if (now || System.nanoTime() - spaceCheckedNanos >= SPACE_CHECK_NANOS) {
            checkSpace();
        }
    }

    private void checkSpace() {
        spaceCheckedNanos = System.nanoTime();
        try {
            full = io.usableSpace(directory) < settings.freeMinBytes();
        } catch (IOException e) {
            // A file system that cannot tell is taken to have what it had; a write that fails says more.
            System.getLogger(CommitLog.class.getName()).log(System.Logger.Level.DEBUG, "free space is unknown", e);
        }
    }

    /** The first failure. */
    public @Nullable Throwable failure() {
        return progress.failure();
    }
}
