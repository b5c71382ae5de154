package io.spatio.testkit.index;

import io.spatio.spi.IndexContext;
import io.spatio.spi.Options;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.SpatialIndexProvider;

/** Makes scan indexes, right or with a fault, plain or concurrent. */
public record ScanIndexProvider(IndexFault fault, boolean concurrent) implements SpatialIndexProvider {
    @Override
    public String name() {
        return "scan";
    }

    @Override
    public SpatialIndex create(Options options, IndexContext context) {
        return concurrent ? new ConcurrentScanIndex(fault) : new ScanIndex(fault);
    }
}
