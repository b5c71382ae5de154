package io.spatio.spi;

import io.spatio.Durability;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link io.spatio.SpatioBuilder} was told.
 *
 * @param path the directory, or null where the configuration says it or the database is in memory
 * @param configFile a HOCON file, or null
 * @param durability the policy, or null where the configuration says it
 * @param clock stamps writes without a time
 * @param salvage whether to open a damaged database with what is readable
 * @param settings values by key below {@code spatio}, in the order given
 * @param indexes index providers given as instances
 * @param stores store providers given as instances
 */
public record OpenRequest(
        @Nullable Path path,
        @Nullable Path configFile,
        @Nullable Durability durability,
        InstantSource clock,
        boolean salvage,
        Map<String, String> settings,
        List<SpatialIndexProvider> indexes,
        List<TrajectoryStoreProvider> stores) {
    /** Copies the collections. */
    public OpenRequest {
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        indexes = List.copyOf(indexes);
        stores = List.copyOf(stores);
    }
}
