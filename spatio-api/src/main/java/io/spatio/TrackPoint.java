package io.spatio;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * One recorded position of an object's trajectory.
 *
 * @param timestamp when, floored to microseconds by the database
 * @param position where
 * @param metadata what was said about the object then
 */
public record TrackPoint(Instant timestamp, Position position, Metadata metadata) {
    /** Refuses null. */
    public TrackPoint {
        requireNonNull(timestamp, "timestamp");
        requireNonNull(position, "position");
        requireNonNull(metadata, "metadata");
    }

    /** A point without metadata. */
    public static TrackPoint of(Instant timestamp, Position position) {
        return new TrackPoint(timestamp, position, Metadata.NONE);
    }
}
