package io.spatio.testkit.engine;

import io.spatio.Area;
import io.spatio.DistanceMetric;
import io.spatio.Identifiers;
import io.spatio.Located;
import io.spatio.Location;
import io.spatio.Metadata;
import io.spatio.Neighbor;
import io.spatio.Position;
import io.spatio.QueryOptions;
import io.spatio.Results;
import io.spatio.error.ObjectNotFoundException;
import io.spatio.geometry.Haversine;
import io.spatio.geometry.LonLat;
import io.spatio.geometry.Regions;
import io.spatio.spi.Cancellation;
import io.spatio.spi.Region;
import io.spatio.testkit.model.AreaOracle;
import io.spatio.testkit.model.SphereOracle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import net.sf.geographiclib.Geodesic;
import net.sf.geographiclib.GeodesicMask;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;

/** What a namespace of the reference database answers about current positions. */
final class ReferenceQueries {
    private final EngineFault fault;

    ReferenceQueries(EngineFault fault) {
        this.fault = fault;
    }

    Results<Located> area(List<Location> current, Area area, QueryOptions options) {
        Region region = Regions.of(area);
        List<Located> rows = new ArrayList<>();
        for (Location location : current) {
            if (contains(area, region, location.position())) {
                rows.add(row(area, location));
            }
        }
        return cut(rows, AreaOracle.center(area) != null, options);
    }

    Results<Located> nearest(List<Location> current, Position center, QueryOptions options) {
        Area everywhere = Area.circle(center, Area.MAX_RADIUS_METERS);
        List<Located> rows = new ArrayList<>();
        current.forEach(location -> rows.add(row(everywhere, location)));
        if (fault == EngineFault.KNN_IN_DEGREES) {
            rows.sort(Comparator.comparingDouble(row -> degrees(center, row.position())));
            int kept = Math.min(options.limit(), rows.size());
            return Results.of(rows.subList(0, kept), kept < rows.size());
        }
        return cut(rows, true, options);
    }

    double distance(Position a, Position b, DistanceMetric metric) {
        if (fault == EngineFault.GEODESIC_WITHOUT_NUMBER && metric == DistanceMetric.GEODESIC) {
            return Geodesic.WGS84.Inverse(a.lat(), a.lon(), b.lat(), b.lon(), GeodesicMask.DISTANCE).s12;
        }
        return SphereOracle.by(metric, a, b);
    }

    private static double degrees(Position a, Position b) {
        return Math.hypot(a.lon() - b.lon(), a.lat() - b.lat());
    }

    static Location find(List<Location> current, String id) {
        return current.stream()
                .filter(location -> location.objectId().equals(id))
                .findFirst()
                .orElseThrow(() -> new ObjectNotFoundException("object " + id + " has no current position"));
    }

    private Located row(Area area, Location l) {
        double meters;
        if (area instanceof Area.Circle circle) {
            Position c = circle.center();
            double alt = fault == EngineFault.ALTITUDE_TAKEN_AS_ZERO ? c.altOr(0) : c.altOrNaN();
            meters = Haversine.meters(
                    c.lon(),
                    c.lat(),
                    alt,
                    l.position().lon(),
                    l.position().lat(),
                    l.position().altOrNaN());
        } else if (area instanceof Area.Cylinder cylinder) {
            meters = Haversine.meters(cylinder.center(), l.position());
        } else {
            return l;
        }
        return new Neighbor(l.objectId(), l.position(), l.timestamp(), l.metadata(), meters);
    }

    private boolean contains(Area area, Region region, Position p) {
        double lon = fault == EngineFault.POLE_FORGOTTEN ? p.lon() : LonLat.canonicalLon(p.lon(), p.lat());
        boolean inside = region.contains(lon, LonLat.canonicalLat(p.lat()), p.altOrNaN());
        if (fault == EngineFault.ALTITUDE_TAKEN_AS_ZERO && area instanceof Area.Circle circle) {
            return Haversine.meters(
                            circle.center().lon(),
                            circle.center().lat(),
                            circle.center().altOr(0),
                            p.lon(),
                            p.lat(),
                            p.altOrNaN())
                    <= circle.radiusMeters();
        }
        if (fault == EngineFault.BOX_WITHOUT_WRAP && area instanceof Area.Box box) {
            return inside && !box.crossesAntimeridian();
        }
        if (fault == EngineFault.POLYGON_BOUNDARY_EXCLUDED && area instanceof Area.PolygonArea polygon) {
            Geometry g = polygon.geometry();
            return inside && !g.getBoundary().intersects(g.getFactory().createPoint(new Coordinate(p.lon(), p.lat())));
        }
        if (fault == EngineFault.POLE_FORGOTTEN && area instanceof Area.Box box && Math.abs(p.lat()) == 90) {
            return p.lon() >= box.west() && p.lon() <= box.east() && p.lat() >= box.south() && p.lat() <= box.north();
        }
        return inside && withinNarrowBox(area, p);
    }

    private boolean withinNarrowBox(Area area, Position p) {
        if (fault != EngineFault.HALF_WIDTH_TOO_NARROW || !(area instanceof Area.Circle circle)) {
            return true;
        }
        double degrees = Math.toDegrees(circle.radiusMeters()
                / (Haversine.EARTH_RADIUS_METERS
                        * Math.cos(Math.toRadians(circle.center().lat()))));
        double apart = Math.abs(p.lon() - circle.center().lon());
        return Math.min(apart, 360 - apart) <= degrees;
    }

    private Results<Located> cut(List<Located> rows, boolean byDistance, QueryOptions options) {
        if (fault != EngineFault.DEADLINE_IGNORED) {
            Cancellation.of(options.deadline(), options.cancelToken()).check();
        }
        Comparator<String> ids = fault == EngineFault.ORDER_BY_UTF16 ? Comparator.naturalOrder() : Identifiers.ORDER;
        Comparator<Located> byId = Comparator.comparing(Located::objectId, ids);
        Comparator<Located> order = byDistance
                ? Comparator.<Located>comparingDouble(row -> ((Neighbor) row).distanceMeters())
                        .thenComparing(byId)
                : byId;
        rows.sort(order);
        String after = options.afterObjectId();
        if (after != null) {
            double distance = byDistance ? options.afterDistanceMeters() : 0;
            if (Double.isNaN(distance)) {
                throw new IllegalArgumentException("after=" + after + " gives no distance");
            }
            Position anywhere = Position.of(0, 0);
            Located key = byDistance
                    ? new Neighbor(after, anywhere, Instant.EPOCH, Metadata.NONE, distance)
                    : new Location(after, anywhere, Instant.EPOCH, Metadata.NONE);
            int least = fault == EngineFault.AFTER_INCLUDED ? -1 : 0;
            boolean gone = rows.stream().noneMatch(row -> row.objectId().equals(after));
            rows.removeIf(row -> order.compare(row, key) <= least);
            if (gone && fault == EngineFault.AFTER_GONE_ENDS) {
                return Results.of(rows.subList(0, 0), false);
            }
        }
        int limit = options.limit();
        if (fault == EngineFault.HUGE_LIMIT_ALLOCATES && limit > 100_000_000) {
            throw new IllegalStateException("no room for " + limit + " rows");
        }
        if (fault == EngineFault.LIMIT_OFF_BY_ONE && limit > 0 && limit < Integer.MAX_VALUE) {
            limit++;
        }
        int kept = Math.min(limit, rows.size());
        return Results.of(rows.subList(0, kept), kept < rows.size() && fault != EngineFault.TRUNCATED_LIES);
    }
}
