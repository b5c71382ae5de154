package io.spatio.store.log.wal;

import io.spatio.spi.Meter;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The thread that takes what the queue holds, writes it, forces as the policy says and begins new files. It is the log's
 * own, so no caller's interrupt reaches a file. Any thread starts, asks and ends it.
 */
final class LogWriter {
    private final CommitQueue queue;
    private final Progress progress;
    private final FreeSpace space;
    private final Meter meter;
    private final Thread thread;
    private final AtomicLong writtenBytes = new AtomicLong(WalHeader.BYTES);
    private final AtomicLong begunFiles = new AtomicLong(1);

    // The thread's own.
    private FrameBuffer spare = new FrameBuffer();
    private WalFile file;

    LogWriter(WalFile file, CommitQueue queue, Progress progress, FreeSpace space, Meter meter) {
        this.file = file;
        this.queue = queue;
        this.progress = progress;
        this.space = space;
        this.meter = meter;
        thread = new Thread(this::write, "spatio-log-writer");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Waits until the thread, which the queue's close ends, is through. */
    void join() {
        if (thread.getState() == Thread.State.NEW) {
            file.closeQuietly();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        progress.end();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Bytes written since the log was created. */
    long writtenBytes() {
        return writtenBytes.get();
    }

    /** Files begun since the log was created. */
    long begunFiles() {
        return begunFiles.get();
    }

    private void write() {
        try {
            boolean more = true;
            while (more && progress.failure() == null) {
                more = cycle();
            }
            file.close();
        } catch (Throwable cause) { // whatever it is: without its writer the store takes nothing more
            queue.fail(cause);
            file.closeQuietly();
        }
    }

    private boolean cycle() throws IOException {
        CommitQueue.Work work = queue.take(spare, file.sizeBytes());
        if (progress.failure() != null) {
            return false; // what was taken may be half a record
        }
        writeAndForce(work);
        work.buffer().clear();
        spare = work.buffer();
        if (work.roll()) {
            roll(work);
        }
        space.checkWhenDue(work.roll());
        return !work.last();
    }

    private void writeAndForce(CommitQueue.Work work) throws IOException {
        FrameBuffer buffer = work.buffer();
        if (buffer.size() > 0) {
            file.write(buffer, progress.durableSequence());
            writtenBytes.addAndGet(buffer.size());
            meter.appended(buffer.size());
        }
        if (queue.isUnforced() && (queue.isForceDue() || work.roll() || work.syncing())) {
            long begun = meter.begin();
            file.force();
            meter.synced(begun);
            queue.forced();
            progress.durable(work.upTo(), file.number());
        }
    }

    /** What went before is on stable storage: only then may a new file exist. */
    private void roll(CommitQueue.Work work) throws IOException {
        file.close();
        file = file.next(work.upTo() + 1, work.erases());
        writtenBytes.addAndGet(WalHeader.BYTES);
        begunFiles.incrementAndGet();
        progress.durable(work.upTo(), file.number());
    }
}
