package io.spatio.core.wiring;

import io.spatio.Spatio;
import io.spatio.core.config.Providers;
import io.spatio.core.config.Settings;
import io.spatio.core.engine.EmbeddedSpatio;
import io.spatio.core.engine.EngineSettings;
import io.spatio.core.engine.IndexFactory;
import io.spatio.error.ConfigurationException;
import io.spatio.error.StoreException;
import io.spatio.spi.IndexContext;
import io.spatio.spi.Options;
import io.spatio.spi.SpatialIndex;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.TrajectoryStoreProvider;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Opens store and engine as the settings say. What the settings say is checked before a directory is touched, and a directory is
 * looked at before it is written to.
 */
final class DatabaseOpener {
    private final Settings settings;
    private final Providers providers;
    private final Disk disk;

    DatabaseOpener(Settings settings, Providers providers, Disk disk) {
        this.settings = settings;
        this.providers = providers;
        this.disk = disk;
    }

    Spatio open(InstantSource clock) {
        Path path = settings.path();
        try {
            EngineSettings engine = settings.engine();
            requireIndexes();
            return path == null ? inMemory(engine, clock) : inDirectory(path, engine, clock);
        } catch (RuntimeException | Error e) {
            throw Failures.translate(path == null ? "opening a database in memory" : "opening " + path, e);
        }
    }

    /** Refuses values out of range now, not at the first write. */
    private void requireIndexes() {
        ConfiguredIndexes indexes = new ConfiguredIndexes();
        indexes.create("").close();
        settings.configuredNamespaces()
                .forEach(namespace -> indexes.create(namespace).close());
    }

    private Spatio inMemory(EngineSettings engine, InstantSource clock) {
        if (settings.readOnly()) {
            throw new ConfigurationException("spatio.read-only = true needs spatio.path:"
                    + " a database in memory is empty when it is opened, and would stay so");
        }
        TrajectoryStoreProvider provider = providers.store(settings.storeType());
        Options options = settings.storeOptions(provider.name());
        TrajectoryStore store = provider.open(options, context(StoreContext.inMemory(), clock));
        return EmbeddedSpatio.open(store, new ConfiguredIndexes(), engine, (directory, write) -> {
            throw new StoreException("a database in memory has no copies");
        });
    }

    private StoreContext context(StoreContext place, InstantSource clock) {
        return place.withClock(clock)
                .withTombstoneHorizon(settings.engine().tombstoneHorizon())
                .withReadOnly(settings.readOnly())
                .withSalvage(settings.salvage())
                .withAcceptUnerased(settings.acceptUnerased())
                .withMeter(settings.engine().meter());
    }

    private Spatio inDirectory(Path path, EngineSettings engine, InstantSource clock) {
        DatabaseDirectory directory = directory(path);
        Optional<String> configured =
                settings.isStoreConfigured() ? Optional.of(settings.storeType()) : Optional.empty();
        configured.ifPresent(this::requirePersistent);
        DatabaseDirectory.Contents contents = directory.look(settings.salvage(), configured);
        String kept = contents.store();
        String store = configured.orElseGet(() -> kept == null ? settings.storeType() : kept);
        TrajectoryStoreProvider provider = requirePersistent(store);
        Options options = settings.storeOptions(store);
        provider.check(options);
        if (!settings.readOnly()) {
            directory.claim(contents, store);
        } else if (kept == null) {
            throw new StoreException(
                    "there is no database in " + path.toAbsolutePath().normalize()
                            + ", and read-only = true makes none: open it without, or give the directory of one");
        } else {
            directory.requireKeptBy(kept, store);
        }
        StoreContext context = context(StoreContext.in(path), clock);
        try {
            TrajectoryStore opened = provider.open(options, context);
            if (!contents.isMarked() && kept != null && !settings.readOnly()) {
                restoreMarker(directory, store, opened);
            }
            return EmbeddedSpatio.open(opened, new ConfiguredIndexes(), engine, (copy, write) -> {
                SeparatePlace.require(path, copy);
                directory(copy).writeCopy(store, write);
            });
        } catch (OutOfMemoryError e) {
            throw HeapNeed.tooSmall(path, e, () -> provider.open(options, context.withReadOnly(true)));
        }
    }

    private static void restoreMarker(DatabaseDirectory directory, String store, TrajectoryStore opened) {
        try {
            directory.restoreMarker(store);
        } catch (RuntimeException | Error e) {
            opened.close();
            throw e;
        }
    }

    private DatabaseDirectory directory(Path path) {
        return new DatabaseDirectory(path, disk, providers.stores().values());
    }

    private TrajectoryStoreProvider requirePersistent(String store) {
        TrajectoryStoreProvider provider = providers.store(store);
        if (!provider.persistent()) {
            throw new ConfigurationException("spatio.store.type = " + store + " would keep nothing in spatio.path = "
                    + settings.path() + ": leave one of the two out");
        }
        return provider;
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
                    .create(settings.indexOptions(namespace), IndexContext.of(namespace));
        }
    }
}
