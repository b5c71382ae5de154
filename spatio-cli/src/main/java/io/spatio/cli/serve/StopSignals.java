package io.spatio.cli.serve;

import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jline.utils.Signals;

/**
 * Waits for the process to be asked to end. The JVM's own answer, its shutdown hooks, would end a second request in the same hooks, so
 * that nobody could hurry it. Where signals cannot be handled, the hooks answer: the database is closed by one.
 */
final class StopSignals {
    /** Names of signals, and what a shell tells of a process that one has ended. */
    private static final Map<String, Integer> SIGNALS = Map.of("TERM", 143, "INT", 130);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final AtomicInteger count = new AtomicInteger();
    private final IntConsumer hurry;

    private StopSignals(IntConsumer hurry) {
        this.hurry = hurry;
    }

    /**
     * Handles them from now on.
     *
     * @param hurry takes the exit code when the process is asked a second time
     */
    static StopSignals handle(IntConsumer hurry) {
        StopSignals signals = new StopSignals(hurry);
        SIGNALS.forEach((name, exitCode) -> {
            Object unused = Signals.register(name, () -> signals.ask(exitCode));
        });
        return signals;
    }

    private void ask(int exitCode) {
        if (count.incrementAndGet() > 1) {
            hurry.accept(exitCode);
        }
        asked.countDown();
    }

    /** Returns when the process was asked once. */
    void await() throws InterruptedException {
        asked.await();
    }
}
