package io.spatio.testkit.index;

import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * A region of the kit's own: a box, cut at the antimeridian and with the poles it touches, optionally thinned by altitude.
 * It is as sharp or as dull as the contract allows, because an index must be right with both.
 *
 * @param boxes disjoint for canonical points
 * @param minAlt metres; absent altitudes count as 0
 * @param maxAlt metres
 * @param dull whether it prunes nothing and covers nothing
 */
public record BoxRegion(List<LonLatBox> boxes, double minAlt, double maxAlt, boolean dull) implements Region {
    /** The region of edges in degrees; west &gt; east crosses the antimeridian. */
    public static BoxRegion of(double west, double south, double east, double north) {
        List<LonLatBox> boxes = new ArrayList<>();
        double eastEdge = east == 180 && west > -180 ? Math.nextDown(180.0) : east;
        if (west > east) {
            boxes.add(new LonLatBox(west, south, 180, north));
            boxes.add(new LonLatBox(-180, south, east, north));
        } else {
            if (west <= eastEdge) {
                boxes.add(new LonLatBox(west, south, eastEdge, north));
            }
            if (eastEdge != east) {
                boxes.add(new LonLatBox(-180, south, -180, north));
            }
        }
        addPole(boxes, south == -90, -90);
        addPole(boxes, north == 90, 90);
        return new BoxRegion(List.copyOf(boxes), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, false);
    }

    private static void addPole(List<LonLatBox> boxes, boolean touched, double lat) {
        if (touched && boxes.stream().noneMatch(box -> box.contains(0, lat))) {
            boxes.add(new LonLatBox(0, lat, 0, lat));
        }
    }

    /** The same between two altitudes. */
    public BoxRegion between(double lowAlt, double highAlt) {
        return new BoxRegion(boxes, lowAlt, highAlt, dull);
    }

    /** The same without any pruning. */
    public BoxRegion dulled() {
        return new BoxRegion(boxes, minAlt, maxAlt, true);
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
        return dull || boxes.stream().anyMatch(box -> box.intersects(minLon, minLat, maxLon, maxLat));
    }

    @Override
    public boolean covers(double minLon, double minLat, double maxLon, double maxLat) {
        return !dull
                && minAlt == Double.NEGATIVE_INFINITY
                && maxAlt == Double.POSITIVE_INFINITY
                && boxes.stream().anyMatch(box -> box.covers(minLon, minLat, maxLon, maxLat));
    }

    @Override
    public boolean contains(double lon, double lat, double alt) {
        double height = Double.isNaN(alt) ? 0 : alt;
        return height >= minAlt && height <= maxAlt && boxes.stream().anyMatch(box -> box.contains(lon, lat));
    }
}
