package io.spatio.index.rstar;

import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;
import java.util.List;

/** A region made of disjoint boxes, with the tightest hooks; with {@code whole} false it never says that it covers. */
record BoxRegion(List<LonLatBox> boxes, boolean whole) implements Region {
    static BoxRegion of(double minLon, double minLat, double maxLon, double maxLat) {
        return new BoxRegion(List.of(new LonLatBox(minLon, minLat, maxLon, maxLat)), true);
    }

    /** A box around a point, cut at the antimeridian; at a pole it ends. */
    static BoxRegion around(double lon, double lat, double lonRadius, double latRadius, boolean whole) {
        double south = Math.max(-90, lat - latRadius);
        double north = Math.min(90, lat + latRadius);
        if (lonRadius >= 180) {
            return new BoxRegion(List.of(new LonLatBox(-180, south, 180, north)), whole);
        }
        double west = lon - lonRadius;
        double east = lon + lonRadius;
        if (west < -180) {
            return new BoxRegion(
                    List.of(
                            new LonLatBox(-180, south, east, north),
                            new LonLatBox(Math.max(Math.nextUp(east), west + 360), south, 180, north)),
                    whole);
        }
        if (east >= 180) {
            double wrapped = Math.min(east - 360, Math.nextDown(west));
            return new BoxRegion(
                    List.of(
                            new LonLatBox(west, south, 180, north),
                            new LonLatBox(-180, south, Math.max(-180, wrapped), north)),
                    whole);
        }
        return new BoxRegion(List.of(new LonLatBox(west, south, east, north)), whole);
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
        return whole && boxes.stream().anyMatch(box -> box.covers(minLon, minLat, maxLon, maxLat));
    }

    @Override
    public boolean contains(double lon, double lat, double alt) {
        return boxes.stream().anyMatch(box -> box.contains(lon, lat));
    }
}
