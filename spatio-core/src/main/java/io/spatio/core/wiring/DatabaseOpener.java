package io.spatio.core.wiring;

import io.spatio.Spatio;
import io.spatio.core.config.Providers;
import io.spatio.core.config.Settings;
import io.spatio.core.engine.EmbeddedSpatio;
import io.spatio.core.engine.EngineSettings;
import io.spatio.core.engine.IndexFactory;
import io.spatio.error.ConfigurationException;
import io.spatio.error.StoreLockedException;
import io.spatio.spi.IndexContext;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.TrajectoryStoreProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens store and engine as the settings say. */
final class DatabaseOpener {
    private final Settings settings;
    private final Providers providers;

    DatabaseOpener(Settings settings, Providers providers) {
        this.settings = settings;
        this.providers = providers;
    }

    Spatio open(InstantSource clock) {
        EngineSettings engine = settings.engine();
        new ConfiguredIndexes().create("").close(); // refuses values out of range now, not at the first write
        TrajectoryStoreProvider provider = providers.store(storeType());
        Path directory = settings.path();
        if (directory != null && !provider.persistent()) {
            throw new ConfigurationException("spatio.store.type = " + provider.name()
                    + " would keep nothing in spatio.path = " + directory + ": leave one of the two out");
        }
        boolean taken = directory != null && DatabaseDirectory.claim(directory, provider.name());
        try {
            TrajectoryStore store = provider.open(
                    settings.storeOptions(provider.name()),
                    (directory == null ? StoreContext.inMemory() : StoreContext.in(directory))
                            .withClock(clock)
                            .withTombstoneHorizon(engine.tombstoneHorizon())
                            .withReadOnly(settings.readOnly())
                            .withSalvage(settings.salvage())
                            .withAcceptUnerased(settings.acceptUnerased()));
            return new EmbeddedSpatio(
                    store, new ConfiguredIndexes(), engine, copy -> DatabaseDirectory.markCopy(copy, provider.name()));
        } catch (RuntimeException | Error e) {
            if (taken && directory != null) {
                giveBack(directory, e);
            }
            throw e;
        }
    }

    /** After a first opening that failed the directory is as it was, unless somebody else opened it at the same time. */
    private static void giveBack(Path directory, Throwable failure) {
        if (failure instanceof StoreLockedException) {
            return;
        }
        try {
            DatabaseDirectory.release(directory);
        } catch (IOException | UncheckedIOException e) {
            failure.addSuppressed(e);
        }
    }

    /** The store configured, else the one that keeps the directory, else the default. */
    private String storeType() {
        Path path = settings.path();
        if (path == null || settings.isStoreConfigured()) {
            return settings.storeType();
        }
        return DatabaseDirectory.ownerOf(path).orElseGet(settings::storeType);
    }

    /** Indexes as configured for all namespaces and for single ones. */
    private final class ConfiguredIndexes implements IndexFactory {
        @Override
        public String typeFor(String namespace) {
            return settings.indexType(namespace);
        }

        @Override
        public SpatialIndex create(String namespace) {
            return providers
                    .index(settings.indexType(namespace))
                    .create(settings.indexOptions(namespace), new IndexContext(namespace));
        }
    }
}
