package io.spatio.store.log;

import io.spatio.spi.TrajectoryStoreProvider;
import io.spatio.testkit.TrajectoryStoreConformance;

final class LogTrajectoryStoreConformanceTest extends TrajectoryStoreConformance {
    @Override
    protected TrajectoryStoreProvider provider() {
        return new LogTrajectoryStoreProvider();
    }
}
