package io.spatio;

import java.time.Instant;

/**
 * An object's current position and its distance from the centre of the query.
 *
 * @param objectId the object's id
 * @param position where it is
 * @param timestamp when it was there, in microseconds
 * @param metadata what was said about it with that position
 * @param distanceMeters distance from the centre in metres
 */
public record Neighbor(String objectId, Position position, Instant timestamp, Metadata metadata, double distanceMeters)
        implements Located {}
