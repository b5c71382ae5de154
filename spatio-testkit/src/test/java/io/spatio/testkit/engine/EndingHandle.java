package io.spatio.testkit.engine;

import io.spatio.Deleted;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.ObjectHandle;
import io.spatio.Position;
import io.spatio.Written;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A handle that goes on showing nothing once its object was erased. */
record EndingHandle(ReferenceHandle handle, Map<String, Integer> erasures, int erasedBefore) implements ObjectHandle {
    @Override
    public String objectId() {
        return handle.objectId();
    }

    @Override
    public Written upsert(Position position, Metadata metadata) {
        return handle.upsert(position, metadata);
    }

    @Override
    public Written upsert(Position position, Metadata metadata, Instant timestamp) {
        return handle.upsert(position, metadata, timestamp);
    }

    @Override
    public Optional<Location> get() {
        boolean ended = erasures.getOrDefault(handle.objectId(), 0) > erasedBefore;
        return ended ? Optional.empty() : handle.get();
    }

    @Override
    public Deleted delete() {
        return handle.delete();
    }
}
