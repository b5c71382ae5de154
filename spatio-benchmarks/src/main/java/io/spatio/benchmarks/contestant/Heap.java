package io.spatio.benchmarks.contestant;

import java.lang.management.ManagementFactory;

/** The heap of this process. */
final class Heap {
    private static final int COLLECTIONS = 4;

    private Heap() {}

    /** Bytes in use after everything that is garbage has been collected. */
    static long usedBytes() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
