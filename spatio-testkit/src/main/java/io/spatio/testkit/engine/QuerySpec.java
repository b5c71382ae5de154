package io.spatio.testkit.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.spatio.Area;
import io.spatio.DistanceMetric;
import io.spatio.Located;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Namespace;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Results;
import io.spatio.Update;
import io.spatio.testkit.generators.Areas;
import io.spatio.testkit.harness.Spec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Points 1 to 5 of the contract: what queries on current positions answer. */
public abstract class QuerySpec {
    private static final String FLEET = "fleet";

    private final DatabaseSource source;

    /** Tests the databases of a source. */
    protected QuerySpec(DatabaseSource source) {
        this.source = source;
    }

    private static List<String> ids(List<? extends Located> rows) {
        return rows.stream().map(Located::objectId).toList();
    }

    @Test
    @Spec(
            value = "1. finds everything within a radius at high latitudes, where r/(R cos φ) is too narrow",
            unlike = "D7")
    void wideCirclesAtHighLatitudes() {
        source.inMemory(database -> {
            Queries queries = new Queries(database, FLEET);
            for (int i = 0; i < 720; i++) {
                database.upsert(FLEET, "a" + i, Position.of(i * 0.25 - 90, 60 + i % 40 * 0.1));
                database.upsert(FLEET, "b" + i, Position.of(i * 0.5 - 180, 89.9 + i % 10 * 0.01));
            }
            database.upsert(FLEET, "edge-60", Position.of(18.2, 62.32));
            database.upsert(FLEET, "edge-45", Position.of(6.365, 45.25));
            for (double[] circle : new double[][] {
                {0, 60, 1_000_000},
                {0, 45, 500_000},
                {0, 89.95, 5_000},
                {179, 89.95, 5_600},
                {0, 62.3, 940_000},
                {-90, 89.99, 12_000},
                {0, -89.95, 30_000},
                {10, 70, 2_223_900}
            }) {
                queries.area(Area.circle(Position.of(circle[0], circle[1]), circle[2]), QueryOptions.ALL);
            }
        });
    }

    @Test
    @Spec(value = "1. sees no edge at ±180: radius, cylinder, knn, boxes, polygons, hull, bounding box", unlike = "D8")
    void antimeridian() {
        source.inMemory(database -> {
            double[] lons = {-180, 180, 179.99, -179.99, 179, -179, 170, -170, 0, Math.nextDown(180.0)};
            for (int i = 0; i < lons.length; i++) {
                database.upsert(FLEET, "n" + i, Position.of(lons[i], 5));
                database.upsert(FLEET, "s" + i, Position.of(lons[i], -5, 100));
                database.upsert("line", "l" + i, Position.of(Math.abs(lons[i]) < 100 ? 175 : lons[i], i));
            }
            Queries queries = new Queries(database, FLEET);
            for (double lon : new double[] {-180, 180, 179.995, -175}) {
                queries.area(Area.circle(Position.of(lon, 0), 700_000), QueryOptions.ALL);
                queries.area(Area.circle(Position.of(lon, 5), 0), QueryOptions.ALL);
                queries.area(Area.cylinder(Position.of(lon, 0), 700_000, 50, 200), QueryOptions.ALL);
                queries.knn(Position.of(lon, 4), QueryOptions.limit(7));
            }
            queries.area(Area.box(179, -10, -179, 10), QueryOptions.ALL);
            queries.area(Area.box(180, -10, -180, 10), QueryOptions.ALL);
            queries.area(Area.box(-180, -10, -180, 10), QueryOptions.ALL);
            queries.area(Area.box(180, 5, 180, 5), QueryOptions.ALL);
            queries.area(Area.box3d(170, -10, 0, -170, 10, 99), QueryOptions.ALL);
            Areas.polygons().forEach(polygon -> queries.area(polygon, QueryOptions.ALL));
            new Queries(database, "line").frames();
            Area.Box box = database.namespace("line").boundingBox().orElseThrow();
            assertTrue(box.crossesAntimeridian() && box.widthDegrees() < 21, () -> "bounding box is " + box);
            for (String id : List.of("n0", "n1", "n2", "s3")) {
                queries.around(id, 400_000, QueryOptions.ALL);
                queries.distances(id, "n4", Position.of(180, 80));
            }
        });
    }

    @Test
    @Spec(value = "1. sees all longitudes around a pole, where longitude is irrelevant", unlike = "D9")
    void poles() {
        source.inMemory(database -> {
            for (int lon = -180; lon <= 180; lon += 20) {
                for (double lat : new double[] {90, 89.999, 89, 85, -85, -90}) {
                    database.upsert(FLEET, lon + "/" + lat, Position.of(lon, lat));
                }
            }
            Queries queries = new Queries(database, FLEET);
            for (double radius : new double[] {0, 1, 112, 120_000, 600_000, 20_015_200}) {
                queries.area(Area.circle(Position.of(33, 90), radius), QueryOptions.ALL);
                queries.area(Area.circle(Position.of(33, 89.5), radius), QueryOptions.ALL);
                queries.area(Area.cylinder(Position.of(-77, -90), radius, -1, 1), QueryOptions.ALL);
            }
            queries.knn(Position.of(5, 90), QueryOptions.limit(25));
            queries.knn(Position.of(5, -89.9999), QueryOptions.limit(25));
            queries.area(Area.box(10, 89, 20, 90), QueryOptions.ALL);
            queries.area(Area.box(10, 90, 10, 90), QueryOptions.ALL);
            queries.area(Area.box(100, -90, -100, -89), QueryOptions.ALL);
            Areas.polygons().forEach(polygon -> queries.area(polygon, QueryOptions.ALL));
            for (String id : List.of("0/90.0", "100/89.999", "-180/-90.0", "20/85.0")) {
                queries.around(id, 0, QueryOptions.ALL);
                queries.around(id, 250_000, QueryOptions.ALL);
                queries.around(id, 2_000_000, QueryOptions.ALL);
            }
        });
    }

    @Test
    @Spec(value = "1. knn is exact in metres and in that order: 50 km east at 60° N beats 67 km north", unlike = "D6")
    void nearestInMeters() {
        source.inMemory(database -> {
            database.upsert(FLEET, "north", Position.of(0, 60.6));
            database.upsert(FLEET, "east", Position.of(0.9, 60));
            Namespace fleet = database.namespace(FLEET);
            assertEquals(List.of("east", "north"), ids(fleet.knn(Position.of(0, 60), 2)));
            assertEquals(List.of("east"), ids(fleet.knn(Position.of(0, 60), 1)));
            database.upsert("sky", "overhead", Position.of(10, 50, 1000));
            database.upsert("sky", "far", Position.of(15, 50, 0));
            assertEquals(List.of("overhead"), ids(database.namespace("sky").knn(Position.of(10, 50, 0), 1)));
            Queries queries = new Queries(database, FLEET);
            for (int i = 0; i < 300; i++) {
                database.upsert(FLEET, "g" + i, Position.of(i % 20 * 0.3 - 3, 58 + i % 17 * 0.25));
            }
            for (int k : new int[] {0, 1, 2, 10, 300, 302, 1000, Integer.MAX_VALUE}) {
                queries.knn(Position.of(0, 60), QueryOptions.limit(k));
            }
        });
    }

    @Test
    @Spec("1. takes radii from 0 to once around the Earth, and positions that differ by one bit")
    void radii() {
        source.inMemory(database -> {
            Position here = Position.of(13.4, 52.5);
            database.upsert(FLEET, "here", here);
            database.upsert(FLEET, "bit", Position.of(Math.nextUp(13.4), 52.5));
            database.upsert(FLEET, "antipode", Position.of(-166.6, -52.5));
            database.upsert(FLEET, "near antipode", Position.of(-166.59, -52.5));
            Queries queries = new Queries(database, FLEET);
            for (double radius : new double[] {0, 1e-3, 20_015_000, 20_015_114, 20_015_116, 30_000_000, 40_075_017}) {
                queries.area(Area.circle(here, radius), QueryOptions.ALL);
            }
            assertEquals(
                    4,
                    database.namespace(FLEET)
                            .queryRadius(here, Area.MAX_RADIUS_METERS, 10)
                            .size());
            queries.knn(here, QueryOptions.ALL);
        });
    }

    @Test
    @Spec(value = "2. measures horizontally from a centre without altitude, in space from one with it", unlike = "D36")
    void altitude() {
        source.inMemory(database -> {
            Position ground = Position.of(10, 50);
            database.upsert(FLEET, "absent", ground);
            database.upsert(FLEET, "zero", Position.of(10, 50, 0));
            database.upsert(FLEET, "high", Position.of(10, 50, 10_000));
            database.upsert(FLEET, "deep", Position.of(10, 50, -400));
            database.checkAll();
            Namespace fleet = database.namespace(FLEET);
            assertEquals(4, fleet.queryRadius(ground, 5_000, 10).size());
            assertEquals(List.of("absent", "zero", "deep"), ids(fleet.queryRadius(Position.of(10, 50, 0), 5_000, 10)));
            assertEquals(List.of("high"), ids(fleet.queryRadius(Position.of(10, 50, 10_000), 5_000, 10)));
            assertFalse(fleet.get("absent").orElseThrow().position().hasAlt());
            Queries queries = new Queries(database, FLEET);
            queries.area(Area.cylinder(Position.of(10, 50, 99_999), 10, -1, 1), QueryOptions.ALL);
            queries.area(Area.box3d(9, 49, 0, 11, 51, 10_000), QueryOptions.ALL);
            queries.area(Area.box3d(9, 49, -400, 11, 51, -400), QueryOptions.ALL);
            queries.around("high", 100, QueryOptions.ALL);
            queries.around("absent", 500, QueryOptions.ALL);
        });
    }

    @Test
    @Spec(value = "3. takes a limit up to Integer.MAX_VALUE everywhere and pays only for what it finds", unlike = "D5")
    void hugeLimits() {
        source.inMemory(database -> {
            for (int i = 0; i < 20; i++) {
                database.upsert(FLEET, "t" + i, Position.of(i, i));
            }
            Queries queries = new Queries(database, FLEET);
            QueryOptions huge = QueryOptions.limit(Integer.MAX_VALUE);
            queries.area(Area.circle(Position.of(5, 5), 1_000_000), huge);
            queries.area(Area.cylinder(Position.of(5, 5), 1_000_000, -1, 1), huge);
            queries.area(Area.Box.WORLD, huge);
            queries.area(Area.Box.WORLD, huge.unordered());
            Areas.polygons().forEach(polygon -> queries.area(polygon, huge));
            queries.knn(Position.of(5, 5), huge);
            queries.around("t3", 1_000_000, huge);
            queries.during(Area.Box.WORLD, java.time.Instant.MIN, java.time.Instant.MAX, Integer.MAX_VALUE);
            database.checkTrack(FLEET, "t3", java.time.Instant.MIN, java.time.Instant.MAX, Integer.MAX_VALUE);
        });
    }

    @Test
    @Spec(value = "3. pages through any answer with limit and after, nothing twice, nothing left out", unlike = "D29")
    void pages() {
        source.inMemory(database -> {
            for (int i = 0; i < 57; i++) {
                database.upsert(FLEET, "t" + i, Position.of(i % 9, i % 5));
            }
            List<Area> areas = new ArrayList<>(Areas.polygons());
            areas.add(Area.Box.WORLD);
            areas.add(Area.circle(Position.of(4, 2), 400_000));
            areas.add(Area.cylinder(Position.of(4, 2), 400_000, -1, 1));
            Namespace fleet = database.namespace(FLEET);
            for (Area area : areas) {
                List<Located> whole = fleet.query(area, QueryOptions.ALL);
                List<Located> paged = new ArrayList<>();
                QueryOptions page = QueryOptions.limit(5);
                Results<Located> rows = fleet.query(area, page);
                paged.addAll(rows);
                while (rows.truncated()) {
                    rows = fleet.query(area, page.after(paged.get(paged.size() - 1)));
                    assertFalse(rows.isEmpty(), "a page after truncated() has rows");
                    paged.addAll(rows);
                }
                assertEquals(List.copyOf(whole), paged, () -> "pages of " + area);
            }
            List<Neighbor> all = fleet.knn(Position.of(4, 2), QueryOptions.ALL);
            Results<Neighbor> second =
                    fleet.knn(Position.of(4, 2), QueryOptions.limit(10).after(all.get(9)));
            assertEquals(all.subList(10, 20), List.copyOf(second));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> fleet.knn(Position.of(4, 2), QueryOptions.limit(10).after("t1")));
            Neighbor tenth = all.get(9);
            database.delete(FLEET, tenth.objectId());
            assertEquals(
                    all.subList(10, 20),
                    List.copyOf(
                            fleet.knn(Position.of(4, 2), QueryOptions.limit(10).after(tenth))),
                    "a page after a row that is deleted");
        });
    }

    @Test
    @Spec("3. orders 20,000 objects in one point by id, at the limit and after any of them")
    void manyInOnePoint() {
        source.inMemory(database -> {
            Position here = Position.of(180, 52.5);
            List<Update> updates = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                updates.add(Update.of("t" + i, here, Metadata.NONE, Instant.EPOCH));
            }
            database.upsertAll(FLEET, updates);
            Queries queries = new Queries(database, FLEET);
            Position sameMeridian = Position.of(-180, 52.5);
            for (QueryOptions options :
                    List.of(QueryOptions.limit(7), QueryOptions.limit(7).after("t9998"), QueryOptions.ALL)) {
                queries.area(Area.circle(sameMeridian, 0), options);
                queries.area(Area.box(-180, 52.5, -180, 52.5), options);
                queries.knn(here, options);
            }
            for (int i = 0; i < 20_000; i += 3) {
                database.upsert(FLEET, "t" + i, Position.of(-180, 52.5 + i * 1e-9));
            }
            queries.knn(here, QueryOptions.limit(500));
            queries.area(Area.circle(here, 1), QueryOptions.limit(500));
        });
    }

    @Test
    @Spec(
            value = "4. takes degenerate and crossing boxes, edges included; polygons with holes, boundaries inside",
            unlike = "D39")
    void boxesAndPolygons() {
        source.inMemory(database -> {
            for (int lon = -180; lon <= 180; lon += 5) {
                for (int lat = -90; lat <= 90; lat += 5) {
                    database.upsert(FLEET, lon + "/" + lat, Position.of(lon, lat));
                }
            }
            Queries queries = new Queries(database, FLEET);
            for (double[] box : new double[][] {
                {10, 10, 10, 10}, {10, 10, 20, 10}, {10, 10, 10, 20}, {-180, -90, 180, 90}, {175, 0, -175, 10},
                {1, -90, -1, 90}, {0, 0, 0.001, 0.001}, {180, 0, 180, 0}, {-180, 0, -180, 0}, {180, 0, -180, 5}
            }) {
                queries.area(Area.box(box[0], box[1], box[2], box[3]), QueryOptions.ALL);
                queries.area(Area.box(box[0], box[1], box[2], box[3]), QueryOptions.limit(3));
            }
            Areas.polygons().forEach(polygon -> queries.area(polygon, QueryOptions.ALL));
            Results<Location> holed = database.namespace(FLEET)
                    .queryPolygon(((Area.PolygonArea) Areas.polygons().get(0)).geometry(), QueryOptions.ALL);
            assertEquals(25, holed.size(), "a hole's own boundary is inside");
            new Queries(database, FLEET).frames();
        });
    }

    @Test
    @Spec("4. frames objects smallest: hull of one and two places is a Point and a LineString; poles widen nothing")
    void frames() {
        source.inMemory(database -> {
            Queries queries = new Queries(database, FLEET);
            queries.frames();
            database.upsert(FLEET, "a", Position.of(179, 10));
            queries.frames();
            assertEquals("Point", hullType(database));
            database.upsert(FLEET, "b", Position.of(-179, 12));
            queries.frames();
            assertEquals("LineString", hullType(database));
            database.upsert(FLEET, "c", Position.of(178, 20));
            database.upsert(FLEET, "d", Position.of(180, 11));
            queries.frames();
            assertEquals("Polygon", hullType(database));
            database.upsert(FLEET, "pole", Position.of(20, 90));
            queries.frames();
            database.delete(FLEET, "c");
            database.delete(FLEET, "pole");
            queries.frames();
        });
    }

    private static String hullType(ModelledDatabase database) {
        return database.namespace(FLEET).convexHull().orElseThrow().getGeometryType();
    }

    @Test
    @Spec(
            value = "5. around an object: itself included unless excludeSelf; boxes in metres, everywhere",
            unlike = "D37")
    void aroundObjects() {
        source.inMemory(database -> {
            double[][] places = {
                {0, 0},
                {0.001, 0},
                {0, 0.001},
                {180, 0},
                {-179.999, 0},
                {10, 89.99},
                {-170, 89.995},
                {5, -90},
                {100, 60},
                {100.01, 60},
                {100, 60.005}
            };
            for (int i = 0; i < places.length; i++) {
                database.upsert(FLEET, "p" + i, Position.of(places[i][0], places[i][1], i * 100));
            }
            Queries queries = new Queries(database, FLEET);
            for (int i = 0; i <= places.length; i++) {
                for (double meters : new double[] {0, 222, 300, 5_000, 30_000_000, 40_075_017}) {
                    queries.around("p" + i, meters, QueryOptions.ALL);
                    queries.around("p" + i, meters, QueryOptions.limit(2).excludeSelf());
                }
            }
            assertEquals(List.of("p0"), ids(database.namespace(FLEET).queryNear("p0", 0, 5)));
            assertEquals(List.of(), ids(database.namespace(FLEET).queryNear("p0", 0, QueryOptions.ALL.excludeSelf())));
            assertEquals(
                    "p0",
                    database.namespace(FLEET).knnNearObject("p0", 3).get(0).objectId());
        });
    }

    @Test
    @Spec("measures by every metric, also between places nearly opposite each other, at the poles and at ±180")
    void distances() {
        source.inMemory(database -> {
            double[][] places = {
                {0, 45}, {180, -45}, {-180, -45}, {179.6, -45}, {-179.5, -45}, {12.3, -45}, {-167.7, 45}, {-167.3, 45},
                {0, 0}, {180, 0}, {179.5, 0.1}, {30, 90}, {-30, 90}, {0, -90}, {174.81, -41.32}, {-5.5, 40.96},
                {-179.9844561231762, 45}, {0.4428278873642528, -45} // GeographicLib 2.0 says NaN
            };
            for (int i = 0; i < places.length; i++) {
                database.upsert(FLEET, "p" + i, Position.of(places[i][0], places[i][1], i * 1000));
            }
            Queries queries = new Queries(database, FLEET);
            for (int i = 0; i < places.length; i++) {
                for (int j = 0; j <= places.length; j++) {
                    queries.distances("p" + i, "p" + j, Position.of(places[i][0] / 2, -places[i][1]));
                }
            }
            Namespace fleet = database.namespace(FLEET);
            // Karney's example, Wellington to Salamanca; and half of the meridian.
            assertEquals(19_959_679.267, geodesic(fleet, "p14", "p15"), 1e-3);
            assertEquals(2 * 10_001_965.729_3, geodesic(fleet, "p0", "p1"), 1e-3);
        });
    }

    private static double geodesic(Namespace fleet, String a, String b) {
        return fleet.distanceBetween(a, b, DistanceMetric.GEODESIC).orElseThrow();
    }
}
