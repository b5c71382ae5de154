package io.spatio.geometry;

import java.util.Arrays;
import org.locationtech.jts.algorithm.CGAlgorithmsDD;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/**
 * The edges of a polygon, sorted into bands of latitude for an exact point test that allocates nothing.
 *
 * <p>A ray to the east counts crossings (Shimrat 1962) among the edges of the point's band only; the side of an edge is
 * decided in double-double arithmetic where doubles are not enough, so the boundary is exact. Holes and parts need no
 * care: in a valid polygon the parity over all rings is the answer. Bands are halved until no edge list is much longer
 * than the edges themselves. O(edges of a band) per test.
 */
final class PolygonEdges {
    private static final int MAX_BANDS = 1 << 16;
    private static final int MAX_ENTRIES_PER_EDGE = 6;
    /** Cross products smaller than this, in square degrees, may be 0 but for rounding. */
    private static final double CROSS_ERROR = 1e-9;

    private final double[] fromX;
    private final double[] fromY;
    private final double[] toX;
    private final double[] toY;
    private final double minY;
    private final double maxY;
    private final double bandsPerDegree;
    private final int[] bandStarts;
    private final int[] bandEdges;

    PolygonEdges(Geometry geometry) {
        int vertices = geometry.getNumPoints();
        double[][] edges = new double[4][vertices];
        int count = 0;
        for (int part = 0; part < geometry.getNumGeometries(); part++) {
            Polygon polygon = (Polygon) geometry.getGeometryN(part);
            count = addRing(polygon.getExteriorRing(), edges, count);
            for (int hole = 0; hole < polygon.getNumInteriorRing(); hole++) {
                count = addRing(polygon.getInteriorRingN(hole), edges, count);
            }
        }
        fromX = Arrays.copyOf(edges[0], count);
        fromY = Arrays.copyOf(edges[1], count);
        toX = Arrays.copyOf(edges[2], count);
        toY = Arrays.copyOf(edges[3], count);
        minY = geometry.getEnvelopeInternal().getMinY();
        maxY = geometry.getEnvelopeInternal().getMaxY();
        int bands = Math.min(count, MAX_BANDS);
        while (bands > 1 && entries(bands) > (long) MAX_ENTRIES_PER_EDGE * count) {
            bands /= 2;
        }
        bandsPerDegree = bandsPerDegree(bands);
        bandStarts = new int[bands + 1];
        bandEdges = new int[Math.toIntExact(entries(bands))];
        fillBands(bands);
    }

    private static int addRing(LinearRing ring, double[][] edges, int start) {
        Coordinate[] vertices = ring.getCoordinates();
        int count = start;
        for (int i = 1; i < vertices.length; i++) {
            edges[0][count] = vertices[i - 1].x;
            edges[1][count] = vertices[i - 1].y;
            edges[2][count] = vertices[i].x;
            edges[3][count] = vertices[i].y;
            count++;
        }
        return count;
    }

    private double bandsPerDegree(int bands) {
        return maxY > minY ? bands / (maxY - minY) : 0;
    }

    private static int band(double y, double minY, double bandsPerDegree, int bands) {
        return Math.max(0, Math.min(bands - 1, (int) ((y - minY) * bandsPerDegree)));
    }

    private long entries(int bands) {
        double scale = bandsPerDegree(bands);
        long entries = 0;
        for (int i = 0; i < fromX.length; i++) {
            int a = band(fromY[i], minY, scale, bands);
            int b = band(toY[i], minY, scale, bands);
            entries += Math.abs(a - b) + 1;
        }
        return entries;
    }

    private void fillBands(int bands) {
        int[] next = new int[bands];
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < fromX.length; i++) {
                int a = band(fromY[i], minY, bandsPerDegree, bands);
                int b = band(toY[i], minY, bandsPerDegree, bands);
                for (int band = Math.min(a, b); band <= Math.max(a, b); band++) {
                    if (pass == 0) {
                        bandStarts[band + 1]++;
                    } else {
                        bandEdges[next[band]++] = i;
                    }
                }
            }
            if (pass == 0) {
                Arrays.parallelPrefix(bandStarts, Integer::sum);
                System.arraycopy(bandStarts, 0, next, 0, bands);
            }
        }
    }

    private int band(double y) {
        return band(y, minY, bandsPerDegree, bandStarts.length - 1);
    }

    /** Whether a point is inside or on the boundary, in the polygon's own frame. */
    boolean contains(double x, double y) {
        if (!(y >= minY && y <= maxY)) {
            return false;
        }
        int band = band(y);
        boolean inside = false;
        for (int at = bandStarts[band]; at < bandStarts[band + 1]; at++) {
            int edge = bandEdges[at];
            double y1 = fromY[edge];
            double y2 = toY[edge];
            double x1 = fromX[edge];
            double x2 = toX[edge];
            if (x1 < x && x2 < x) {
                continue;
            }
            if ((x == x2 && y == y2) || (y1 == y && y2 == y && x >= Math.min(x1, x2) && x <= Math.max(x1, x2))) {
                return true;
            }
            if ((y1 > y) != (y2 > y)) {
                int side = CGAlgorithmsDD.orientationIndex(x1, y1, x2, y2, x, y);
                if (side == 0) {
                    return true;
                }
                inside ^= (side > 0) == (y2 > y1);
            }
        }
        return inside;
    }

    /** Whether an edge meets the closed box; true also for edges that pass within rounding of it. */
    boolean anyEdgeMeets(double west, double south, double east, double north) {
        if (north < minY || south > maxY) {
            return false;
        }
        int last = band(north);
        for (int at = bandStarts[band(south)]; at < bandStarts[last + 1]; at++) {
            if (meets(bandEdges[at], west, south, east, north)) {
                return true;
            }
        }
        return false;
    }

    private boolean meets(int edge, double west, double south, double east, double north) {
        double x1 = fromX[edge];
        double y1 = fromY[edge];
        double x2 = toX[edge];
        double y2 = toY[edge];
        if (Math.max(x1, x2) < west
                || Math.min(x1, x2) > east
                || Math.max(y1, y2) < south
                || Math.min(y1, y2) > north) {
            return false;
        }
        double dx = x2 - x1;
        double dy = y2 - y1;
        double first = dx * (south - y1) - dy * (west - x1);
        double second = dx * (south - y1) - dy * (east - x1);
        double third = dx * (north - y1) - dy * (west - x1);
        double fourth = dx * (north - y1) - dy * (east - x1);
        double least = Math.min(Math.min(first, second), Math.min(third, fourth));
        double most = Math.max(Math.max(first, second), Math.max(third, fourth));
        return least <= CROSS_ERROR && most >= -CROSS_ERROR;
    }
}
