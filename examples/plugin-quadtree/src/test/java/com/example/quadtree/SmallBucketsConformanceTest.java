package com.example.quadtree;

import io.spatio.spi.SpatialIndexProvider;
import io.spatio.testkit.SpatialIndexConformance;
import java.util.Map;

class SmallBucketsConformanceTest extends SpatialIndexConformance {
    @Override
    protected SpatialIndexProvider provider() {
        return new QuadtreeIndexProvider();
    }

    @Override
    protected Map<String, String> options() {
        return Map.of("bucket-capacity", "1");
    }
}
