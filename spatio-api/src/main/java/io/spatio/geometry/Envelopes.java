package io.spatio.geometry;

import io.spatio.Area;
import java.util.Arrays;
import java.util.Optional;
import org.locationtech.jts.algorithm.ConvexHull;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * The smallest box and the convex hull of many places, in the smallest frame of longitudes.
 *
 * <p>The frame begins after the largest gap between neighbouring longitudes, so places on both sides of the antimeridian
 * stay together. Poles, whose longitude is irrelevant, do not widen it. O(n log n) time, O(n) space.
 */
public final class Envelopes {
    private static final GeometryFactory GEOMETRIES = new GeometryFactory();

    private Envelopes() {}

    /**
     * The smallest box around places; west &gt; east where it crosses the antimeridian.
     *
     * @param lons legal longitudes; only the first {@code count} are read
     * @param lats legal latitudes, as many
     * @return empty when there are no places
     */
    public static Optional<Area.Box> boundingBox(double[] lons, double[] lats, int count) {
        if (count == 0) {
            return Optional.empty();
        }
        double south = 90;
        double north = -90;
        for (int i = 0; i < count; i++) {
            south = Math.min(south, lats[i]);
            north = Math.max(north, lats[i]);
        }
        double[] frame = frame(lons, lats, count);
        // The meridian -180 ends a box as 180, unless the box is that meridian.
        double east = frame[1] == -180 && frame[0] > -180 ? 180 : frame[1];
        return Optional.of(Area.box(frame[0], south, east, north));
    }

    /**
     * The convex hull of places in the plane of longitude and latitude: a Polygon, a LineString for two or collinear
     * places, a Point for one. Longitudes run past 180 where the smallest frame does.
     *
     * @param lons legal longitudes; only the first {@code count} are read
     * @param lats legal latitudes, as many
     * @return empty when there are no places
     */
    public static Optional<Geometry> convexHull(double[] lons, double[] lats, int count) {
        if (count == 0) {
            return Optional.empty();
        }
        double west = frame(lons, lats, count)[0];
        Coordinate[] places = new Coordinate[count];
        double northernmost = northernmostLon(lons, lats, count, west, 1);
        double southernmost = northernmostLon(lons, lats, count, west, -1);
        for (int i = 0; i < count; i++) {
            double lat = LonLat.canonicalLat(lats[i]);
            double lon = Math.abs(lat) < 90 ? inFrame(lons[i], lats[i], west) : lat > 0 ? northernmost : southernmost;
            places[i] = new Coordinate(lon, lat);
        }
        return Optional.of(new ConvexHull(places, GEOMETRIES).getConvexHull());
    }

    private static double inFrame(double lon, double lat, double west) {
        double canonical = LonLat.canonicalLon(lon, lat);
        return canonical < west ? canonical + 360 : canonical;
    }

    /** Where to put a pole: above the place nearest to it ({@code sign} 1 north, −1 south), which widens nothing. */
    private static double northernmostLon(double[] lons, double[] lats, int count, double west, int sign) {
        double best = Double.NEGATIVE_INFINITY;
        double lonOfBest = west;
        for (int i = 0; i < count; i++) {
            double lat = sign * lats[i];
            if (Math.abs(lat) < 90 && lat >= best) {
                double lon = inFrame(lons[i], lats[i], west);
                lonOfBest = lat > best ? lon : Math.min(lon, lonOfBest);
                best = lat;
            }
        }
        return lonOfBest;
    }

    /** West and east of the smallest frame, both canonical, as given; 0 and 0 where there are only poles. */
    private static double[] frame(double[] lons, double[] lats, int count) {
        double[] sorted = new double[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            if (Math.abs(lats[i]) < 90) {
                sorted[size++] = LonLat.canonicalLon(lons[i], lats[i]);
            }
        }
        if (size == 0) {
            return new double[] {0, 0};
        }
        Arrays.sort(sorted, 0, size);
        int first = 0;
        double largest = sorted[0] + 360 - sorted[size - 1];
        for (int i = 1; i < size; i++) {
            if (sorted[i] - sorted[i - 1] > largest) {
                largest = sorted[i] - sorted[i - 1];
                first = i;
            }
        }
        return new double[] {sorted[first], sorted[(first + size - 1) % size]};
    }
}
