package io.spatio.spi;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What a store may know of the database around it.
 *
 * @param directoryOrNull where to keep files (exists); null for a store that is not {@linkplain
 *     TrajectoryStoreProvider#persistent persistent}
 * @param clock the time now, for retention and for dropping old deletes; durability timers run on real time
 * @param tombstoneHorizon how long after it was made a delete outweighs older events
 * @param salvage whether to open damaged files with what is readable instead of refusing
 */
public record StoreContext(
        @Nullable Path directoryOrNull, InstantSource clock, Duration tombstoneHorizon, boolean salvage) {
    /** How long deletes are remembered unless configured otherwise. */
    public static final Duration DEFAULT_TOMBSTONE_HORIZON = Duration.ofDays(30);

    /** A store in a directory with the system's clock, strict about damage. */
    public static StoreContext in(Path directory) {
        return new StoreContext(directory, InstantSource.system(), DEFAULT_TOMBSTONE_HORIZON, false);
    }

    /** The directory. */
    public Path directory() {
        if (directoryOrNull == null) {
            throw new IllegalStateException("this store needs a directory: set spatio.path");
        }
        return directoryOrNull;
    }
}
