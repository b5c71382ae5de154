package io.spatio.store.log;

import io.spatio.spi.TrajectoryStoreProvider;
import io.spatio.testkit.TrajectoryStoreConformance;

class LogTrajectoryStoreConformanceTest extends TrajectoryStoreConformance {
    @Override
    protected TrajectoryStoreProvider provider() {
        return new LogTrajectoryStoreProvider();
    }
}
