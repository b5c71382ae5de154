package io.spatio;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One element of a batch.
 *
 * @param objectId the object's id
 * @param position where it is
 * @param metadata what to say about it
 * @param timestamp when, or null for the clock's time when the batch is taken or that of the object's greatest event,
 *     whichever is later
 */
public record Update(
        String objectId,
        Position position,
        Metadata metadata,
        @Nullable Instant timestamp) {
    /** Refuses null where it has no meaning. */
    public Update {
        requireNonNull(objectId, "objectId");
        requireNonNull(position, "position");
        requireNonNull(metadata, "metadata");
    }

    /** Without metadata, at the clock's time. */
    public static Update of(String objectId, Position position) {
        return new Update(objectId, position, Metadata.NONE, null);
    }

    /** With metadata and time. */
    public static Update of(String objectId, Position position, Metadata metadata, Instant timestamp) {
        return new Update(objectId, position, metadata, timestamp);
    }
}
