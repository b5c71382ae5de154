package io.spatio.index.geohash;

import io.spatio.spi.SpatialIndexProvider;
import io.spatio.testkit.SpatialIndexConformance;

class GeohashIndexConformanceTest extends SpatialIndexConformance {
    @Override
    protected SpatialIndexProvider provider() {
        return new GeohashIndexProvider();
    }
}
