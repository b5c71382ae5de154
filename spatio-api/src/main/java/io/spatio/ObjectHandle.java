package io.spatio;

import java.time.Instant;
import java.util.Optional;

/**
 * One object, resolved once, so that its operations skip the look-up of its id.
 *
 * <p>Stays valid for the life of the database, also when the object does not exist yet, is deleted or erased. Any
 * thread.
 */
public interface ObjectHandle {
    /** The object's id. */
    String objectId();

    /** As {@link Namespace#upsert(String, Position, Metadata)}. */
    Written upsert(Position position, Metadata metadata);

    /** As {@link Namespace#upsert(String, Position, Metadata, Instant)}. */
    Written upsert(Position position, Metadata metadata, Instant timestamp);

    /** As {@link Namespace#get(String)}. */
    Optional<Location> get();

    /** As {@link Namespace#delete(String)}. */
    Deleted delete();
}
