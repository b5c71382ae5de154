package io.spatio.core.wiring;

import io.spatio.Timestamps;
import io.spatio.core.config.Providers;
import io.spatio.core.config.Settings;
import io.spatio.core.copy.CopyCounts;
import io.spatio.core.copy.StoreComparison;
import io.spatio.core.copy.StoreCopy;
import io.spatio.error.SpatioException;
import io.spatio.error.StoreException;
import io.spatio.spi.OpenRequest;
import io.spatio.spi.StoreContext;
import io.spatio.spi.TrajectoryStore;
import io.spatio.spi.TrajectoryStoreProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Copies a whole database into a new directory, kept there by the same store or another one.
 *
 * <p>The new directory is marked as a database only when it was closed, opened again and compared with the old one event by
 * event. A copy that breaks off before is refused by every later opening. One thread.
 */
public final class DatabaseCopy {
    private final Providers providers;
    private final Settings settings;
    private final InstantSource clock;
    private final Path from;
    private final TrajectoryStoreProvider source;

    private DatabaseCopy(
            Providers providers, Settings settings, InstantSource clock, Path from, TrajectoryStoreProvider source) {
        this.providers = providers;
        this.settings = settings;
        this.clock = clock;
        this.from = from;
        this.source = source;
    }

    /**
     * The copying of a database.
     *
     * @param request how the database is configured; its path is the directory to copy
     * @throws StoreException when there is no database
     */
    public static DatabaseCopy of(OpenRequest request) {
        Path from = request.path();
        if (from == null) {
            throw new IllegalArgumentException("a database to copy needs a path");
        }
        Providers providers = Plugins.gather(request.indexes(), request.stores());
        String store = DatabaseDirectory.ownerOf(from)
                .orElseThrow(() -> new StoreException(
                        "there is no database in " + from.toAbsolutePath().normalize()));
        return new DatabaseCopy(
                providers, Settings.load(request, providers), request.clock(), from, providers.store(store));
    }

    /** The store that keeps the database now. */
    public String store() {
        return source.name();
    }

    /** The store configured to keep databases, else the one that keeps this one. */
    public String configuredStore() {
        return settings.isStoreConfigured() ? settings.storeType() : store();
    }

    /**
     * Copies.
     *
     * @param to an empty or absent directory
     * @param store the name of the store to keep it
     * @param progress is told now and then how much is done
     * @return what was copied
     * @throws IllegalArgumentException when the directory is not empty or the store keeps nothing on disk
     * @throws StoreException when it cannot be copied; then {@code to} is no database
     */
    public CopyCounts to(Path to, String store, Consumer<CopyCounts> progress) {
        TrajectoryStoreProvider target = providers.store(store);
        if (!target.persistent()) {
            throw new IllegalArgumentException("store \"" + store + "\" keeps nothing on disk: name another");
        }
        Duration horizon = settings.engine().tombstoneHorizon();
        Instant now = clock.instant();
        try (TrajectoryStore old = open(source, from, InstantSource.fixed(now), horizon)) {
            DatabaseDirectory.requireEmpty(to);
            try {
                CopyCounts counts;
                long forgotten = Timestamps.toMicrosSaturated(now.minus(horizon).minus(Duration.ofDays(1)));
                try (TrajectoryStore copy = open(target, to, InstantSource.fixed(now), horizon)) {
                    counts = new StoreCopy(old, copy, forgotten, progress).run();
                }
                try (TrajectoryStore copy = open(target, to, InstantSource.fixed(now), horizon)) {
                    requireEqual(old, copy);
                }
                DatabaseDirectory.markCopy(to, target.name());
                return counts;
            } catch (SpatioException e) {
                throw new StoreException(
                        "the copy in " + to + " is not whole and no database, delete it: " + e.getMessage(), e);
            }
        }
    }

    private TrajectoryStore open(
            TrajectoryStoreProvider provider, Path directory, InstantSource time, Duration horizon) {
        boolean original = provider == source && directory.equals(from);
        boolean salvage = original && settings.salvage();
        return provider.open(
                settings.storeOptions(provider.name()),
                StoreContext.in(directory)
                        .withClock(time)
                        .withTombstoneHorizon(horizon)
                        .withReadOnly(original && !salvage)
                        .withSalvage(salvage)
                        .withAcceptUnerased(salvage && settings.acceptUnerased()));
    }

    private static void requireEqual(TrajectoryStore old, TrajectoryStore copy) {
        Optional<String> difference = new StoreComparison(old, copy).difference();
        if (difference.isPresent()) {
            throw new StoreException("what was written does not read as what was copied: " + difference.get());
        }
    }
}
