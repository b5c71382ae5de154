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
import io.spatio.spi.Options;
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
    private final Disk disk;

    private DatabaseCopy(OpenRequest request, Path from, Disk disk) {
        this.providers = Plugins.gather(request.indexes(), request.stores());
        this.settings = Settings.load(request, providers);
        this.clock = request.clock();
        this.from = from;
        this.disk = disk;
        String store =
                directory(from).look(settings.salvage(), Optional.empty()).store();
        if (store == null) {
            throw new StoreException(
                    "there is no database in " + from.toAbsolutePath().normalize());
        }
        this.source = providers.store(store);
    }

    /**
     * The copying of a database.
     *
     * @param request how the database is configured; its path is the directory to copy
     * @throws StoreException when there is no database
     */
    public static DatabaseCopy of(OpenRequest request) {
        return of(request, new LocalDisk());
    }

    static DatabaseCopy of(OpenRequest request, Disk disk) {
        Path from = request.path();
        if (from == null) {
            throw new IllegalArgumentException("a database to copy needs a path");
        }
        try {
            return new DatabaseCopy(request, from, disk);
        } catch (RuntimeException | Error e) {
            throw Failures.translate("looking for the database to copy in " + from, e);
        }
    }

    private DatabaseDirectory directory(Path path) {
        return new DatabaseDirectory(path, disk, providers.stores().values());
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
     * @throws IllegalArgumentException when the directory is not empty, is the database's, lies inside it or contains it, or
     *     the store keeps nothing on disk
     * @throws StoreException when it cannot be copied; then {@code to} is no database
     */
    public CopyCounts to(Path to, String store, Consumer<CopyCounts> progress) {
        TrajectoryStoreProvider target = providers.store(store);
        if (!target.persistent()) {
            throw new IllegalArgumentException("store \"" + store + "\" keeps nothing on disk: name another");
        }
        target.check(settings.storeOptions(store));
        SeparatePlace.require(from, to);
        Instant now = clock.instant();
        try (TrajectoryStore old = openSource(now)) {
            CopyCounts[] counts = {CopyCounts.NONE};
            directory(to).writeCopy(store, directory -> counts[0] = write(old, target, directory, now, progress));
            return counts[0];
        } catch (RuntimeException | Error e) {
            throw Failures.translate("copying " + from + " to " + to, e);
        }
    }

    /** Nothing but the copy is written, for the database may lie on a medium that cannot be; but a salvage puts damage aside. */
    private TrajectoryStore openSource(Instant now) {
        return source.open(
                settings.storeOptions(source.name()),
                in(from, now)
                        .withReadOnly(!settings.salvage())
                        .withSalvage(settings.salvage())
                        .withAcceptUnerased(settings.acceptUnerased()));
    }

    private StoreContext in(Path directory, Instant now) {
        return StoreContext.in(directory).withClock(InstantSource.fixed(now)).withTombstoneHorizon(horizon());
    }

    private Duration horizon() {
        return settings.engine().tombstoneHorizon();
    }

    private CopyCounts write(
            TrajectoryStore old, TrajectoryStoreProvider target, Path to, Instant now, Consumer<CopyCounts> progress) {
        try {
            return writeAndCompare(old, target, to, now, progress);
        } catch (SpatioException e) {
            throw new StoreException(
                    "the copy in " + to + " is not whole and no database, delete it: " + e.getMessage(), e);
        }
    }

    private CopyCounts writeAndCompare(
            TrajectoryStore old, TrajectoryStoreProvider target, Path to, Instant now, Consumer<CopyCounts> progress) {
        Options options = settings.storeOptions(target.name());
        CopyCounts counts;
        long forgotten = Timestamps.toMicrosSaturated(now.minus(horizon()).minus(Duration.ofDays(1)));
        try (TrajectoryStore copy = target.open(options, in(to, now))) {
            counts = new StoreCopy(old, copy, forgotten, progress).run();
        }
        try (TrajectoryStore copy = target.open(options, in(to, now))) {
            requireEqual(old, copy);
        }
        return counts;
    }

    private static void requireEqual(TrajectoryStore old, TrajectoryStore copy) {
        Optional<String> difference = new StoreComparison(old, copy).difference();
        if (difference.isPresent()) {
            throw new StoreException("what was written does not read as what was copied: " + difference.get());
        }
    }
}
