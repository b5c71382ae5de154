package io.spatio.core.memory;

import io.spatio.spi.TrajectoryStoreProvider;
import io.spatio.testkit.TrajectoryStoreConformance;

class MemoryTrajectoryStoreConformanceTest extends TrajectoryStoreConformance {
    @Override
    protected TrajectoryStoreProvider provider() {
        return new MemoryTrajectoryStoreProvider();
    }
}
