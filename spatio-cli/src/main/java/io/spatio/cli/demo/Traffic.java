package io.spatio.cli.demo;

import io.spatio.Namespace;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Moves the fleet and reports every position, in a thread of its own, at a steady pace until it is closed. */
final class Traffic implements AutoCloseable {
    private static final int ROUNDS_PER_SECOND = 5;
    private static final int SIMULATED_SECONDS_PER_ROUND = 2;
    private static final int BATCH = 500;

    private final Fleet fleet;
    private final Namespace namespace;
    private final AtomicLong updates;
    private final ScheduledExecutorService executor = new ScheduledThreadPoolExecutor(1);
    private @Nullable ScheduledFuture<?> rounds;

    Traffic(Fleet fleet, Namespace namespace, AtomicLong updates) {
        this.fleet = fleet;
        this.namespace = namespace;
        this.updates = updates;
    }

    /** Lets it begin. */
    void start() {
        rounds = executor.scheduleAtFixedRate(this::round, 0, 1_000 / ROUNDS_PER_SECOND, TimeUnit.MILLISECONDS);
    }

    private void round() {
        fleet.advance(SIMULATED_SECONDS_PER_ROUND);
        report(fleet, namespace, updates);
    }

    static void report(Fleet fleet, Namespace namespace, AtomicLong updates) {
        for (int from = 0; from < fleet.size(); from += BATCH) {
            int to = Math.min(fleet.size(), from + BATCH);
            namespace.upsertAll(fleet.updates(from, to));
            updates.addAndGet(to - from);
        }
    }

    /** Ends it after the current round; an error that ended it earlier comes out here. */
    @Override
    public void close() {
        executor.shutdown();
        boolean interrupted = false;
        while (!executor.isTerminated()) {
            try {
                boolean ended = executor.awaitTermination(1, TimeUnit.MINUTES);
                if (!ended) {
                    throw new IllegalStateException("a round of updates does not end");
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (rounds != null && rounds.isDone() && !rounds.isCancelled()) {
            rethrow(rounds);
        }
    }

    private static void rethrow(ScheduledFuture<?> rounds) {
        try {
            rounds.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
