package io.spatio.testkit.engine;

import io.spatio.Area;
import io.spatio.Deleted;
import io.spatio.DistanceMetric;
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
import io.spatio.TrackPoint;
import io.spatio.Update;
import io.spatio.Visit;
import io.spatio.Written;
import io.spatio.geometry.Envelopes;
import io.spatio.geometry.RelativeBoxes;
import io.spatio.spi.Cancellation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Geometry;

/** A namespace of the reference database. */
final class ReferenceNamespace implements Namespace {
    private final ReferenceSpatio database;
    private final String name;
    private final ReferenceWrites writes;
    private final ReferenceQueries queries;
    private final ReferenceHistory history;
    private final Map<String, Optional<Location>> cache = new ConcurrentHashMap<>();

    ReferenceNamespace(ReferenceSpatio database, String name) {
        this.database = database;
        this.name = name;
        boolean alias = database.fault == EngineFault.NAMESPACES_ALIAS && name.startsWith("a");
        String stored = alias ? "a" : name;
        writes = new ReferenceWrites(database, stored);
        queries = new ReferenceQueries(database.fault);
        history = new ReferenceHistory(database, stored);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Written upsert(String objectId, Position position, Metadata metadata) {
        return writes.upsert(objectId, position, metadata, null);
    }

    @Override
    public Written upsert(String objectId, Position position, Metadata metadata, Instant timestamp) {
        return writes.upsert(objectId, position, metadata, timestamp);
    }

    @Override
    public List<Written> upsertAll(List<Update> updates) {
        return writes.upsertAll(updates);
    }

    @Override
    public List<Written> insertTrajectory(String objectId, List<TrackPoint> points) {
        Identifiers.requireObjectId(objectId);
        return writes.insertTrajectory(objectId, points);
    }

    @Override
    public ObjectHandle object(String objectId) {
        Identifiers.requireObjectId(objectId);
        ReferenceHandle handle = new ReferenceHandle(this, objectId);
        return database.fault == EngineFault.HANDLE_ENDS
                ? new EndingHandle(handle, writes.erasures(), writes.erasures().getOrDefault(objectId, 0))
                : handle;
    }

    @Override
    public Deleted delete(String objectId) {
        return writes.delete(objectId);
    }

    @Override
    public Deleted delete(String objectId, Instant timestamp) {
        return writes.delete(objectId, timestamp);
    }

    @Override
    public long erase(String objectId) {
        return writes.erase(objectId);
    }

    @Override
    public long drop() {
        return writes.drop();
    }

    private List<Location> current() {
        return database.guarded(() -> {
            List<Location> current = new ArrayList<>();
            writes.visibleRows().forEach((id, row) -> {
                if (!row.delete()) {
                    current.add(row.location(id));
                }
            });
            if (database.fault == EngineFault.SEEN_AGAIN) {
                addWhatComesAgain(current);
            }
            return database.fault == EngineFault.STALE_READS ? history.delayed(current) : current;
        });
    }

    /** Lets others in, as a walk without a lock would, and finds what was erased before at its new place, too. */
    private void addWhatComesAgain(List<Location> current) {
        Map<String, Integer> before = Map.copyOf(writes.erasures());
        writes.letReadersIn();
        writes.erasures().forEach((id, count) -> {
            ReferenceRow row = history.rows().get(id);
            if (count > before.getOrDefault(id, 0) && row != null && !row.delete()) {
                current.add(row.location(id));
            }
        });
    }

    private List<Location> queried() {
        return database.guarded(() -> {
            database.counts.queries++;
            return current();
        });
    }

    @Override
    public Optional<Location> get(String objectId) {
        Identifiers.requireObjectId(objectId);
        Optional<Location> current =
                current().stream().filter(l -> l.objectId().equals(objectId)).findFirst();
        if (database.fault != EngineFault.GET_FROM_CACHE) {
            return current;
        }
        Optional<Location> cached = cache.remove(objectId);
        if (cached == null) {
            cache.put(objectId, current);
        }
        return cached == null ? current : cached;
    }

    @Override
    public Map<String, Location> getAll(Collection<String> objectIds, QueryOptions options) {
        requireTime(options);
        List<Location> current = current();
        Map<String, Location> found = new LinkedHashMap<>();
        objectIds.forEach(
                id -> current.stream().filter(l -> l.objectId().equals(id)).forEach(l -> found.put(id, l)));
        return found;
    }

    @Override
    public void getAll(Collection<String> objectIds, QueryOptions options, RowVisitor visitor) {
        boolean unused = show(List.copyOf(getAll(objectIds, options).values()), visitor);
    }

    @Override
    public boolean exists(String objectId) {
        return get(objectId).isPresent();
    }

    @Override
    public long count() {
        return current().size();
    }

    @Override
    public boolean forEach(QueryOptions options, RowVisitor visitor) {
        requireTime(options);
        if (options.afterObjectId() != null) {
            throw new IllegalArgumentException("after=" + options.afterObjectId() + " needs an order");
        }
        List<Location> current = current();
        int kept = Math.min(options.limit(), current.size());
        return show(current.subList(0, kept), visitor) && kept < current.size();
    }

    private void requireTime(QueryOptions options) {
        if (database.fault != EngineFault.DEADLINE_IGNORED) {
            Cancellation.of(options.deadline(), options.cancelToken()).check();
        }
    }

    private boolean show(List<? extends Located> rows, RowVisitor visitor) {
        Map<String, Long> sequences = database.sequences(name);
        return database.visiting(() -> ReferenceHandle.show(rows, sequences, visitor));
    }

    @Override
    public Results<Located> query(Area area, QueryOptions options) {
        return queries.area(queried(), area, options);
    }

    @Override
    public boolean query(Area area, QueryOptions options, RowVisitor visitor) {
        Results<Located> rows = query(area, options);
        return show(rows, visitor) && rows.truncated();
    }

    @Override
    public Results<Neighbor> knn(Position center, QueryOptions options) {
        List<Location> all = queried();
        return neighbors(queries.nearest(all, center, options));
    }

    private static Results<Neighbor> neighbors(Results<Located> rows) {
        return Results.of(rows.stream().map(Neighbor.class::cast).toList(), rows.truncated());
    }

    private static Results<Location> locations(Results<Located> rows) {
        return Results.of(rows.stream().map(Location.class::cast).toList(), rows.truncated());
    }

    @Override
    public boolean knn(Position center, QueryOptions options, RowVisitor visitor) {
        Results<Neighbor> rows = knn(center, options);
        return show(rows, visitor) && rows.truncated();
    }

    private Position self(List<Location> current, String id) {
        Identifiers.requireObjectId(id);
        return ReferenceQueries.find(current, id).position();
    }

    private Results<Located> around(List<Location> current, String id, Area area, QueryOptions options) {
        List<Location> others = new ArrayList<>(current);
        others.removeIf(l -> options.excludingSelf() && l.objectId().equals(id));
        return queries.area(others, area, options);
    }

    @Override
    public Results<Neighbor> queryNear(String objectId, double radiusMeters, QueryOptions options) {
        List<Location> current = queried();
        Area circle = Area.circle(self(current, objectId), radiusMeters);
        return neighbors(around(current, objectId, circle, options));
    }

    @Override
    public Results<Location> queryBboxNearObject(
            String objectId, double widthMeters, double heightMeters, QueryOptions options) {
        List<Location> current = queried();
        Position self = self(current, objectId);
        Area.Box box = RelativeBoxes.around(self, widthMeters, heightMeters);
        if (database.fault == EngineFault.RELATIVE_BOX_IN_DEGREES) {
            double half = Math.min(1, widthMeters / 111_000) / 2;
            box = Area.box(
                    Math.max(-180, self.lon() - half), box.south(), Math.min(180, self.lon() + half), box.north());
        }
        return locations(around(current, objectId, box, options));
    }

    @Override
    public Results<Location> queryBbox3dNearObject(
            String objectId, double widthMeters, double heightMeters, double depthMeters, QueryOptions options) {
        List<Location> current = queried();
        Area box = RelativeBoxes.around(self(current, objectId), widthMeters, heightMeters, depthMeters);
        return locations(around(current, objectId, box, options));
    }

    @Override
    public Results<Neighbor> queryCylinderNearObject(
            String objectId, double minAlt, double maxAlt, double radiusMeters, QueryOptions options) {
        List<Location> current = queried();
        Area cylinder = Area.cylinder(self(current, objectId), radiusMeters, minAlt, maxAlt);
        return neighbors(around(current, objectId, cylinder, options));
    }

    @Override
    public Results<Neighbor> knnNearObject(String objectId, QueryOptions options) {
        List<Location> current = queried();
        Position center = self(current, objectId);
        List<Location> others = new ArrayList<>(current);
        others.removeIf(l -> options.excludingSelf() && l.objectId().equals(objectId));
        return neighbors(queries.nearest(others, center, options));
    }

    @Override
    public Results<TrackPoint> queryTrajectory(String objectId, Instant from, Instant to, HistoryOptions options) {
        Identifiers.requireObjectId(objectId);
        return history.trajectory(objectId, from, to, options);
    }

    @Override
    public Stream<TrackPoint> streamTrajectory(String objectId, Instant from, Instant to, HistoryOptions options) {
        Identifiers.requireObjectId(objectId);
        return history.stream(objectId, from, to, options);
    }

    @Override
    public Results<Visit> queryDuring(Area area, Instant from, Instant to, HistoryOptions options) {
        return history.during(area, from, to, options);
    }

    @Override
    public OptionalDouble distanceBetween(String objectId, String otherId, DistanceMetric metric) {
        Optional<Location> other = get(otherId);
        return other.isEmpty()
                ? OptionalDouble.empty()
                : distanceTo(objectId, other.get().position(), metric);
    }

    @Override
    public OptionalDouble distanceTo(String objectId, Position place, DistanceMetric metric) {
        Optional<Location> object = get(objectId);
        return object.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(queries.distance(object.get().position(), place, metric));
    }

    private static double[] values(List<Location> current, java.util.function.ToDoubleFunction<Position> value) {
        return current.stream()
                .mapToDouble(l -> value.applyAsDouble(l.position()))
                .toArray();
    }

    @Override
    public Optional<Geometry> convexHull(QueryOptions options) {
        requireTime(options);
        List<Location> current = queried();
        return Envelopes.convexHull(values(current, Position::lon), values(current, Position::lat), current.size());
    }

    @Override
    public Optional<Area.Box> boundingBox(QueryOptions options) {
        requireTime(options);
        List<Location> current = queried();
        double[] lons = values(current, Position::lon);
        double[] lats = values(current, Position::lat);
        if (database.fault == EngineFault.BOUNDING_BOX_PLANAR && !current.isEmpty()) {
            return Optional.of(Area.box(
                    Arrays.stream(lons).min().orElse(0),
                    Arrays.stream(lats).min().orElse(0),
                    Arrays.stream(lons).max().orElse(0),
                    Arrays.stream(lats).max().orElse(0)));
        }
        return Envelopes.boundingBox(lons, lats, current.size());
    }
}
