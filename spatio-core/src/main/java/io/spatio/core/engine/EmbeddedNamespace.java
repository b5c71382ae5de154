package io.spatio.core.engine;

import static java.util.Objects.requireNonNull;

import io.spatio.Area;
import io.spatio.Deleted;
import io.spatio.DistanceMetric;
import io.spatio.EventTransfer;
import io.spatio.HistoryOptions;
import io.spatio.Identifiers;
import io.spatio.Located;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Neighbor;
import io.spatio.ObjectHandle;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Results;
import io.spatio.RowVisitor;
import io.spatio.Stats.Operation;
import io.spatio.TrackPoint;
import io.spatio.Update;
import io.spatio.Visit;
import io.spatio.Written;
import io.spatio.geometry.RelativeBoxes;
import io.spatio.spi.Cancellation;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * A namespace as its users see it: checks arguments, counts calls, and hands on to the parts that do the work.
 *
 * <p>The hot state comes into being with the first write, so a namespace that is only asked costs nothing.
 */
final class EmbeddedNamespace implements Namespace, EventTransfer {
    private final Engine engine;
    private final NamespaceAccess access;
    private final CurrentPositions positions;
    private final AroundObject around;
    private final History history;
    private final EventTransfer transfer;

    EmbeddedNamespace(Engine engine, NamespaceRegistry registry, String name) {
        this.engine = engine;
        this.access = new NamespaceAccess(engine, registry, name);
        this.positions = new CurrentPositions(access);
        this.around = new AroundObject(access);
        this.history = new History(engine, name);
        this.transfer = new NamespaceTransfer(access);
    }

    @Override
    public String name() {
        return access.name;
    }

    // ---- write --------------------------------------------------------------------------------------------------

    @Override
    public Written upsert(String objectId, Position position, Metadata metadata) {
        return upsert(Identifiers.requireObjectId(objectId), -1, position, metadata, null);
    }

    @Override
    public Written upsert(String objectId, Position position, Metadata metadata, Instant timestamp) {
        return upsert(
                Identifiers.requireObjectId(objectId), -1, position, metadata, requireNonNull(timestamp, "timestamp"));
    }

    Written upsert(String objectId, int hint, Position position, Metadata metadata, @Nullable Instant timestamp) {
        requireNonNull(position, "position");
        requireNonNull(metadata, "metadata");
        engine.requireWritable();
        Lifecycle.Caller caller = engine.lifecycle.enter();
        try {
            long micros = engine.writeMicros(timestamp);
            engine.requireMetadata(metadata);
            while (true) {
                Written written = access.findOrCreate().writer().upsert(objectId, hint, position, metadata, micros);
                if (written != null) {
                    return written;
                }
            }
        } catch (RuntimeException | Error e) {
            access.forgetIfEmpty();
            throw e;
        } finally {
            engine.lifecycle.exit(caller);
        }
    }

    @Override
    public List<Written> upsertAll(List<Update> updates) {
        requireNonNull(updates, "updates");
        engine.requireWritable();
        return access.call(() -> {
            BatchCheck elements = new BatchCheck(engine, updates.size());
            for (Update update : updates) {
                elements.requireElement(update);
                elements.add(update.objectId(), update.position(), update.metadata(), update.timestamp());
            }
            return write(elements.checked());
        });
    }

    private List<Written> write(BatchWriter.Elements elements) {
        return elements.size() == 0
                ? List.of()
                : access.write(parts -> parts.batches().write(elements));
    }

    @Override
    public List<Written> insertTrajectory(String objectId, List<TrackPoint> points) {
        Identifiers.requireObjectId(objectId);
        requireNonNull(points, "points");
        engine.requireWritable();
        return access.call(() -> {
            BatchCheck elements = new BatchCheck(engine, points.size());
            for (TrackPoint point : points) {
                elements.requireElement(point);
                elements.add(objectId, point.position(), point.metadata(), point.timestamp());
            }
            return write(elements.checked());
        });
    }

    @Override
    public ObjectHandle object(String objectId) {
        engine.lifecycle.requireOpen();
        return new EmbeddedObject(this, access, Identifiers.requireObjectId(objectId));
    }

    @Override
    public Deleted delete(String objectId) {
        return deleteAt(objectId, null);
    }

    @Override
    public Deleted delete(String objectId, Instant timestamp) {
        return deleteAt(objectId, requireNonNull(timestamp, "timestamp"));
    }

    private Deleted deleteAt(String objectId, @Nullable Instant timestamp) {
        Identifiers.requireObjectId(objectId);
        engine.requireWritable();
        return access.call(() -> {
            long micros = engine.writeMicros(timestamp);
            return access.ask(Writer.NOTHING_DELETED, known -> known.writer().delete(objectId, micros));
        });
    }

    @Override
    public void putDelete(String objectId, Instant timestamp, Optional<Instant> madeAt) {
        transfer.putDelete(objectId, timestamp, madeAt);
    }

    @Override
    public void forEachEvent(Visitor visitor) {
        transfer.forEachEvent(visitor);
    }

    @Override
    public long erase(String objectId) {
        Identifiers.requireObjectId(objectId);
        engine.requireWritable();
        return access.write(parts -> parts.writer().erase(objectId));
    }

    @Override
    public long drop() {
        engine.requireWritable();
        return access.write(parts -> parts.writer().drop());
    }

    // ---- look up ------------------------------------------------------------------------------------------------

    @Override
    public Optional<Location> get(String objectId) {
        Lifecycle.Caller caller = engine.lifecycle.enter();
        try {
            NamespaceParts known = access.find();
            RowState row = new RowState();
            return NamespaceAccess.read(known, objectId, row) ? Optional.of(row.toLocation()) : Optional.empty();
        } finally {
            engine.lifecycle.exit(caller);
        }
    }

    @Override
    public Map<String, Location> getAll(Collection<String> objectIds, QueryOptions options) {
        Map<String, Location> found = new LinkedHashMap<>();
        readAll(objectIds, options, row -> {
            found.put(row.objectId, row.toLocation());
            return true;
        });
        return found;
    }

    @Override
    public void getAll(Collection<String> objectIds, QueryOptions options, RowVisitor visitor) {
        requireNonNull(visitor, "visitor");
        readAll(objectIds, options, visitor::visit);
    }

    private void readAll(Collection<String> objectIds, QueryOptions options, Predicate<RowState> visitor) {
        requireNonNull(objectIds, "objectIds");
        requireNonNull(options, "options");
        Lifecycle.Caller caller = engine.lifecycle.enter();
        try {
            objectIds.forEach(Identifiers::requireObjectId);
            Cancellation cancellation = Queries.cancellation(options);
            NamespaceParts known = access.find();
            RowState row = new RowState();
            for (String objectId : objectIds) {
                cancellation.check();
                if (NamespaceAccess.read(known, objectId, row) && !visitor.test(row)) {
                    return;
                }
            }
        } finally {
            engine.lifecycle.exit(caller);
        }
    }

    @Override
    public boolean exists(String objectId) {
        return access.call(() -> NamespaceAccess.read(access.find(), objectId, new RowState()));
    }

    @Override
    public long count() {
        return access.ask(0L, known -> (long) known.hot().count());
    }

    @Override
    public boolean forEach(QueryOptions options, RowVisitor visitor) {
        requireNonNull(options, "options");
        requireNonNull(visitor, "visitor");
        engine.counts.count(Operation.QUERIES);
        return access.call(() -> positions.visitEvery(options, visitor));
    }

    // ---- current positions --------------------------------------------------------------------------------------

    @Override
    public Results<Located> query(Area area, QueryOptions options) {
        requireNonNull(area, "area");
        requireNonNull(options, "options");
        engine.counts.count(Operation.QUERIES);
        Lifecycle.Caller caller = engine.lifecycle.enter();
        try {
            return positions.search(area, options).toResults(Queries.centerOf(area) != null);
        } finally {
            engine.lifecycle.exit(caller);
        }
    }

    @Override
    public boolean query(Area area, QueryOptions options, RowVisitor visitor) {
        requireNonNull(area, "area");
        requireNonNull(options, "options");
        requireNonNull(visitor, "visitor");
        engine.counts.count(Operation.QUERIES);
        return access.call(() -> positions.visit(area, options, visitor));
    }

    @Override
    public Results<Neighbor> knn(Position center, QueryOptions options) {
        requireNonNull(center, "center");
        requireNonNull(options, "options");
        engine.counts.count(Operation.QUERIES);
        Lifecycle.Caller caller = engine.lifecycle.enter();
        try {
            return positions.nearest(center, options).toNeighbors();
        } finally {
            engine.lifecycle.exit(caller);
        }
    }

    @Override
    public boolean knn(Position center, QueryOptions options, RowVisitor visitor) {
        requireNonNull(center, "center");
        requireNonNull(options, "options");
        requireNonNull(visitor, "visitor");
        engine.counts.count(Operation.QUERIES);
        return access.call(() -> positions.nearest(center, options).visit(visitor));
    }

    // ---- around an object ---------------------------------------------------------------------------------------

    @Override
    public Results<Neighbor> queryNear(String objectId, double radiusMeters, QueryOptions options) {
        return around.search(objectId, options, center -> Area.circle(center, radiusMeters))
                .toNeighbors();
    }

    @Override
    public Results<Location> queryBboxNearObject(
            String objectId, double widthMeters, double heightMeters, QueryOptions options) {
        return around.search(objectId, options, center -> RelativeBoxes.around(center, widthMeters, heightMeters))
                .toLocations();
    }

    @Override
    public Results<Location> queryBbox3dNearObject(
            String objectId, double widthMeters, double heightMeters, double depthMeters, QueryOptions options) {
        return around.search(
                        objectId,
                        options,
                        center -> RelativeBoxes.around(center, widthMeters, heightMeters, depthMeters))
                .toLocations();
    }

    @Override
    public Results<Neighbor> queryCylinderNearObject(
            String objectId, double minAlt, double maxAlt, double radiusMeters, QueryOptions options) {
        return around.search(objectId, options, center -> Area.cylinder(center, radiusMeters, minAlt, maxAlt))
                .toNeighbors();
    }

    @Override
    public Results<Neighbor> knnNearObject(String objectId, QueryOptions options) {
        return around.nearest(objectId, options).toNeighbors();
    }

    // ---- history ------------------------------------------------------------------------------------------------

    @Override
    public Results<TrackPoint> queryTrajectory(String objectId, Instant from, Instant to, HistoryOptions options) {
        Identifiers.requireObjectId(objectId);
        requireRange(from, to);
        requireNonNull(options, "options");
        engine.counts.count(Operation.QUERIES);
        return access.call(() -> history.trajectory(objectId, from, to, options));
    }

    @Override
    public Stream<TrackPoint> streamTrajectory(String objectId, Instant from, Instant to, HistoryOptions options) {
        Identifiers.requireObjectId(objectId);
        requireRange(from, to);
        requireNonNull(options, "options");
        engine.counts.count(Operation.QUERIES);
        return access.call(() -> history.stream(objectId, from, to, options));
    }

    @Override
    public Results<Visit> queryDuring(Area area, Instant from, Instant to, HistoryOptions options) {
        requireNonNull(area, "area");
        requireRange(from, to);
        requireNonNull(options, "options");
        engine.counts.count(Operation.QUERIES);
        return access.call(() -> history.during(area, from, to, options));
    }

    private static void requireRange(Instant from, Instant to) {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
    }

    // ---- measures -----------------------------------------------------------------------------------------------

    @Override
    public OptionalDouble distanceBetween(String objectId, String otherId, DistanceMetric metric) {
        Identifiers.requireObjectId(objectId);
        Identifiers.requireObjectId(otherId);
        requireNonNull(metric, "metric");
        return access.query(OptionalDouble.empty(), known -> {
            RowState row = new RowState();
            RowState other = new RowState();
            return NamespaceAccess.read(known, objectId, row) && NamespaceAccess.read(known, otherId, other)
                    ? OptionalDouble.of(Measures.distance(row.toPosition(), other.toPosition(), metric))
                    : OptionalDouble.empty();
        });
    }

    @Override
    public OptionalDouble distanceTo(String objectId, Position place, DistanceMetric metric) {
        Identifiers.requireObjectId(objectId);
        requireNonNull(place, "place");
        requireNonNull(metric, "metric");
        return access.query(OptionalDouble.empty(), known -> {
            RowState row = new RowState();
            return NamespaceAccess.read(known, objectId, row)
                    ? OptionalDouble.of(Measures.distance(row.toPosition(), place, metric))
                    : OptionalDouble.empty();
        });
    }

    @Override
    public Optional<Geometry> convexHull(QueryOptions options) {
        requireNonNull(options, "options");
        return access.call(() -> positions.measure(options, Measures::convexHull));
    }

    @Override
    public Optional<Area.Box> boundingBox(QueryOptions options) {
        requireNonNull(options, "options");
        return access.call(() -> positions.measure(options, Measures::boundingBox));
    }
}
