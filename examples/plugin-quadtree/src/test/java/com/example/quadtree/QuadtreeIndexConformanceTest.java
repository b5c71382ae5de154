package com.example.quadtree;

import io.spatio.spi.SpatialIndexProvider;
import io.spatio.testkit.SpatialIndexConformance;

class QuadtreeIndexConformanceTest extends SpatialIndexConformance {
    @Override
    protected SpatialIndexProvider provider() {
        return new QuadtreeIndexProvider();
    }
}
