package io.spatio.core.conformance;

import io.spatio.Spatio;
import io.spatio.SpatioBuilder;
import io.spatio.testkit.SpatioConformance;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

class RStarLogConformanceTest extends SpatioConformance {
    private static SpatioBuilder builder(InstantSource clock) {
        return Spatio.builder().index("rstar").clock(clock);
    }

    @Override
    protected Spatio open(@Nullable Path directory, InstantSource clock) {
        SpatioBuilder builder = builder(clock);
        return directory == null
                ? builder.build()
                : builder.store("log").path(directory).build();
    }

    @Override
    protected Spatio openReadOnly(Path directory, InstantSource clock) {
        return builder(clock).store("log").path(directory).readOnly().build();
    }

    @Override
    protected Spatio openWith(Map<String, String> settings, InstantSource clock) {
        SpatioBuilder builder = builder(clock);
        settings.forEach(builder::set);
        return builder.build();
    }
}
