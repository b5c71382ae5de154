package io.spatio.benchmarks.contestant;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;

/** A lap by several threads that start together and go on until the budget is used up, by wall clock. */
final class ThreadLap {
    private static final int OPERATIONS_A_STEP = 10;
    private static final int STEPS_A_LOOK = 20;

    private ThreadLap() {}

    /** Runs steps of ten operations; each thread gets a step of its own by its number. */
    static Lap run(Work work, IntFunction<DoubleSupplier> stepOfThread) {
        ExecutorService executor = Executors.newFixedThreadPool(work.threads());
        CyclicBarrier start = new CyclicBarrier(work.threads());
        try {
            List<Future<Lap>> parts = new ArrayList<>();
            for (int thread = 0; thread < work.threads(); thread++) {
                DoubleSupplier step = stepOfThread.apply(thread);
                parts.add(executor.submit(() -> part(work.budgetNanos(), step, start)));
            }
            return sum(parts);
        } finally {
            executor.shutdown();
        }
    }

    private static Lap part(long budgetNanos, DoubleSupplier step, CyclicBarrier barrier)
            throws InterruptedException, BrokenBarrierException {
        barrier.await();
        long start = System.nanoTime();
        long operations = 0;
        double checksum = 0;
        while (System.nanoTime() - start < budgetNanos) {
            for (int i = 0; i < STEPS_A_LOOK; i++) {
                checksum += step.getAsDouble();
            }
            operations += STEPS_A_LOOK * OPERATIONS_A_STEP;
        }
        return new Lap(operations, System.nanoTime() - start, -1, checksum);
    }

    private static Lap sum(List<Future<Lap>> parts) {
        Lap sum = new Lap(0, 0, -1, 0);
        for (Future<Lap> part : parts) {
            try {
                Lap lap = part.get();
                sum = new Lap(
                        sum.operations() + lap.operations(),
                        Math.max(sum.nanos(), lap.nanos()),
                        -1,
                        sum.checksum() + lap.checksum());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while measuring", e);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a measuring thread failed", e.getCause());
            }
        }
        return sum;
    }
}
