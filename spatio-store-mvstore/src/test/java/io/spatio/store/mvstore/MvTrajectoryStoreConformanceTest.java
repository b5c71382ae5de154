package io.spatio.store.mvstore;

import io.spatio.spi.TrajectoryStoreProvider;
import io.spatio.testkit.TrajectoryStoreConformance;

class MvTrajectoryStoreConformanceTest extends TrajectoryStoreConformance {
    @Override
    protected TrajectoryStoreProvider provider() {
        return new MvTrajectoryStoreProvider();
    }
}
