package io.spatio.testkit.engine;

import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Position;
import io.spatio.Timestamps;

/** The greatest event of an object: a position, or a delete. */
record ReferenceRow(boolean delete, long micros, Position position, Metadata metadata, long deletedAtMicros) {
    static ReferenceRow position(long micros, Position position, Metadata metadata) {
        return new ReferenceRow(false, micros, position, metadata, 0);
    }

    static ReferenceRow delete(long micros, long nowMicros) {
        return new ReferenceRow(true, micros, Position.of(0, 0), Metadata.NONE, nowMicros);
    }

    Location location(String id) {
        return new Location(id, position, Timestamps.toInstant(micros), metadata);
    }
}
