package io.spatio.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import io.spatio.Area;
import io.spatio.Position;
import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.algorithm.locate.SimplePointInAreaLocator;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Location;
import org.locationtech.jts.geom.Polygon;

/** Every region against the plain definition, and against the promises that indexes rely on. */
class RegionsTest {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private interface Oracle {
        boolean contains(double lon, double lat, double alt);
    }

    @Test
    void circles() {
        Places.repeat(0.6, places -> checkRound(places, RegionsTest::circle));
    }

    @Test
    void boxes() {
        Places.repeat(0.3, places -> checkRound(places, RegionsTest::box));
    }

    @Test
    void boxesWithAltitudes() {
        Places.repeat(0.2, places -> checkRound(places, RegionsTest::box3d));
    }

    @Test
    void cylinders() {
        Places.repeat(0.3, places -> checkRound(places, RegionsTest::cylinder));
    }

    @Test
    void polygons() {
        Places.repeat(0.6, places -> checkRound(places, RegionsTest::polygon));
    }

    /** An area, its definition, and a place near its edge to try. */
    private record Case(Area area, Oracle oracle, Function<Places, double[]> edge) {}

    private static Case circle(Places places) {
        Position center = new Position(places.lon(), places.lat(), places.alt());
        double radius = places.radius();
        return new Case(
                Area.circle(center, radius),
                (lon, lat, alt) ->
                        Haversine.meters(center.lon(), center.lat(), center.altOrNaN(), lon, lat, alt) <= radius,
                p -> p.about(center.lon(), center.lat(), radius));
    }

    private static Case cylinder(Places places) {
        Position center = new Position(places.lon(), places.lat(), places.alt());
        double radius = places.radius();
        double low = places.random.nextBoolean() ? -11_000 : places.random.nextDouble(-11_000, 1000);
        double high = places.random.nextBoolean() ? 100_000 : places.random.nextDouble(1000, 100_000);
        return new Case(
                Area.cylinder(center, radius, low, high),
                (lon, lat, alt) -> {
                    double height = Double.isNaN(alt) ? 0 : alt;
                    return Haversine.meters(center.lon(), center.lat(), lon, lat) <= radius
                            && height >= low
                            && height <= high;
                },
                p -> p.about(center.lon(), center.lat(), radius));
    }

    private static Area.Box anyBox(Places places) {
        double south = places.lat();
        double north = places.lat();
        return Area.box(places.lon(), Math.min(south, north), places.lon(), Math.max(south, north));
    }

    private static boolean inBox(Area.Box box, double lon, double lat) {
        if (lat < box.south() || lat > box.north()) {
            return false;
        }
        if (Math.abs(lat) == 90) {
            return true;
        }
        boolean asWritten = box.crossesAntimeridian()
                ? lon >= box.west() || lon <= box.east()
                : lon >= box.west() && lon <= box.east();
        return asWritten || (Math.abs(lon) == 180 && (Math.abs(box.west()) == 180 || Math.abs(box.east()) == 180));
    }

    private static double[] edgeOf(Area.Box box, Places places) {
        boolean meridian = places.random.nextBoolean();
        double lon = meridian ? (places.random.nextBoolean() ? box.west() : box.east()) : places.lon();
        double lat = meridian ? places.lat() : places.random.nextBoolean() ? box.south() : box.north();
        return new double[] {lon, lat};
    }

    private static Case box(Places places) {
        Area.Box box = anyBox(places);
        return new Case(box, (lon, lat, alt) -> inBox(box, lon, lat), p -> edgeOf(box, p));
    }

    private static Case box3d(Places places) {
        Area.Box box = anyBox(places);
        double low = places.random.nextBoolean() ? -11_000 : places.random.nextInt(-2, 1);
        double high = places.random.nextBoolean() ? 100_000 : places.random.nextInt(0, 3);
        return new Case(
                new Area.Box3d(box, low, high),
                (lon, lat, alt) -> {
                    double height = Double.isNaN(alt) ? 0 : alt;
                    return inBox(box, lon, lat) && height >= low && height <= high;
                },
                p -> edgeOf(box, p));
    }

    /** A star around a place, perhaps with a hole, perhaps across an edge of the world, perhaps two of them. */
    private static Case polygon(Places places) {
        Geometry geometry;
        do {
            geometry = places.random.nextInt(4) == 0
                    ? GEOMETRIES.createMultiPolygon(new Polygon[] {star(places), star(places)})
                    : star(places);
        } while (!geometry.isValid() || geometry.getEnvelopeInternal().getWidth() > 360);
        Geometry valid = geometry;
        Coordinate[] vertices = valid.getCoordinates();
        return new Case(Area.polygon(valid), (lon, lat, alt) -> inPolygon(valid, lon, lat), p -> onEdge(vertices, p));
    }

    private static Polygon star(Places places) {
        double centerLon = places.random.nextInt(4) == 0 ? places.random.nextInt(-360, 361) : places.lon();
        double centerLat = places.lat();
        double size = Math.pow(10, places.random.nextDouble(-3, 2.2));
        int corners = places.random.nextInt(3, 40);
        Coordinate[] ring = new Coordinate[corners + 1];
        Coordinate[] hole = new Coordinate[corners + 1];
        for (int i = 0; i < corners; i++) {
            double angle = 2 * Math.PI * i / corners;
            double reach = size * places.random.nextDouble(0.3, 1);
            double x = Math.max(-540, Math.min(540, centerLon + reach * Math.cos(angle)));
            double y = Math.max(-90, Math.min(90, centerLat + reach * Math.sin(angle)));
            ring[i] = new Coordinate(x, y);
            hole[i] = new Coordinate(centerLon + (x - centerLon) / 2, centerLat + (y - centerLat) / 2);
        }
        ring[corners] = ring[0];
        hole[corners] = hole[0];
        Polygon whole = GEOMETRIES.createPolygon(ring);
        if (places.random.nextBoolean()) {
            return whole;
        }
        return GEOMETRIES.createPolygon(
                whole.getExteriorRing(),
                new org.locationtech.jts.geom.LinearRing[] {GEOMETRIES.createLinearRing(hole)});
    }

    private static boolean inPolygon(Geometry geometry, double lon, double lat) {
        if (Math.abs(lat) == 90) {
            for (Coordinate vertex : geometry.getCoordinates()) {
                if (vertex.y == lat) {
                    return true;
                }
            }
            return false;
        }
        SimplePointInAreaLocator locator = new SimplePointInAreaLocator(geometry);
        for (int turn = -2; turn <= 2; turn++) {
            boolean otherName = Math.abs(turn) == 2 && lon != (turn > 0 ? -180 : 180);
            if (!otherName && locator.locate(new Coordinate(lon + 360.0 * turn, lat)) != Location.EXTERIOR) {
                return true;
            }
        }
        return false;
    }

    private static double[] onEdge(Coordinate[] vertices, Places places) {
        int i = places.random.nextInt(vertices.length - 1);
        double t = places.random.nextInt(3) == 0 ? 0 : places.random.nextDouble();
        double lon = vertices[i].x + t * (vertices[i + 1].x - vertices[i].x);
        double lat = vertices[i].y + t * (vertices[i + 1].y - vertices[i].y);
        return new double[] {
            Math.max(-180, Math.min(180, Math.IEEEremainder(lon, 360))), Math.max(-90, Math.min(90, lat))
        };
    }

    private static void checkRound(Places places, Function<Places, Case> cases) {
        Case tried = cases.apply(places);
        Region region = Regions.of(tried.area());
        assertThat(region.boxCount()).isLessThanOrEqualTo(4);
        for (int i = 0; i < 60; i++) {
            double[] place = place(places, tried);
            double lon = LonLat.canonicalLon(place[0], place[1]);
            double lat = LonLat.canonicalLat(place[1]);
            double alt = places.alt();
            boolean inside = tried.oracle().contains(lon, lat, alt);
            assertThat(region.contains(lon, lat, alt))
                    .describedAs("%s contains %s %s %s", tried.area(), lon, lat, alt)
                    .isEqualTo(inside);
            int boxes = boxesWith(region, lon, lat);
            assertThat(boxes)
                    .describedAs("boxes of %s with %s %s", tried.area(), lon, lat)
                    .isLessThanOrEqualTo(1);
            if (inside) {
                assertThat(boxes)
                        .describedAs("boxes of %s with %s %s", tried.area(), lon, lat)
                        .isEqualTo(1);
            }
            checkBoxAround(places, tried, region, lon, lat, inside);
        }
    }

    private static double[] place(Places places, Case tried) {
        double[] place = places.random.nextInt(4) == 0
                ? new double[] {places.lon(), places.lat()}
                : tried.edge().apply(places);
        return new double[] {places.nudged(place[0], 180), places.nudged(place[1], 90)};
    }

    private static int boxesWith(Region region, double lon, double lat) {
        int count = 0;
        for (int i = 0; i < region.boxCount(); i++) {
            count += region.box(i).contains(lon, lat) ? 1 : 0;
        }
        return count;
    }

    private static void checkBoxAround(
            Places places, Case tried, Region region, double lon, double lat, boolean inside) {
        double size = places.random.nextInt(4) == 0 ? 0 : Math.pow(10, places.random.nextDouble(-12, 2.3));
        double west = Math.max(-180, lon - size * places.random.nextDouble());
        double east = Math.min(180, lon + size * places.random.nextDouble());
        double south = Math.max(-90, lat - size * places.random.nextDouble());
        double north = Math.min(90, lat + size * places.random.nextDouble());
        LonLatBox box = new LonLatBox(west, south, east, north);
        if (inside) {
            assertThat(region.mayIntersect(west, south, east, north))
                    .describedAs("%s may intersect %s", tried.area(), box)
                    .isTrue();
        }
        if (!region.covers(west, south, east, north)) {
            return;
        }
        for (int i = 0; i < 10; i++) {
            double someLon = i < 4 ? (i % 2 == 0 ? west : east) : west + (east - west) * places.random.nextDouble();
            double someLat = i < 4 ? (i < 2 ? south : north) : south + (north - south) * places.random.nextDouble();
            double canonicalLon = LonLat.canonicalLon(someLon, someLat);
            if (box.contains(canonicalLon, someLat)) {
                assertThat(tried.oracle().contains(canonicalLon, LonLat.canonicalLat(someLat), places.alt()))
                        .describedAs("%s covers %s with %s %s", tried.area(), box, canonicalLon, someLat)
                        .isTrue();
            }
        }
    }
}
