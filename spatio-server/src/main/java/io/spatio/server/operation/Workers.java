package io.spatio.server.operation;

import io.spatio.server.fault.OverloadedException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads for what may take time, and the queue before them. Any thread. */
public final class Workers implements AutoCloseable {
    private final ThreadPoolExecutor threads;
    private final int queueLength;

    /**
     * Threads that start when they are needed first.
     *
     * @param count how many
     * @param queueLength how many calls may wait for one; the next is refused
     */
    public Workers(int count, int queueLength) {
        AtomicInteger number = new AtomicInteger();
        this.queueLength = queueLength;
        this.threads = new ThreadPoolExecutor(
                count, count, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(queueLength), work -> {
                    Thread thread = new Thread(work, "spatio-worker-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Runs something when a thread is free.
     *
     * @throws OverloadedException when too much waits already
     */
    void execute(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            throw new OverloadedException(
                    "The server is busy: " + queueLength + " calls wait already; try again in a moment");
        }
    }

    /** Takes no more work, and waits for what runs. */
    public boolean close(Duration grace) throws InterruptedException {
        threads.shutdown();
        return threads.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Takes no more work, and waits for nothing. */
    @Override
    public void close() {
        threads.shutdown();
    }
}
