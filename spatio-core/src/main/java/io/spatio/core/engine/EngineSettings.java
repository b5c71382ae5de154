package io.spatio.core.engine;

import io.spatio.Metadata;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What the engine itself may be told.
 *
 * @param clock stamps writes without a time
 * @param maxMetadataBytes the largest metadata accepted, at most {@link Metadata#MAX_BYTES}
 * @param maxFutureSkewOrNull how far beyond the clock a timestamp may lie; null for any
 * @param tombstoneHorizon how long after it was made a delete outweighs older positions
 */
public record EngineSettings(
        InstantSource clock, int maxMetadataBytes, @Nullable Duration maxFutureSkewOrNull, Duration tombstoneHorizon) {
    /** The largest metadata accepted unless configured otherwise. */
    public static final int DEFAULT_MAX_METADATA_BYTES = 64 << 10;

    /** Checks the ranges. */
    public EngineSettings {
        if (maxMetadataBytes < 0 || maxMetadataBytes > Metadata.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "max-metadata-bytes " + maxMetadataBytes + " is outside [0, " + Metadata.MAX_BYTES + "]");
        }
    }
}
