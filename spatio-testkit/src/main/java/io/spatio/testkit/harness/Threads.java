package io.spatio.testkit.harness;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs tasks side by side and gathers what went wrong. */
public final class Threads {
    private Threads() {}

    /** A task that may fail. */
    @FunctionalInterface
    public interface Task {
        /** Does it. */
        void run() throws Exception;
    }

    /** Runs each task in a thread of its own, all started together, and throws the first failure when all have ended. */
    public static void runAll(List<Task> tasks) {
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            CyclicBarrier start = new CyclicBarrier(tasks.size());
            List<Future<Void>> running = new ArrayList<>();
            for (Task task : tasks) {
                Callable<Void> call = () -> {
                    start.await();
                    task.run();
                    return null;
                };
                running.add(threads.submit(call));
            }
            await(running);
        } finally {
            threads.shutdownNow();
        }
    }

    private static void await(List<Future<Void>> running) {
        Throwable first = null;
        for (Future<Void> task : running) {
            try {
                task.get();
            } catch (ExecutionException e) {
                first = first == null ? e.getCause() : first;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for the test's threads", e);
            }
        }
        if (first instanceof Error error) {
            throw error;
        }
        if (first instanceof RuntimeException exception) {
            throw exception;
        }
        if (first != null) {
            throw new AssertionError("a thread of the test failed: " + first, first);
        }
    }
}
