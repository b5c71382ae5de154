package com.example.quadtree;

import io.spatio.spi.IndexContext;
import io.spatio.spi.Option;
import io.spatio.spi.Options;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.SpatialIndexProvider;
import java.util.List;

/** Makes quadtree indexes: {@code spatio.index.type = quadtree}. Any thread. */
public final class QuadtreeIndexProvider implements SpatialIndexProvider {
    @Override
    public String name() {
        return "quadtree";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.of("bucket-capacity", Option.Type.INTEGER, "32", "How many objects split a cell."));
    }

    @Override
    public SpatialIndex create(Options options, IndexContext context) {
        int bucketCapacity = options.integer("bucket-capacity");
        if (bucketCapacity < 1 || bucketCapacity > 1024) {
            throw options.error("bucket-capacity", "must be 1 to 1024");
        }
        return new QuadtreeIndex(bucketCapacity);
    }
}
