package io.spatio.benchmarks.contestant;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/**
 * Runs blocks until a budget of time is used up. Only the blocks' runs count, not what prepares them; but pauses of the
 * garbage collector count wherever they fall, for the garbage is the runs' as well.
 */
final class BlockClock {
    private static final int FIRST_BLOCK = 1;
    private static final int LARGEST_BLOCK = 1 << 15;
    private static final long SHORT_BLOCK_NANOS = 2_000_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final List<GarbageCollectorMXBean> COLLECTORS = ManagementFactory.getGarbageCollectorMXBeans();

    private long nanos;
    private long cpuNanos;
    private long operations;
    private double checksum;

    private BlockClock() {}

    /** Runs blocks of growing size until they have taken so long. */
    static Lap timed(long budgetNanos, Block block) {
        BlockClock clock = new BlockClock();
        int size = FIRST_BLOCK;
        while (clock.nanos < budgetNanos) {
            if (clock.once(block, size) < SHORT_BLOCK_NANOS) {
                size = Math.min(2 * size, LARGEST_BLOCK);
            }
        }
        return clock.lap();
    }

    /** Runs blocks until a number of operations is done, or until they have taken a given time. */
    static Lap counted(long operations, long budgetNanos, Block block) {
        BlockClock clock = new BlockClock();
        while (clock.operations < operations && clock.nanos < budgetNanos) {
            clock.once(block, (int) Math.min(LARGEST_BLOCK, operations - clock.operations));
        }
        return clock.lap();
    }

    private long once(Block block, int size) {
        long pausedMillis = pausedMillis();
        block.prepare(size);
        nanos += 1_000_000 * (pausedMillis() - pausedMillis);
        long cpuStart = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        checksum += block.run(size);
        long taken = System.nanoTime() - start;
        cpuNanos += THREADS.getCurrentThreadCpuTime() - cpuStart;
        nanos += taken;
        operations += size;
        return taken;
    }

    private static long pausedMillis() {
        long millis = 0;
        for (GarbageCollectorMXBean collector : COLLECTORS) {
            millis += collector.getCollectionTime();
        }
        return millis;
    }

    private Lap lap() {
        return new Lap(operations, nanos, cpuNanos, checksum);
    }
}
