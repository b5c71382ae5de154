package io.spatio.store.log;

import io.spatio.Timestamps;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** How far back the store remembers, as of now. Any thread. */
final class Horizons {
    /** How much longer than until the horizon files keep deletes. */
    private static final Duration LEEWAY = Duration.ofHours(1);

    private final InstantSource clock;
    private final Duration tombstoneHorizon;
    private final Optional<Duration> retention;

    Horizons(InstantSource clock, Duration tombstoneHorizon, Optional<Duration> retention) {
        this.clock = clock;
        this.tombstoneHorizon = tombstoneHorizon;
        this.retention = retention;
    }

    long nowMicros() {
        return Timestamps.toMicrosSaturated(clock.instant());
    }

    /** Deletes made before this time are forgotten. */
    long tombstoneMicros() {
        return Timestamps.toMicrosSaturated(clock.instant().minus(tombstoneHorizon));
    }

    /** Deletes made before this time are left out of files that are written. */
    long tombstoneInFilesMicros() {
        return Timestamps.toMicrosSaturated(
                clock.instant().minus(tombstoneHorizon).minus(LEEWAY));
    }

    /**
     * Rows before this time are in no answer but {@link HistoryReader#recover}, whether or not their files are there
     * still.
     */
    long retentionCutoffMicros() {
        return retention
                .map(age -> Timestamps.toMicrosSaturated(clock.instant().minus(age)))
                .orElse(Long.MIN_VALUE);
    }
}
