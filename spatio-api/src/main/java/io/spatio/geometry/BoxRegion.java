package io.spatio.geometry;

import io.spatio.Area;
import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;

/** An {@link Area.Box}: exactly its canonical boxes. */
final class BoxRegion implements Region {
    private final LonLatBox[] boxes;

    BoxRegion(Area.Box area) {
        boxes = CanonicalBoxes.of(area.west(), area.south(), area.east(), area.north());
    }

    @Override
    public int boxCount() {
        return boxes.length;
    }

    @Override
    public LonLatBox box(int i) {
        return boxes[i];
    }

    @Override
    public boolean mayIntersect(double minLon, double minLat, double maxLon, double maxLat) {
        for (LonLatBox box : boxes) {
            if (box.intersects(minLon, minLat, maxLon, maxLat)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean covers(double minLon, double minLat, double maxLon, double maxLat) {
        for (LonLatBox box : boxes) {
            if (box.covers(minLon, minLat, maxLon, maxLat)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean contains(double lon, double lat, double alt) {
        for (LonLatBox box : boxes) {
            if (box.contains(lon, lat)) {
                return true;
            }
        }
        return false;
    }
}
