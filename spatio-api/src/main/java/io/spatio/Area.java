package io.spatio;

import static java.util.Objects.requireNonNull;

import io.spatio.geometry.Regions;
import io.spatio.spi.Region;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;

/**
 * A part of the world that a query asks about; every edge belongs to it.
 *
 * <p>Circles and cylinders answer nearest first, with a distance; boxes and polygons answer by object id. All shapes
 * hold across the antimeridian and around the poles. A point at a pole lies in a shape when any longitude there does.
 *
 * <p>Longitudes and latitudes are degrees (−180..180, −90..90), altitudes and radii metres, all finite and all bounds
 * inclusive; whatever is outside is refused when the shape is made, with an {@link IllegalArgumentException} that names
 * argument, value, range and likely cause. Immutable; any thread.
 */
public sealed interface Area {
    /** The largest legal radius in metres: once around the Earth. */
    double MAX_RADIUS_METERS = 40_075_017;

    /** All within a distance of a centre; see {@link Circle}. */
    static Circle circle(Position center, double radiusMeters) {
        return new Circle(center, radiusMeters);
    }

    /** All within two meridians and two parallels; see {@link Box}. */
    static Box box(double west, double south, double east, double north) {
        return new Box(west, south, east, north);
    }

    /** A box with altitude bounds; see {@link Box3d}. */
    static Box3d box3d(double west, double south, double minAlt, double east, double north, double maxAlt) {
        return new Box3d(new Box(west, south, east, north), minAlt, maxAlt);
    }

    /** A circle on the ground with altitude bounds; see {@link Cylinder}. */
    static Cylinder cylinder(Position center, double radiusMeters, double minAlt, double maxAlt) {
        return new Cylinder(center, radiusMeters, minAlt, maxAlt);
    }

    /** The inside of a JTS polygon or multipolygon; see {@link PolygonArea}. */
    static PolygonArea polygon(Geometry geometry) {
        return new PolygonArea(geometry);
    }

    /**
     * All objects within {@code radiusMeters} of {@code center}.
     *
     * <p>A centre without altitude measures horizontally; one with altitude measures √(haversine² + Δaltitude²) and takes
     * an object without altitude as being at 0 m.
     *
     * @param center the centre
     * @param radiusMeters 0..{@value #MAX_RADIUS_METERS}, inclusive
     */
    record Circle(Position center, double radiusMeters) implements Area {
        /** Checks the radius. */
        public Circle {
            requireNonNull(center, "center");
            requireRadius(radiusMeters);
        }
    }

    /**
     * All objects between two meridians and two parallels, edges included, at any altitude.
     *
     * @param west degrees; west &gt; east crosses the antimeridian
     * @param south degrees, at most {@code north}
     * @param east degrees
     * @param north degrees
     */
    record Box(double west, double south, double east, double north) implements Area {
        /** The whole world. */
        public static final Box WORLD = new Box(-180, -90, 180, 90);

        /** Checks ranges and order. */
        public Box {
            Checks.lonLat(west, south);
            Checks.lonLat(east, north);
            if (south > north) {
                throw new IllegalArgumentException("box has south " + south + " > north " + north
                        + ": give west, south, east, north (west > east crosses the antimeridian)");
            }
        }

        /** Whether this box crosses the antimeridian: {@code west > east}. */
        public boolean crossesAntimeridian() {
            return west > east;
        }

        /** Extent from west to east in degrees, 0..360. */
        public double widthDegrees() {
            return crossesAntimeridian() ? 360 - (west - east) : east - west;
        }

        /** Extent from south to north in degrees, 0..180. */
        public double heightDegrees() {
            return north - south;
        }

        /** The point in the middle of both extents. */
        public Position center() {
            double lon = west + widthDegrees() / 2;
            return Position.of(lon > 180 ? lon - 360 : lon, south + heightDegrees() / 2);
        }
    }

    /**
     * A {@link Box} with inclusive altitude bounds; an object without altitude counts as being at 0 m.
     *
     * @param base the box on the ground
     * @param minAlt metres
     * @param maxAlt metres, at least {@code minAlt}
     */
    record Box3d(Box base, double minAlt, double maxAlt) implements Area {
        /** Checks the altitude bounds. */
        public Box3d {
            requireNonNull(base, "base");
            requireAltitudes(minAlt, maxAlt);
        }
    }

    /**
     * All objects within a horizontal distance of a centre and within absolute altitude bounds, all inclusive; an object
     * without altitude counts as being at 0 m. The centre's own altitude is ignored.
     *
     * @param center the centre
     * @param radiusMeters 0..{@value Area#MAX_RADIUS_METERS}
     * @param minAlt metres
     * @param maxAlt metres, at least {@code minAlt}
     */
    record Cylinder(Position center, double radiusMeters, double minAlt, double maxAlt) implements Area {
        /** Checks radius and altitude bounds. */
        public Cylinder {
            requireNonNull(center, "center");
            requireRadius(radiusMeters);
            requireAltitudes(minAlt, maxAlt);
        }
    }

    /**
     * The inside and the boundary of a JTS Polygon or MultiPolygon, holes cut out (a hole's own boundary is inside),
     * edges straight in the plane of longitude and latitude, at any altitude.
     *
     * <p>A shape across ±180 is a MultiPolygon split there (RFC 7946 §3.1.9) or has longitudes running past 180
     * (−540..540, at most 360 wide): a point is inside if it is at lon or at lon ± 360. Nothing is guessed from large
     * steps.
     *
     * <p>It keeps the region that it is searched by, so an area that is used again is prepared once. Equal when the
     * geometries are, vertex by vertex. Immutable; any thread.
     */
    final class PolygonArea implements Area {
        private final Geometry geometry;
        private final Region region;

        /**
         * Checks type, ranges and validity, and copies the geometry. O(v log v) for v vertices.
         *
         * @param geometry Polygon or MultiPolygon, x = longitude, y = latitude
         * @throws IllegalArgumentException naming what is wrong and where
         */
        public PolygonArea(Geometry geometry) {
            this.geometry = PolygonChecks.validated(geometry);
            region = Regions.polygon(this.geometry);
        }

        /** The geometry; a copy, because JTS geometries can be changed. */
        public Geometry geometry() {
            return geometry.copy();
        }

        /** The region that indexes search by. */
        public Region region() {
            return region;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof PolygonArea that && geometry.equalsExact(that.geometry);
        }

        @Override
        public int hashCode() {
            return geometry.hashCode();
        }

        @Override
        public String toString() {
            return "PolygonArea[" + geometry + ']';
        }
    }

    private static void requireRadius(double radiusMeters) {
        Checks.range(radiusMeters, 0, MAX_RADIUS_METERS, "radius", "radii are metres");
    }

    private static void requireAltitudes(double minAlt, double maxAlt) {
        Checks.alt(minAlt, "min altitude");
        Checks.alt(maxAlt, "max altitude");
        if (minAlt > maxAlt) {
            throw new IllegalArgumentException(
                    "min altitude " + minAlt + " > max altitude " + maxAlt + ": are they swapped?");
        }
    }
}
