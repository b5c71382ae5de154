package io.spatio.core.engine;

import static java.util.Objects.requireNonNull;

import io.spatio.Deleted;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.ObjectHandle;
import io.spatio.Position;
import io.spatio.Written;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One object with the handle it last had; where that is not its own any more, its id is looked up again. */
final class EmbeddedObject implements ObjectHandle {
    private final EmbeddedNamespace namespace;
    private final NamespaceAccess access;
    private final String objectId;
    private volatile int hint = -1;

    EmbeddedObject(EmbeddedNamespace namespace, NamespaceAccess access, String objectId) {
        this.namespace = namespace;
        this.access = access;
        this.objectId = objectId;
    }

    @Override
    public String objectId() {
        return objectId;
    }

    /** The handle the object has there, looked up again where the one it had is another's or nobody's. */
    private int hint(@Nullable NamespaceParts parts) {
        int known = hint;
        if (known < 0 || parts == null || !parts.hot().ids.isStill(objectId, known)) {
            known = parts == null ? -1 : parts.hot().ids.find(objectId);
            hint = known;
        }
        return known;
    }

    @Override
    public Written upsert(Position position, Metadata metadata) {
        return upsertAt(position, metadata, null);
    }

    @Override
    public Written upsert(Position position, Metadata metadata, Instant timestamp) {
        return upsertAt(position, metadata, requireNonNull(timestamp, "timestamp"));
    }

    private Written upsertAt(Position position, Metadata metadata, @Nullable Instant timestamp) {
        return namespace.upsert(objectId, hint(access.find()), position, metadata, timestamp);
    }

    @Override
    public Optional<Location> get() {
        Lifecycle.Caller caller = access.engine.lifecycle.enter();
        try {
            NamespaceParts parts = access.find();
            int handle = hint(parts);
            if (parts == null || handle < 0) {
                return Optional.empty();
            }
            RowState row = new RowState();
            parts.hot().rows.read(handle, row);
            if (!objectId.equals(row.objectId)) {
                return namespace.get(objectId);
            }
            return row.isPresent() ? Optional.of(row.toLocation()) : Optional.empty();
        } finally {
            access.engine.lifecycle.exit(caller);
        }
    }

    @Override
    public Deleted delete() {
        return namespace.delete(objectId);
    }
}
