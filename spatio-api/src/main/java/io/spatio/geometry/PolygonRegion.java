package io.spatio.geometry;

import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

/**
 * An {@link io.spatio.Area.PolygonArea}: a point is inside where it is at lon or lon ± 360, and a pole where the polygon
 * touches it.
 */
final class PolygonRegion implements Region {
    private static final int MAX_RANGES = 2;
    /** Above the rounding of lon ± 360, in degrees. */
    private static final double SHIFT_MARGIN = 1e-12;

    private final PolygonEdges edges;
    private final double minX;
    private final double maxX;
    private final boolean northPole;
    private final boolean southPole;
    private final LonLatBox[] boxes;

    PolygonRegion(Geometry geometry) {
        Envelope frame = geometry.getEnvelopeInternal();
        edges = new PolygonEdges(geometry);
        minX = frame.getMinX();
        maxX = frame.getMaxX();
        northPole = frame.getMaxY() == 90;
        southPole = frame.getMinY() == -90;
        boxes = CanonicalBoxes.withPoles(ranges(geometry), southPole, northPole);
    }

    /** The canonical boxes of the parts, merged over the smallest gaps to at most two. */
    private static List<LonLatBox> ranges(Geometry geometry) {
        List<LonLatBox> parts = new ArrayList<>();
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            Envelope part = geometry.getGeometryN(i).getEnvelopeInternal();
            if (!part.isNull()) {
                addCanonical(part, parts);
            }
        }
        parts.sort(Comparator.comparingDouble(LonLatBox::minLon));
        List<LonLatBox> merged = new ArrayList<>();
        for (LonLatBox part : parts) {
            LonLatBox last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && part.minLon() <= last.maxLon()) {
                merged.set(merged.size() - 1, union(last, part));
            } else {
                merged.add(part);
            }
        }
        while (merged.size() > MAX_RANGES) {
            mergeNearest(merged);
        }
        return merged;
    }

    private static void addCanonical(Envelope part, List<LonLatBox> boxes) {
        double south = part.getMinY();
        double north = part.getMaxY();
        if (part.getWidth() >= 360) {
            boxes.add(new LonLatBox(-180, south, 180, north));
            return;
        }
        double shift = part.getMinX() < -180 ? 360 : part.getMinX() >= 180 ? -360 : 0;
        double margin = shift == 0 ? 0 : SHIFT_MARGIN;
        double west = Math.max(-180, part.getMinX() + shift - margin);
        double east = part.getMaxX() + shift + margin;
        boxes.add(new LonLatBox(Math.min(180, west), south, Math.min(180, east), north));
        if (east >= 180) {
            boxes.add(new LonLatBox(-180, south, Math.min(180, east - 360 + SHIFT_MARGIN), north));
        }
    }

    private static LonLatBox union(LonLatBox a, LonLatBox b) {
        return new LonLatBox(
                Math.min(a.minLon(), b.minLon()),
                Math.min(a.minLat(), b.minLat()),
                Math.max(a.maxLon(), b.maxLon()),
                Math.max(a.maxLat(), b.maxLat()));
    }

    private static void mergeNearest(List<LonLatBox> boxes) {
        int nearest = 0;
        for (int i = 1; i < boxes.size() - 1; i++) {
            if (gap(boxes, i) < gap(boxes, nearest)) {
                nearest = i;
            }
        }
        LonLatBox right = boxes.remove(nearest + 1);
        boxes.set(nearest, union(boxes.get(nearest), right));
    }

    private static double gap(List<LonLatBox> boxes, int i) {
        return boxes.get(i + 1).minLon() - boxes.get(i).maxLon();
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
        if (minLon <= 0 && maxLon >= 0 && ((northPole && maxLat == 90) || (southPole && minLat == -90))) {
            return true;
        }
        // The meridian -180 is also 540, two turns away.
        for (double shift = -360; shift <= 720; shift += 360) {
            double west = minLon + shift;
            double east = maxLon + shift;
            if (west <= maxX && east >= minX && meets(west, minLat, east, maxLat)) {
                return true;
            }
        }
        return false;
    }

    private boolean meets(double west, double south, double east, double north) {
        return edges.anyEdgeMeets(west, south, east, north) || edges.contains(west, south);
    }

    @Override
    public boolean covers(double minLon, double minLat, double maxLon, double maxLat) {
        for (double shift = -360; shift <= 360; shift += 360) {
            double west = minLon + shift;
            double east = maxLon + shift;
            if (west >= minX
                    && east <= maxX
                    && !edges.anyEdgeMeets(west, minLat, east, maxLat)
                    && edges.contains(west, minLat)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean contains(double lon, double lat, double alt) {
        if (lat == 90 || lat == -90) {
            return lat > 0 ? northPole : southPole;
        }
        return containsAt(lon, lat)
                || containsAt(lon - 360, lat)
                || containsAt(lon + 360, lat)
                || (lon == -180 && containsAt(540, lat));
    }

    private boolean containsAt(double x, double y) {
        return x >= minX && x <= maxX && edges.contains(x, y);
    }
}
