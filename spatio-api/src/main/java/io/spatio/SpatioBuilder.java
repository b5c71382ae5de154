package io.spatio;

import static java.util.Objects.requireNonNull;

import io.spatio.error.ProviderNotFoundException;
import io.spatio.spi.MetricsListener;
import io.spatio.spi.OpenRequest;
import io.spatio.spi.SpatialIndexProvider;
import io.spatio.spi.SpatioProvider;
import io.spatio.spi.TrajectoryStoreProvider;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ServiceLoader;

/**
 * Settings for one database. What is not set here comes from system properties {@code spatio.*}, the environment
 * {@code SPATIO_*}, the configuration file and the defaults, in this order.
 *
 * <p>One thread at a time; may be used for several databases.
 */
public final class SpatioBuilder {
    private final OpenRequest.Builder request = OpenRequest.builder();

    SpatioBuilder() {}

    /**
     * The directory of the database; created if absent. Without one, here or as {@code spatio.path}, the database is in memory,
     * whatever store is configured.
     */
    public SpatioBuilder path(Path directory) {
        request.path(directory);
        return this;
    }

    /** A HOCON file to read settings from; other roots than {@code spatio} in it are left to others. */
    public SpatioBuilder config(Path file) {
        request.configFile(file);
        return this;
    }

    /** A setting by its key below {@code spatio}, as {@code ("index.rstar.leaf-capacity", "48")}. */
    public SpatioBuilder set(String key, String value) {
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        request.set(key.startsWith("spatio.") ? key.substring("spatio.".length()) : key, value);
        return this;
    }

    /** The clock that stamps writes without a time; the system's by default. */
    public SpatioBuilder clock(InstantSource instants) {
        request.clock(instants);
        return this;
    }

    /** When writes are safe; {@link Durability#EVERY_SECOND} by default. */
    public SpatioBuilder durability(Durability policy) {
        request.durability(policy);
        return this;
    }

    /** The spatial index by name: {@code rstar}, {@code geohash}, or one on the class path. */
    public SpatioBuilder index(String name) {
        return set("index.type", requireNonNull(name, "name"));
    }

    /** A spatial index of one's own; it is chosen, too. */
    public SpatioBuilder index(SpatialIndexProvider provider) {
        request.index(provider);
        return index(provider.name());
    }

    /** The trajectory store by name: {@code log}, {@code mvstore}, or one on the class path. */
    public SpatioBuilder store(String name) {
        return set("store.type", requireNonNull(name, "name"));
    }

    /** A trajectory store of one's own; it is chosen, too. */
    public SpatioBuilder store(TrajectoryStoreProvider provider) {
        request.store(provider);
        return store(provider.name());
    }

    /**
     * Opens the database for reading alone: nothing is written, not even to recover, so read-only media and missing rights
     * are no obstacle. Any number of readers may share a directory; a writer excludes them, and they exclude it. Writes
     * throw {@link io.spatio.error.StoreReadOnlyException}; {@link Spatio#health} is {@link Health.State#READ_ONLY}.
     */
    public SpatioBuilder readOnly() {
        request.readOnly(true);
        return this;
    }

    /**
     * Opens a damaged database with what is readable, and puts aside the rest, instead of refusing. Where the erases that
     * wait for a compaction cannot be read, it refuses nevertheless and says how many objects may come back; see
     * {@link #acceptUnerased}.
     */
    public SpatioBuilder salvage(boolean readWhatIsReadable) {
        request.salvage(readWhatIsReadable);
        return this;
    }

    /** Lets a {@linkplain #salvage} go on although erased objects may come back. */
    public SpatioBuilder acceptUnerased(boolean accept) {
        request.acceptUnerased(accept);
        return this;
    }

    /** Tells a listener what the database does and how long it takes; nobody by default. */
    public SpatioBuilder metrics(MetricsListener listener) {
        request.metrics(listener);
        return this;
    }

    /**
     * Opens the database.
     *
     * @throws io.spatio.error.ConfigurationException when a setting is wrong: an unknown key with the nearest known one, a
     *     value with its legal range, either with the place where it was set; and when a store that keeps nothing is chosen
     *     together with a path
     * @throws io.spatio.error.ProviderNotFoundException when no engine, or no index or store of the name chosen, is on the
     *     class path
     * @throws io.spatio.error.SpatioException as {@link Spatio#open}
     */
    public Spatio build() {
        return ServiceLoader.load(SpatioProvider.class)
                .findFirst()
                .orElseThrow(() -> new ProviderNotFoundException(
                        "no Spatio engine is on the class path: add the artifact io.spatio:spatio-core"))
                .open(request());
    }

    /** The settings so far, for code that wires the engine itself. */
    public OpenRequest request() {
        return request.build();
    }
}
