package io.spatio;

import java.time.Instant;

/**
 * An object's current position.
 *
 * @param objectId the object's id
 * @param position where it is
 * @param timestamp when it was there, in microseconds
 * @param metadata what was said about it with that position
 */
public record Location(String objectId, Position position, Instant timestamp, Metadata metadata) implements Located {}
