package io.spatio.testkit.engine;

import io.spatio.Deleted;
import io.spatio.Located;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Neighbor;
import io.spatio.ObjectHandle;
import io.spatio.Position;
import io.spatio.Row;
import io.spatio.RowVisitor;
import io.spatio.Timestamps;
import io.spatio.Written;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An object of the reference database. */
record ReferenceHandle(Namespace namespace, String objectId) implements ObjectHandle {
    @Override
    public Written upsert(Position position, Metadata metadata) {
        return namespace.upsert(objectId, position, metadata);
    }

    @Override
    public Written upsert(Position position, Metadata metadata, Instant timestamp) {
        return namespace.upsert(objectId, position, metadata, timestamp);
    }

    @Override
    public Optional<Location> get() {
        return namespace.get(objectId);
    }

    @Override
    public Deleted delete() {
        return namespace.delete(objectId);
    }

    /** Shows rows to a visitor; says whether it went on to the end. */
    static boolean show(List<? extends Located> rows, RowVisitor visitor) {
        for (Located row : rows) {
            if (!visitor.visit(new Shown(row))) {
                return false;
            }
        }
        return true;
    }

    private record Shown(Located row) implements Row {
        @Override
        public String objectId() {
            return row.objectId();
        }

        @Override
        public double lon() {
            return row.position().lon();
        }

        @Override
        public double lat() {
            return row.position().lat();
        }

        @Override
        public double altOrNaN() {
            return row.position().altOrNaN();
        }

        @Override
        public long timestampMicros() {
            return Timestamps.toMicros(row.timestamp());
        }

        @Override
        public Metadata metadata() {
            return row.metadata();
        }

        @Override
        public double distanceMeters() {
            return row instanceof Neighbor neighbor ? neighbor.distanceMeters() : Double.NaN;
        }
    }
}
