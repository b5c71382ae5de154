package io.spatio.index.rstar;

import io.spatio.spi.IndexContext;
import io.spatio.spi.Option;
import io.spatio.spi.Options;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.SpatialIndexProvider;
import java.util.List;

/** Makes {@link RStarIndex R*-tree indexes}: {@code spatio.index.type = rstar}. Any thread. */
public final class RStarIndexProvider implements SpatialIndexProvider {
    /** Found by {@link java.util.ServiceLoader}. */
    public RStarIndexProvider() {}

    @Override
    public String name() {
        return "rstar";
    }

    @Override
    public List<Option> options() {
        return RStarIndexOptions.DECLARED;
    }

    @Override
    public SpatialIndex create(Options options, IndexContext context) {
        return new RStarIndex(RStarIndexOptions.of(options));
    }
}
