package io.spatio.core.engine;

import static java.util.Objects.requireNonNull;

import io.spatio.Metadata;
import io.spatio.spi.Meter;
import io.spatio.spi.Options;
import io.spatio.spi.StoreContext;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** What the engine itself may be told. Immutable; a {@code with} method returns a changed copy. */
public final class EngineSettings {
    /** The largest metadata accepted unless configured otherwise. */
    public static final int DEFAULT_MAX_METADATA_BYTES = 64 << 10;

    private final InstantSource clock;
    private int maxMetadataBytes = DEFAULT_MAX_METADATA_BYTES;
    private @Nullable Duration maxFutureSkew;
    private Duration tombstoneHorizon = StoreContext.DEFAULT_TOMBSTONE_HORIZON;
    private boolean readOnly;
    private long feedWindowBytes;
    private Meter meter = Meter.NONE;

    private EngineSettings(InstantSource clock) {
        this.clock = requireNonNull(clock, "clock");
    }

    private EngineSettings copy() {
        EngineSettings copy = new EngineSettings(clock);
        copy.maxMetadataBytes = maxMetadataBytes;
        copy.maxFutureSkew = maxFutureSkew;
        copy.tombstoneHorizon = tombstoneHorizon;
        copy.readOnly = readOnly;
        copy.feedWindowBytes = feedWindowBytes;
        copy.meter = meter;
        return copy;
    }

    /** The defaults, with the clock that stamps writes without a time. */
    public static EngineSettings of(InstantSource clock) {
        return new EngineSettings(clock);
    }

    /**
     * With another bound on metadata.
     *
     * @param bytes 0..{@link Metadata#MAX_BYTES}
     */
    public EngineSettings withMaxMetadataBytes(int bytes) {
        if (bytes < 0 || bytes > Metadata.MAX_BYTES) {
            throw new IllegalArgumentException(
                    "max-metadata-bytes " + bytes + " is outside [0, " + Metadata.MAX_BYTES + "]");
        }
        EngineSettings changed = copy();
        changed.maxMetadataBytes = bytes;
        return changed;
    }

    /**
     * With another bound on how far beyond the clock a timestamp may lie.
     *
     * @param skewOrNull 0..{@link Options#MAX_DURATION}; null for any
     */
    public EngineSettings withMaxFutureSkew(@Nullable Duration skewOrNull) {
        EngineSettings changed = copy();
        changed.maxFutureSkew = skewOrNull == null ? null : requireInRange("max-future-skew", skewOrNull);
        return changed;
    }

    /**
     * With another time for which a delete outweighs older positions.
     *
     * @param horizon from when it was made on, 0..{@link Options#MAX_DURATION}
     */
    public EngineSettings withTombstoneHorizon(Duration horizon) {
        EngineSettings changed = copy();
        changed.tombstoneHorizon = requireInRange("tombstone-horizon", horizon);
        return changed;
    }

    /** With every write refused, or not. */
    public EngineSettings withReadOnly(boolean noWrites) {
        EngineSettings changed = copy();
        changed.readOnly = noWrites;
        return changed;
    }

    /**
     * With changes kept in memory for those who continue after a place.
     *
     * @param bytes how much heap they may take, at least 0; 0 keeps none
     */
    public EngineSettings withFeedWindowBytes(long bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("feed-window " + bytes + " is below 0");
        }
        EngineSettings changed = copy();
        changed.feedWindowBytes = bytes;
        return changed;
    }

    /** With somebody who is told what the engine does. */
    public EngineSettings withMeter(Meter told) {
        EngineSettings changed = copy();
        changed.meter = requireNonNull(told, "told");
        return changed;
    }

    /** Stamps writes without a time. */
    public InstantSource clock() {
        return clock;
    }

    /** The largest metadata accepted, in bytes. */
    public int maxMetadataBytes() {
        return maxMetadataBytes;
    }

    /** How far beyond the clock a timestamp may lie; null for any. */
    public @Nullable Duration maxFutureSkewOrNull() {
        return maxFutureSkew;
    }

    /** How long after it was made a delete outweighs older positions. */
    public Duration tombstoneHorizon() {
        return tombstoneHorizon;
    }

    /** Whether every write is refused. */
    public boolean readOnly() {
        return readOnly;
    }

    /** How much heap changes may take that are kept for those who continue after a place. */
    public long feedWindowBytes() {
        return feedWindowBytes;
    }

    /** Is told what the engine does. */
    public Meter meter() {
        return meter;
    }

    private static Duration requireInRange(String name, Duration duration) {
        if (duration.isNegative() || duration.compareTo(Options.MAX_DURATION) > 0) {
            throw new IllegalArgumentException(
                    name + " " + duration + " is outside [" + Duration.ZERO + ", " + Options.MAX_DURATION + "]");
        }
        return duration;
    }
}
