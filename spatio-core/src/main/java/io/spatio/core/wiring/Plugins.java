package io.spatio.core.wiring;

import io.spatio.core.config.Providers;
import io.spatio.core.memory.MemoryTrajectoryStoreProvider;
import io.spatio.spi.SpatialIndexProvider;
import io.spatio.spi.TrajectoryStoreProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;

/** Finds the providers on the class path. */
public final class Plugins {
    private Plugins() {}

    /**
     * The providers on the class path, the in-memory store, and some given ones.
     *
     * @throws io.spatio.error.ConfigurationException when two have one name
     * @throws io.spatio.error.SpatioException when one of them cannot be used
     */
    public static Providers gather(
            Collection<? extends SpatialIndexProvider> indexes, Collection<? extends TrajectoryStoreProvider> stores) {
        List<SpatialIndexProvider> allIndexes = new ArrayList<>(indexes);
        List<TrajectoryStoreProvider> allStores = new ArrayList<>(stores);
        allStores.add(new MemoryTrajectoryStoreProvider());
        try {
            ServiceLoader.load(SpatialIndexProvider.class).forEach(allIndexes::add);
            ServiceLoader.load(TrajectoryStoreProvider.class).forEach(allStores::add);
            return Providers.of(allIndexes, allStores);
        } catch (RuntimeException | Error e) {
            throw Failures.translate("looking for indexes and stores", e);
        }
    }
}
