package io.spatio.cli.demo;

import io.spatio.Area;
import io.spatio.Position;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;

/** A city on a flat plan: metres east and north of its middle, streets every block in both directions. */
final class City {
    static final double BLOCK_METERS = 200;
    /** From the middle to the edge; a whole number of blocks. */
    static final double HALF_SIZE_METERS = 60 * BLOCK_METERS;

    private static final double CENTER_LON = 13.405;
    private static final double CENTER_LAT = 52.52;
    private static final double METERS_PER_DEGREE = 111_195;
    private static final double METERS_PER_DEGREE_LON = METERS_PER_DEGREE * Math.cos(Math.toRadians(CENTER_LAT));

    private City() {}

    static Position ground(double eastMeters, double northMeters) {
        return Position.of(
                CENTER_LON + eastMeters / METERS_PER_DEGREE_LON, CENTER_LAT + northMeters / METERS_PER_DEGREE);
    }

    static Area.Box box(double eastMeters, double northMeters, double sizeMeters) {
        Position southWest = ground(eastMeters - sizeMeters / 2, northMeters - sizeMeters / 2);
        Position northEast = ground(eastMeters + sizeMeters / 2, northMeters + sizeMeters / 2);
        return Area.box(southWest.lon(), southWest.lat(), northEast.lon(), northEast.lat());
    }

    /** A district with six corners. */
    static Area.PolygonArea hexagon(double eastMeters, double northMeters, double radiusMeters) {
        Coordinate[] ring = new Coordinate[7];
        for (int i = 0; i < 6; i++) {
            double angle = Math.toRadians(60.0 * i);
            Position corner =
                    ground(eastMeters + radiusMeters * Math.cos(angle), northMeters + radiusMeters * Math.sin(angle));
            ring[i] = new Coordinate(corner.lon(), corner.lat());
        }
        ring[6] = ring[0].copy();
        return Area.polygon(new GeometryFactory().createPolygon(ring));
    }
}
