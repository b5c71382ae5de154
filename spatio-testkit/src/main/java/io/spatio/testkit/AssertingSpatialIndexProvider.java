package io.spatio.testkit;

import io.spatio.spi.ConcurrentSpatialIndex;
import io.spatio.spi.IndexContext;
import io.spatio.spi.Option;
import io.spatio.spi.Options;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.SpatialIndexProvider;
import java.util.List;

/**
 * Puts an {@link AssertingSpatialIndex} around every index of another provider, to test an engine: give it to
 * {@link io.spatio.SpatioBuilder#index(SpatialIndexProvider)}. Any thread.
 */
public final class AssertingSpatialIndexProvider implements SpatialIndexProvider {
    private final SpatialIndexProvider provider;

    /** Checks how the indexes of a provider are used. */
    public AssertingSpatialIndexProvider(SpatialIndexProvider provider) {
        this.provider = provider;
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public List<Option> options() {
        return provider.options();
    }

    @Override
    public SpatialIndex create(Options options, IndexContext context) {
        SpatialIndex index = provider.create(options, context);
        return index instanceof ConcurrentSpatialIndex concurrent
                ? new AssertingConcurrentSpatialIndex(concurrent)
                : new AssertingSpatialIndex(index);
    }
}
