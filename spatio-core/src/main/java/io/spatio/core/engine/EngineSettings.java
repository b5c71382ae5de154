package io.spatio.core.engine;

import io.spatio.Metadata;
import io.spatio.spi.Options;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What the engine itself may be told.
 *
 * @param clock stamps writes without a time
 * @param maxMetadataBytes the largest metadata accepted, at most {@link Metadata#MAX_BYTES}
 * @param maxFutureSkewOrNull how far beyond the clock a timestamp may lie, at most {@link Options#MAX_DURATION}; null for
 *     any
 * @param tombstoneHorizon how long after it was made a delete outweighs older positions, at most
 *     {@link Options#MAX_DURATION}
 * @param readOnly whether every write is refused
 * @param feedWindowBytes how much heap changes may take that are kept for those who continue after a place
 */
public record EngineSettings(
        InstantSource clock,
        int maxMetadataBytes,
        @Nullable Duration maxFutureSkewOrNull,
        Duration tombstoneHorizon,
        boolean readOnly,
        long feedWindowBytes) {
    /** The largest metadata accepted unless configured otherwise. */
    public static final int DEFAULT_MAX_METADATA_BYTES = 64 << 10;

    /** Settings of an engine that keeps no changes. */
    public EngineSettings(
            InstantSource clock,
            int maxMetadataBytes,
            @Nullable Duration maxFutureSkewOrNull,
            Duration tombstoneHorizon,
            boolean readOnly) {
        this(clock, maxMetadataBytes, maxFutureSkewOrNull, tombstoneHorizon, readOnly, 0);
    }

    /** Checks the ranges. */
    public EngineSettings {
        if (maxMetadataBytes < 0 || maxMetadataBytes > Metadata.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "max-metadata-bytes " + maxMetadataBytes + " is outside [0, " + Metadata.MAX_BYTES + "]");
        }
        if (feedWindowBytes < 0) {
            throw new IllegalArgumentException("feed-window " + feedWindowBytes + " is below 0");
        }
        requireInRange("tombstone-horizon", tombstoneHorizon);
        if (maxFutureSkewOrNull != null) {
            requireInRange("max-future-skew", maxFutureSkewOrNull);
        }
    }

    private static void requireInRange(String name, Duration duration) {
        if (duration.isNegative() || duration.compareTo(Options.MAX_DURATION) > 0) {
            throw new IllegalArgumentException(
                    name + " " + duration + " is outside [" + Duration.ZERO + ", " + Options.MAX_DURATION + "]");
        }
    }
}
