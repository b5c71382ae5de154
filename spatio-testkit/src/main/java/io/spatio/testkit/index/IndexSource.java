package io.spatio.testkit.index;

import io.spatio.spi.IndexContext;
import io.spatio.spi.Options;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.SpatialIndexProvider;
import io.spatio.testkit.generators.Budget;
import java.util.Map;

/**
 * Where the tests get their indexes from.
 *
 * @param provider the implementer's
 * @param options texts of options by name, over the defaults
 * @param budget for each random loop
 */
public record IndexSource(SpatialIndexProvider provider, Map<String, String> options, Budget budget) {
    /** A new empty index. */
    public SpatialIndex create() {
        return provider.create(Options.of(provider.options(), options), IndexContext.of("conformance"));
    }

    String name() {
        return "index " + provider.name() + (options.isEmpty() ? "" : " " + options);
    }
}
