package io.spatio.core.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Binder;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import com.google.inject.multibindings.MapBinder;
import io.spatio.Spatio;
import io.spatio.SpatioBuilder;
import io.spatio.core.config.Providers;
import io.spatio.core.config.Settings;
import io.spatio.error.ConfigurationException;
import io.spatio.spi.OpenRequest;
import io.spatio.spi.SpatialIndexProvider;
import io.spatio.spi.TrajectoryStoreProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Binds {@link Spatio} as a singleton, opened at first injection; the application closes it.
 *
 * <pre>{@code
 * Injector injector = Guice.createInjector(new SpatioModule(Spatio.builder().path(directory)));
 * Spatio db = injector.getInstance(Spatio.class);
 * }</pre>
 *
 * <p>An application adds indexes and stores of its own by {@link #indexes} and {@link #stores}, under their names.
 */
public final class SpatioModule extends AbstractModule {
    private final OpenRequest request;

    /** A database as a builder was told. */
    public SpatioModule(SpatioBuilder builder) {
        this(builder.request());
    }

    SpatioModule(OpenRequest request) {
        this.request = request;
    }

    /** Where a module of an application binds spatial indexes, each under its provider's name. */
    public static MapBinder<String, SpatialIndexProvider> indexes(Binder binder) {
        return MapBinder.newMapBinder(binder, String.class, SpatialIndexProvider.class);
    }

    /** Where a module of an application binds trajectory stores, each under its provider's name. */
    public static MapBinder<String, TrajectoryStoreProvider> stores(Binder binder) {
        return MapBinder.newMapBinder(binder, String.class, TrajectoryStoreProvider.class);
    }

    @Override
    protected void configure() {
        indexes(binder());
        stores(binder());
        bind(OpenRequest.class).toInstance(request);
    }

    @Provides
    @Singleton
    Providers providers(
            Map<String, SpatialIndexProvider> boundIndexes, Map<String, TrajectoryStoreProvider> boundStores) {
        boundIndexes.forEach((name, provider) -> requireSame(name, provider.name(), provider));
        boundStores.forEach((name, provider) -> requireSame(name, provider.name(), provider));
        List<SpatialIndexProvider> indexes = new ArrayList<>(request.indexes());
        indexes.addAll(boundIndexes.values());
        List<TrajectoryStoreProvider> stores = new ArrayList<>(request.stores());
        stores.addAll(boundStores.values());
        return Plugins.gather(indexes, stores);
    }

    private static void requireSame(String bound, String own, Object provider) {
        if (!bound.equals(own)) {
            throw new ConfigurationException(Providers.describe(provider) + " is bound as \"" + bound
                    + "\" but calls itself \"" + own + "\": bind it under its own name");
        }
    }

    @Provides
    @Singleton
    Settings settings(Providers providers) {
        return Settings.load(request, providers);
    }

    @Provides
    @Singleton
    Spatio spatio(Settings settings, Providers providers) {
        return new DatabaseOpener(settings, providers, new LocalDisk()).open(request.clock());
    }
}
