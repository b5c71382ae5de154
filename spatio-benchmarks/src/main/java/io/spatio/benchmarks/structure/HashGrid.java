package io.spatio.benchmarks.structure;

import io.spatio.Area;
import io.spatio.Position;
import io.spatio.geometry.Haversine;
import io.spatio.geometry.Regions;
import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one writes by hand: a ConcurrentHashMap of square cells, each a ConcurrentHashMap of points. Its nearest neighbours
 * are exact, by circles that double.
 */
final class HashGrid implements PointIndex {
    /** About 400 m, as the default cell of ours. */
    private static final double CELL_DEGREES = 0.0036;

    private static final double FIRST_RADIUS_METERS = 200;

    private final Map<Long, Map<Integer, double[]>> cells = new ConcurrentHashMap<>();

    private static int row(double degrees) {
        return (int) Math.floor(degrees / CELL_DEGREES);
    }

    private static long key(int column, int row) {
        return ((long) column << 32) | (row & 0xFFFF_FFFFL);
    }

    private static long key(double lon, double lat) {
        return key(row(lon), row(lat));
    }

    @Override
    public boolean isConcurrent() {
        return true;
    }

    @Override
    public void insert(int object, double lon, double lat) {
        cells.computeIfAbsent(key(lon, lat), none -> new ConcurrentHashMap<>()).put(object, new double[] {lon, lat});
    }

    @Override
    public void move(int object, double oldLon, double oldLat, double lon, double lat) {
        long oldKey = key(oldLon, oldLat);
        insert(object, lon, lat);
        if (oldKey != key(lon, lat)) {
            Map<Integer, double[]> cell = cells.get(oldKey);
            if (cell == null || cell.remove(object) == null) {
                throw new IllegalStateException("object " + object + " was not where it was put");
            }
        }
    }

    @Override
    public boolean search(Region region, SearchVisitor visitor) {
        for (int i = 0; i < region.boxCount(); i++) {
            LonLatBox box = region.box(i);
            for (int column = row(box.minLon()); column <= row(box.maxLon()); column++) {
                for (int row = row(box.minLat()); row <= row(box.maxLat()); row++) {
                    Map<Integer, double[]> cell = cells.get(key(column, row));
                    if (cell != null) {
                        cell.forEach((object, point) -> visitor.visit(object, point[0], point[1], Double.NaN));
                    }
                }
            }
        }
        return true;
    }

    @Override
    public void nearest(Position center, int k, SearchVisitor visitor) {
        List<Near> near = new ArrayList<>();
        for (double radius = FIRST_RADIUS_METERS; near.size() < k && radius < Area.MAX_RADIUS_METERS; radius *= 2) {
            near.clear();
            Region region = Regions.of(Area.circle(center, radius));
            search(region, (object, lon, lat, alt) -> {
                if (region.contains(lon, lat, alt)) {
                    near.add(new Near(object, lon, lat, Haversine.meters(center.lon(), center.lat(), lon, lat)));
                }
                return true;
            });
        }
        near.sort(Comparator.comparingDouble(Near::meters));
        for (Near one : near.subList(0, Math.min(k, near.size()))) {
            visitor.visit(one.object, one.lon, one.lat, Double.NaN);
        }
    }

    /** A point and its distance. */
    private record Near(int object, double lon, double lat, double meters) {}
}
