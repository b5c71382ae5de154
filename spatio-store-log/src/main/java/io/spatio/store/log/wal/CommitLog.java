package io.spatio.store.log.wal;

import io.spatio.Durability;
import io.spatio.Health;
import io.spatio.error.StoreBusyException;
import io.spatio.error.StoreFailedException;
import io.spatio.error.StoreFullException;
import io.spatio.store.log.io.Io;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Takes records in one order and makes them durable in that order: group commit with two buffers and one writer thread.
 *
 * <p>An appender holds the lock, {@linkplain #reserve reserves} room, puts its records, {@linkplain #accepted counts}
 * them and {@linkplain #publish publishes} the sequence number; no I/O happens under the lock. Whatever throws between the
 * first byte and the publication, giving the lock back ends writing, and what the buffer then holds is never written. {@link
 * CommitQueue} is where they meet the writer thread, {@link LogWriter} is that thread, and {@link Progress} tells what has
 * become durable.
 *
 * <p>The first failed write or force ends all writing for good: after it nobody knows what is on disk, and a second
 * force would report success for pages the first one dropped (Rebello et al., "Can Applications Recover from fsync
 * Failures?", ATC 2020). Any thread.
 */
public final class CommitLog {
    /** Room outside the log that a record needs, too; asked with the lock held. */
    public interface Room {
        /** Whether there is any. */
        boolean isThere();

        /** What is lacking, for messages. */
        String lack();
    }

    private final CommitLogSettings settings;
    private final Progress progress;
    private final FreeSpace space;
    private final CommitQueue queue;
    private final LogWriter writer;

    private CommitLog(CommitLogSettings settings, WalHeader header, WalFile file, FreeSpace space) {
        this.settings = settings;
        this.space = space;
        progress = new Progress(header.firstSequence() - 1, header.number());
        queue = new CommitQueue(settings, progress, space, header);
        writer = new LogWriter(file, queue, progress, space, settings.meter());
    }

    /** Creates the file of the given header, on stable storage, and makes ready to write; {@link #start} begins. */
    public static CommitLog create(Io io, Path directory, CommitLogSettings settings, WalHeader header)
            throws IOException {
        WalFile file = WalFile.create(io, directory, header);
        FreeSpace space = new FreeSpace(io, directory, settings.freeMinBytes());
        space.check();
        return new CommitLog(settings, header, file, space);
    }

    /** Starts the writer thread. */
    public void start() {
        writer.start();
    }

    // --- appenders -----------------------------------------------------------------------------------------------

    /** Takes the lock that orders all appends. */
    public void lock() {
        queue.lock();
    }

    /** Gives the lock back; ends writing where that leaves records put but not published. */
    public void unlock() {
        queue.unlock();
    }

    /**
     * Waits, with the lock held, until a number of bytes may be put; the lock is free meanwhile.
     *
     * @param memory the room in memory that is needed as well
     *
     * @throws StoreBusyException when the disk lags for longer than the busy timeout
     * @throws StoreFullException while the disk is full
     */
    public void reserve(int bytes, Room memory) {
        queue.reserve(bytes, memory);
    }

    /** Lets waiting appenders look again whether there is room. */
    public void signalRoom() {
        queue.signalRoom();
    }

    /** The highest number of a file that exists. */
    public long openFileNumber() {
        return progress.openFile();
    }

    /** The number of the file that gets the records put now; with the lock held. */
    public long fileNumber() {
        return queue.fileNumber();
    }

    /** Where to put records of up to a number of bytes, all in one frame; with the lock held. */
    public ByteSink records(int bytes) {
        return queue.records(bytes);
    }

    /** Gives sequence numbers to the records put last, and returns the first; with the lock held. */
    public long accepted(int sequences) {
        return queue.accepted(sequences);
    }

    /** Counts the record put last as an erase; with the lock held. */
    public void countErase() {
        queue.countErase();
    }

    /** How many erase records the log holds, modulo 2^32; with the lock held. */
    public int erases() {
        return queue.erases();
    }

    /** Ends the file here: returns the number of the one that gets what is accepted from now on; with the lock held. */
    public long endFile() {
        return queue.roll();
    }

    /** Says that all accepted records stand in memory; with the lock held. */
    public void publish() {
        queue.publish();
    }

    // --- everybody -----------------------------------------------------------------------------------------------

    /** The last sequence number accepted. */
    public long lastSequence() {
        return queue.lastSequence();
    }

    /** The last sequence number on stable storage. */
    public long durableSequence() {
        return progress.durableSequence();
    }

    /** The last sequence number that answers may show. */
    public long visibleSequence() {
        return settings.durability() == Durability.ALWAYS ? progress.durableSequence() : queue.lastSequence();
    }

    /** Bytes accepted or written, but not forced. */
    public long unforcedBytes() {
        return queue.unforcedBytes();
    }

    /** Age of the oldest unforced record in nanoseconds, 0 when there is none. */
    public long unforcedAgeNanos() {
        return queue.unforcedAgeNanos();
    }

    /** Bytes written since the log was created. */
    public long writtenBytes() {
        return writer.writtenBytes();
    }

    /** Files begun since the log was created. */
    public long begunFiles() {
        return writer.begunFiles();
    }

    /** Whether writes are taken. */
    public Health health() {
        Throwable cause = progress.failure();
        if (cause != null) {
            progress.tell();
            return Health.of(Health.State.FAILED, cause);
        }
        return space.isFull() ? Health.of(Health.State.READ_ONLY_FULL, space.refusal()) : Health.OPEN;
    }

    /** Ends writing for good. */
    public void fail(Throwable cause) {
        queue.fail(cause);
    }

    /** Looks at once whether the disk is full: something outside the log failed, which may have come of it. */
    public void noteFullDisk() {
        space.noteFull();
    }

    /** Whether a failure was told to a caller of the store, by a refused call or by health: close need not tell it again. */
    public boolean isFailureTold() {
        return progress.isTold();
    }

    /** Waits as the policy promises. */
    public void awaitDurable(long sequence) {
        if (settings.durability() == Durability.ALWAYS) {
            tellOfFailure(() -> progress.await(Math.min(sequence, queue.lastSequence()), 0));
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

    /** Waits, for a caller of the store, until all accepted records are on stable storage; returns up to which that is so. */
    public long sync() {
        tellOfFailure(this::forceAccepted);
        return progress.durableSequence();
    }

    /** Waits until all accepted records are on stable storage. */
    public void forceAccepted() {
        progress.await(queue.requestSync(), 0);
    }

    /** The number of the file that is written to: its header and all earlier files are on stable storage. Any thread. */
    public long openFile() {
        return progress.openFile();
    }

    /** Waits until a file is begun; all earlier ones are closed and on stable storage then. */
    public void awaitFile(long number) {
        progress.await(0, number);
    }

    /** Begins a new file and returns its number; all earlier ones are closed and on stable storage. */
    public long roll() {
        long next;
        lock();
        try {
            next = queue.roll();
        } finally {
            unlock();
        }
        awaitFile(next);
        return next;
    }

    /** Takes no more records, writes and forces what there is, and ends the writer thread. */
    public void close() {
        queue.close();
        writer.join();
    }

    /** The first failure. */
    public @Nullable Throwable failure() {
        return progress.failure();
    }
}
