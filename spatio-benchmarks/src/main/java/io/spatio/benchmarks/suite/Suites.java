package io.spatio.benchmarks.suite;

import io.spatio.benchmarks.run.Benchmark;
import java.util.List;

/** All benchmarks. */
public final class Suites {
    private Suites() {}

    /** All, in the order they are run. */
    public static List<Benchmark> all() {
        return List.of(
                new EngineLattice(),
                new EngineCity(),
                new EngineDisk(),
                new IndexSuite(),
                new Scaling(),
                new ChangesCost(),
                new Growth(),
                new HeapSize(),
                new OpeningHeap(),
                new HistorySize(),
                new OneTrack(),
                new EqualTimestamps(),
                new FleetHistory(),
                new Recovery());
    }
}
