package io.spatio.index.geohash;

import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;
import java.util.List;

/** A region of some disjoint boxes. */
record Boxes(List<LonLatBox> boxes) implements Region {
    static Boxes of(double minLon, double minLat, double maxLon, double maxLat) {
        return new Boxes(List.of(new LonLatBox(minLon, minLat, maxLon, maxLat)));
    }

    @Override
    public int boxCount() {
        return boxes.size();
    }

    @Override
    public LonLatBox box(int i) {
        return boxes.get(i);
    }

    @Override
    public boolean mayIntersect(double minLon, double minLat, double maxLon, double maxLat) {
        return boxes.stream().anyMatch(box -> box.intersects(minLon, minLat, maxLon, maxLat));
    }

    @Override
    public boolean covers(double minLon, double minLat, double maxLon, double maxLat) {
        return boxes.stream().anyMatch(box -> box.covers(minLon, minLat, maxLon, maxLat));
    }

    @Override
    public boolean contains(double lon, double lat, double alt) {
        return boxes.stream().anyMatch(box -> box.contains(lon, lat));
    }
}
