package io.spatio.testkit.generators;

import io.spatio.Area;
import io.spatio.Position;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Random areas, hard ones among them. */
public final class Areas {
    private static final GeometryFactory JTS = new GeometryFactory();

    private Areas() {}

    /** A polygon of an outer ring and holes, each as lon, lat, lon, lat ... without the closing point. */
    public static Polygon polygon(double[] shell, double[]... holes) {
        LinearRing[] rings = new LinearRing[holes.length];
        for (int i = 0; i < holes.length; i++) {
            rings[i] = ring(holes[i]);
        }
        return JTS.createPolygon(ring(shell), rings);
    }

    private static LinearRing ring(double[] lonLats) {
        Coordinate[] points = new Coordinate[lonLats.length / 2 + 1];
        for (int i = 0; i < points.length - 1; i++) {
            points[i] = new Coordinate(lonLats[2 * i], lonLats[2 * i + 1]);
        }
        points[points.length - 1] = points[0].copy();
        return JTS.createLinearRing(points);
    }

    private static double[] square(double west, double south, double east, double north) {
        return new double[] {west, south, east, south, east, north, west, north};
    }

    /** Polygons with holes, across ±180 in both spellings, at poles, around the world, slanted. */
    public static List<Area> polygons() {
        return List.of(
                Area.polygon(polygon(square(0, 0, 20, 20), square(10, 10, 15, 15))),
                Area.polygon(polygon(square(13.3, 52.4, 13.5, 52.6), square(13.35, 52.45, 13.4, 52.5))),
                Area.polygon(polygon(square(170, -20, 190, 20))),
                Area.polygon(polygon(square(-190, -20, -170, 20))),
                Area.polygon(polygon(square(350, -20, 380, 20), square(355, -10, 365, 10))),
                Area.polygon(JTS.createMultiPolygon(
                        new Polygon[] {polygon(square(170, -20, 180, 20)), polygon(square(-180, -20, -170, 20))})),
                Area.polygon(polygon(square(-180, 60, 180, 90))),
                Area.polygon(polygon(new double[] {0, -90, 90, -60, 10, -50})),
                Area.polygon(polygon(square(-180, -90, 180, 90), square(-90, -45, 90, 45))),
                Area.polygon(polygon(new double[] {-10, -10, 30, 0, 50, 60, 10, 30, -40, 50})),
                Area.polygon(JTS.createMultiPolygon(new Polygon[] {
                    polygon(square(0, 0, 10, 10)), polygon(square(20, 20, 30, 30), square(22, 22, 28, 28))
                })));
    }

    /** Radii from nothing to once around the Earth. */
    public static Generator<Double> radii() {
        return Generator.oneOf(
                Generator.pick(
                        0.0,
                        1.0,
                        5_000.0,
                        66_717.0,
                        500_000.0,
                        1_000_000.0,
                        10_007_557.0,
                        20_015_115.0,
                        25_000_000.0,
                        Area.MAX_RADIUS_METERS),
                Generator.doubles(0, 20_000),
                Generator.doubles(0, 20_100_000));
    }

    /** Any area. */
    public static Generator<Area> areas() {
        Generator<Area.Box> boxes = Places.positions()
                .with(
                        Places.positions(),
                        (a, b) ->
                                new Area.Box(a.lon(), Math.min(a.lat(), b.lat()), b.lon(), Math.max(a.lat(), b.lat())));
        Generator<double[]> layers = Places.altitudes().with(Places.altitudes(), (a, b) -> {
            double low = Double.isNaN(a) ? 0 : a;
            double high = Double.isNaN(b) ? 0 : b;
            return new double[] {Math.min(low, high), Math.max(low, high)};
        });
        return Generator.oneOf(
                Places.positions().with(radii(), Area::circle),
                Places.positions().map(Position::withoutAlt).with(radii(), Area::circle),
                boxes,
                boxes.with(layers, (box, layer) -> new Area.Box3d(box, layer[0], layer[1])),
                Places.positions()
                        .with(radii(), Area::circle)
                        .with(layers, (c, layer) -> Area.cylinder(c.center(), c.radiusMeters(), layer[0], layer[1])),
                Generator.pickFrom(polygons()));
    }
}
