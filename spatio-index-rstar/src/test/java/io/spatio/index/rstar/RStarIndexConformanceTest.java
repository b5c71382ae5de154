package io.spatio.index.rstar;

import io.spatio.spi.SpatialIndexProvider;
import io.spatio.testkit.SpatialIndexConformance;

class RStarIndexConformanceTest extends SpatialIndexConformance {
    @Override
    protected SpatialIndexProvider provider() {
        return new RStarIndexProvider();
    }
}
