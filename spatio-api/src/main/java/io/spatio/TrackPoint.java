package io.spatio;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One recorded position of an object's trajectory.
 *
 * <p>Two points are equal when timestamp, position and metadata are: the sequence says where the record stands, not what was
 * recorded.
 *
 * @param timestamp when, floored to microseconds by the database
 * @param position where
 * @param metadata what was said about the object then
 * @param sequence orders the records of one object that share a timestamp, and is the key to {@linkplain HistoryOptions#after
 *     continue after}; 0 for a point that is to be recorded. A store may keep only the order of such records, so the number
 *     need not be the one that {@link Written#sequence} told, nor the same at the next opening
 */
public record TrackPoint(Instant timestamp, Position position, Metadata metadata, long sequence) {
    /** Refuses null. */
    public TrackPoint {
        requireNonNull(timestamp, "timestamp");
        requireNonNull(position, "position");
        requireNonNull(metadata, "metadata");
    }

    /** A point to be recorded. */
    public static TrackPoint of(Instant timestamp, Position position, Metadata metadata) {
        return new TrackPoint(timestamp, position, metadata, 0);
    }

    /** A point to be recorded, without metadata. */
    public static TrackPoint of(Instant timestamp, Position position) {
        return of(timestamp, position, Metadata.NONE);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TrackPoint that
                && timestamp.equals(that.timestamp)
                && position.equals(that.position)
                && metadata.equals(that.metadata);
    }

    @Override
    public int hashCode() {
        return Objects.hash(timestamp, position, metadata);
    }
}
