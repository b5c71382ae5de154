package io.spatio.core.engine;

import io.spatio.Area;
import io.spatio.DistanceMetric;
import io.spatio.Position;
import io.spatio.geometry.Envelopes;
import io.spatio.geometry.Haversine;
import io.spatio.geometry.Planar;
import io.spatio.geometry.Rhumb;
import io.spatio.spi.Cancellation;
import java.util.Arrays;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;

/** Distances between positions, and shapes around all positions of a namespace. */
final class Measures {
    private Measures() {}

    static double distance(Position a, Position b, DistanceMetric metric) {
        return switch (metric) {
            case HAVERSINE -> Haversine.meters(a, b);
            case GEODESIC -> Wgs84.meters(a, b);
            case RHUMB -> Rhumb.meters(a, b);
            case EUCLIDEAN -> Planar.degrees(a, b);
        };
    }

    static Optional<Area.Box> boundingBox(HotState hot, Cancellation cancellation) {
        Places places = Places.of(hot, cancellation);
        return Envelopes.boundingBox(places.lons, places.lats, places.count);
    }

    static Optional<Geometry> convexHull(HotState hot, Cancellation cancellation) {
        Places places = Places.of(hot, cancellation);
        return Envelopes.convexHull(places.lons, places.lats, places.count);
    }

    /** The coordinates of all positions. */
    private static final class Places {
        private double[] lons;
        private double[] lats;
        private int count;

        private Places(int expected) {
            lons = new double[expected];
            lats = new double[expected];
        }

        static Places of(HotState hot, Cancellation cancellation) {
            Places places = new Places(Math.max(16, hot.count()));
            hot.forEachPresent(new RowState(), CancellableVisitors.rows(places::add, cancellation));
            cancellation.check();
            return places;
        }

        private boolean add(RowState row) {
            if (count == lons.length) {
                lons = Arrays.copyOf(lons, count * 2);
                lats = Arrays.copyOf(lats, count * 2);
            }
            lons[count] = row.lon;
            lats[count++] = row.lat;
            return true;
        }
    }
}
