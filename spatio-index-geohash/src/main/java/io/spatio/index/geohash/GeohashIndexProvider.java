package io.spatio.index.geohash;

import io.spatio.spi.IndexContext;
import io.spatio.spi.Option;
import io.spatio.spi.Options;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.SpatialIndexProvider;
import java.util.List;

/** Makes {@link GeohashIndex geohash indexes}; its name is {@code geohash}. Any thread. */
public final class GeohashIndexProvider implements SpatialIndexProvider {
    /** For {@link java.util.ServiceLoader}. */
    public GeohashIndexProvider() {}

    @Override
    public String name() {
        return "geohash";
    }

    @Override
    public List<Option> options() {
        return GeohashIndexOptions.ALL;
    }

    @Override
    public SpatialIndex create(Options options, IndexContext context) {
        return new GeohashIndex(GeohashIndexOptions.of(options));
    }
}
