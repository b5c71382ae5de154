package io.spatio.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.Area;
import io.spatio.DistanceMetric;
import io.spatio.Identifiers;
import io.spatio.Located;
import io.spatio.Location;
import io.spatio.Namespace;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Results;
import io.spatio.Timestamps;
import io.spatio.TrackPoint;
import io.spatio.Visit;
import io.spatio.error.ObjectNotFoundException;
import io.spatio.geometry.Haversine;
import io.spatio.testkit.model.AreaOracle;
import io.spatio.testkit.model.RowsCheck;
import io.spatio.testkit.model.SphereOracle;
import io.spatio.testkit.model.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Runs every kind of query on a database and checks it against the model. */
final class Queries {
    private final ModelledDatabase database;
    private final String name;

    Queries(ModelledDatabase database, String name) {
        this.database = database;
        this.name = name;
    }

    private Namespace namespace() {
        return database.namespace(name);
    }

    private List<Location> currentWithout(QueryOptions options, String self) {
        List<Location> current = new ArrayList<>(database.current(name));
        if (options.excludingSelf()) {
            current.removeIf(location -> location.objectId().equals(self));
        }
        return current;
    }

    /**
     * Options for an answer by distance: where they continue after an id, the database must refuse the id alone, and is given the
     * object's own distance, or any where there is none.
     */
    private QueryOptions byDistance(Position center, QueryOptions options, Consumer<QueryOptions> query) {
        String after = options.afterObjectId();
        if (after == null) {
            return options;
        }
        assertThrows(IllegalArgumentException.class, () -> query.accept(options), "an id alone, where distances order");
        double distance = database.model()
                .get(name, after)
                .map(location -> meters(center, location.position()))
                .orElse(1_000.0);
        return options.after(distance, after);
    }

    private static double meters(Position a, Position b) {
        return Haversine.meters(a.lon(), a.lat(), a.altOrNaN(), b.lon(), b.lat(), b.altOrNaN());
    }

    void area(Area area, QueryOptions given) {
        Position center = AreaOracle.center(area);
        boolean byDistance = center != null;
        QueryOptions options = center == null
                ? given
                : byDistance(center, given, o -> namespace().query(area, o));
        String what = area + " with " + options;
        Results<Located> answer = namespace().query(area, options);
        Function<Position, Verdict> inside = position -> AreaOracle.contains(area, position);
        if (byDistance) {
            ToDoubleFunction<Position> distance = position -> AreaOracle.distance(area, position);
            RowsCheck.byDistance(what, database.current(name), inside, distance, options, answer);
        } else {
            RowsCheck.byId(what, database.current(name), inside, options, answer);
        }
        if (!options.inAnyOrder()) {
            Rows.checkVisitor(answer, visitor -> namespace().query(area, options, visitor));
        } else if (options.limit() == Integer.MAX_VALUE) {
            Rows.checkVisitorInAnyOrder(answer, visitor -> namespace().query(area, options, visitor));
        }
    }

    void knn(Position center, QueryOptions given) {
        QueryOptions options = byDistance(center, given, o -> namespace().knn(center, o));
        Results<Neighbor> answer = namespace().knn(center, options);
        nearest("knn of " + center + " with " + options, center, options, database.current(name), answer);
        if (!options.inAnyOrder()) {
            Rows.checkVisitor(answer, visitor -> namespace().knn(center, options, visitor));
        }
    }

    /** The k nearest are all objects, cut at the limit; without order they are still the nearest. */
    private static void nearest(
            String what, Position center, QueryOptions options, List<Location> current, Results<Neighbor> answer) {
        List<Neighbor> ordered = new ArrayList<>(answer);
        ordered.sort((a, b) -> {
            int byMeters = Double.compare(a.distanceMeters(), b.distanceMeters());
            return byMeters != 0 ? byMeters : Identifiers.compare(a.objectId(), b.objectId());
        });
        String after = options.afterObjectId();
        QueryOptions inOrder = after == null
                ? QueryOptions.limit(options.limit())
                : QueryOptions.limit(options.limit()).after(options.afterDistanceMeters(), after);
        RowsCheck.byDistance(
                what,
                current,
                position -> Verdict.INSIDE,
                position -> SphereOracle.metersWithAltitude(center, position),
                inOrder,
                options.inAnyOrder() ? Results.of(ordered, answer.truncated()) : answer);
    }

    /** Every query around an object; all must refuse an object that is not there. */
    void around(String self, double meters, QueryOptions options) {
        Optional<Location> location = database.model().get(name, self);
        if (location.isEmpty()) {
            assertThrows(ObjectNotFoundException.class, () -> namespace().queryNear(self, meters, options));
            assertThrows(ObjectNotFoundException.class, () -> namespace()
                    .queryBboxNearObject(self, meters, meters / 2, options));
            assertThrows(ObjectNotFoundException.class, () -> namespace()
                    .queryBbox3dNearObject(self, meters, meters / 2, 100, options));
            assertThrows(ObjectNotFoundException.class, () -> namespace()
                    .queryCylinderNearObject(self, 0, 100, meters, options));
            assertThrows(ObjectNotFoundException.class, () -> namespace().knnNearObject(self, options));
            return;
        }
        Position center = location.get().position();
        boxesAround(self, center, meters, options);
        circlesAround(self, center, meters, options);
    }

    private void circlesAround(String self, Position center, double meters, QueryOptions given) {
        List<Location> current = currentWithout(given, self);
        QueryOptions options = byDistance(center, given, o -> namespace().queryNear(self, meters, o));
        String what = " around " + center + " with " + options;
        Area circle = Area.circle(center, meters);
        RowsCheck.byDistance(
                "queryNear " + meters + " m" + what,
                current,
                position -> AreaOracle.contains(circle, position),
                position -> AreaOracle.distance(circle, position),
                options,
                namespace().queryNear(self, meters, options));
        nearest("knnNearObject" + what, center, options, current, namespace().knnNearObject(self, options));
        Area cylinder = Area.cylinder(center, meters, -100, 10_000);
        QueryOptions level =
                byDistance(center.withoutAlt(), given, o -> namespace().knn(center.withoutAlt(), o));
        RowsCheck.byDistance(
                "queryCylinderNearObject " + meters + " m" + what,
                current,
                position -> AreaOracle.contains(cylinder, position),
                position -> AreaOracle.distance(cylinder, position),
                level,
                namespace().queryCylinderNearObject(self, -100, 10_000, meters, level));
    }

    private void boxesAround(String self, Position center, double meters, QueryOptions options) {
        List<Location> current = currentWithout(options, self);
        String what = " around " + center + " with " + options;
        Function<Position, Verdict> inside = position -> AreaOracle.inRelativeBox(center, meters, meters / 2, position);
        RowsCheck.byId(
                "queryBboxNearObject " + meters + " x " + meters / 2 + " m" + what,
                current,
                inside,
                options,
                namespace().queryBboxNearObject(self, meters, meters / 2, options));
        RowsCheck.byId(
                "queryBbox3dNearObject " + meters + " x " + meters / 2 + " x 1000 m" + what,
                current,
                position -> inside.apply(position).and(AreaOracle.inDepth(center, 1000, position)),
                options,
                namespace().queryBbox3dNearObject(self, meters, meters / 2, 1000, options));
    }

    /** Visits are compared unless a record lies where the oracle does not decide. */
    void during(Area area, Instant from, Instant to, int limit) {
        Results<Visit> answer = namespace().queryDuring(area, from, to, limit);
        List<Visit> expected = new ArrayList<>();
        List<String> ids = new ArrayList<>(database.model().known(name));
        ids.sort(Identifiers.ORDER);
        for (String id : ids) {
            List<TrackPoint> track = database.model()
                    .track(name, id, Timestamps.toMicrosSaturated(from), Timestamps.toMicrosSaturated(to));
            if (!addVisits(id, track, area, expected)) {
                return;
            }
        }
        int kept = Math.min(limit, expected.size());
        assertEquals(
                expected.subList(0, kept),
                List.copyOf(answer),
                () -> "queryDuring " + area + " from " + from + " to " + to);
        assertEquals(expected.size() > kept, answer.truncated(), "truncated() of queryDuring");
    }

    private static boolean addVisits(String id, List<TrackPoint> track, Area area, List<Visit> visits) {
        int start = -1;
        for (int i = 0; i <= track.size(); i++) {
            Verdict verdict = i == track.size()
                    ? Verdict.OUTSIDE
                    : AreaOracle.contains(area, track.get(i).position());
            if (verdict == Verdict.UNDECIDED) {
                return false;
            }
            if (verdict == Verdict.INSIDE && start < 0) {
                start = i;
            } else if (verdict == Verdict.OUTSIDE && start >= 0) {
                visits.add(new Visit(id, track.get(start), track.get(i - 1), i - start));
                start = -1;
            }
        }
        return true;
    }

    void distances(String a, String b, Position place) {
        Optional<Position> first = database.model().get(name, a).map(Location::position);
        Optional<Position> second = database.model().get(name, b).map(Location::position);
        for (DistanceMetric metric : DistanceMetric.values()) {
            distance(metric, first, second, namespace().distanceBetween(a, b, metric));
            distance(metric, first, Optional.of(place), namespace().distanceTo(a, place, metric));
        }
    }

    private static void distance(
            DistanceMetric metric, Optional<Position> a, Optional<Position> b, OptionalDouble answer) {
        assertEquals(
                a.isPresent() && b.isPresent(), answer.isPresent(), () -> metric + " distance of " + a + " and " + b);
        if (answer.isEmpty() || (metric == DistanceMetric.RHUMB && !rhumbDecides(a.get(), b.get()))) {
            return;
        }
        double expected = SphereOracle.by(metric, a.get(), b.get());
        double margin = metric == DistanceMetric.RHUMB ? 1e-6 * expected + 1e-3 : SphereOracle.margin(expected);
        assertEquals(expected, answer.getAsDouble(), margin, () -> metric + " distance of " + a + " and " + b);
    }

    private static boolean rhumbDecides(Position a, Position b) {
        double dLat = Math.abs(a.lat() - b.lat());
        return Math.max(Math.abs(a.lat()), Math.abs(b.lat())) < 85 && (dLat == 0 || dLat > 0.1);
    }

    /** The bounding box of given locations. */
    void boxOf(List<Location> locations) {
        Frames.checkBox(locations, namespace().boundingBox());
    }

    void frames() {
        List<Location> current = database.current(name);
        Frames.checkBox(current, namespace().boundingBox());
        Frames.checkHull(current, namespace().convexHull());
        assertTrue(namespace().count() == current.size(), "count()");
    }
}
