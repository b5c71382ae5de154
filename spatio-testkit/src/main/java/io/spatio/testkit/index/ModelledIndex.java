package io.spatio.testkit.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.spatio.spi.LonLatBox;
import io.spatio.spi.Metric;
import io.spatio.spi.PositionList;
import io.spatio.spi.Region;
import io.spatio.spi.SpatialIndex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * An index beside a list of what it must hold: every change goes to both, and every answer of the index is checked against
 * a walk over the list. One thread at a time.
 */
final class ModelledIndex implements AutoCloseable {
    private final SpatialIndex index;
    private final List<@Nullable Point> rows = new ArrayList<>();
    private int size;

    ModelledIndex(SpatialIndex index) {
        this.index = index;
    }

    SpatialIndex index() {
        return index;
    }

    int size() {
        return size;
    }

    /** Adds a point under the next handle, or under a free one to be used again. */
    int insert(Point point) {
        int handle = rows.size();
        rows.add(null);
        insertAt(handle, point);
        return handle;
    }

    void insertAt(int handle, Point point) {
        while (rows.size() <= handle) {
            rows.add(null);
        }
        index.insert(handle, point.lon(), point.lat(), point.alt());
        rows.set(handle, point);
        size++;
    }

    void load(List<Point> points) {
        PositionList block = new PositionList();
        for (Point point : points) {
            block.add(rows.size(), point.lon(), point.lat(), point.alt());
            rows.add(point);
        }
        index.bulkLoad(block);
        size += points.size();
    }

    void move(int handle, Point to) {
        Point from = held(handle);
        index.move(handle, from.lon(), from.lat(), from.alt(), to.lon(), to.lat(), to.alt());
        rows.set(handle, to);
    }

    void remove(int handle) {
        Point from = held(handle);
        index.remove(handle, from.lon(), from.lat(), from.alt());
        rows.set(handle, null);
        size--;
    }

    void clear() {
        index.clear();
        rows.replaceAll(point -> null);
        size = 0;
    }

    /** A handle that is held, the n-th round the table; −1 where there is none. */
    int pick(int n) {
        for (int i = 0; i < rows.size(); i++) {
            int handle = Math.floorMod(n + i, rows.size());
            if (rows.get(handle) != null) {
                return handle;
            }
        }
        return -1;
    }

    /** A handle that was held before and is free now; −1 where there is none. */
    int pickFree(int n) {
        for (int i = 0; i < rows.size(); i++) {
            int handle = Math.floorMod(n + i, rows.size());
            if (rows.get(handle) == null) {
                return handle;
            }
        }
        return -1;
    }

    Point held(int handle) {
        Point point = rows.get(handle);
        if (point == null) {
            throw new IllegalStateException("the test's own fault: handle " + handle + " is not held");
        }
        return point;
    }

    void checkSize() {
        assertEquals(size, index.size(), "size()");
    }

    void checkSearch(Region region) {
        Visits visits = new Visits("search of " + region);
        boolean done = index.search(region, (handle, lon, lat, alt) -> {
            visits.take(handle, lon, lat, alt);
            assertTrue(inBoxes(region, lon, lat), () -> "visited outside the region's boxes: " + at(handle, lon, lat));
            return true;
        });
        assertTrue(done, "search() gave up although no change ran beside it");
        for (int handle = 0; handle < rows.size(); handle++) {
            Point point = rows.get(handle);
            if (point != null && region.contains(point.lon(), point.lat(), point.alt())) {
                visits.require(handle, point);
            }
        }
    }

    private static boolean inBoxes(Region region, double lon, double lat) {
        for (int i = 0; i < region.boxCount(); i++) {
            LonLatBox box = region.box(i);
            if (box.contains(lon, lat)) {
                return true;
            }
        }
        return false;
    }

    /** Looks for the k nearest as an engine does: the cut-off is the k-th best so far. */
    void checkNearest(Metric metric, int k) {
        PriorityQueue<Double> best = new PriorityQueue<>((a, b) -> Double.compare(b, a));
        double[] cutOff = {k == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY};
        checkNearest(metric, "nearest " + k + " by " + metric, cutOff, distance -> {
            if (k > 0 && (best.size() < k || distance < best.element())) {
                best.add(distance);
                if (best.size() > k) {
                    best.remove();
                }
                cutOff[0] = best.size() == k ? best.element() : Double.POSITIVE_INFINITY;
            }
        });
    }

    /** Looks for all within a fixed distance. */
    void checkWithin(Metric metric, double distance) {
        double[] cutOff = {distance};
        checkNearest(metric, "all within " + distance + " by " + metric, cutOff, ignored -> {});
    }

    private void checkNearest(
            Metric metric, String what, double[] cutOff, java.util.function.DoubleConsumer candidateDistance) {
        Visits visits = new Visits(what);
        boolean done = index.nearest(metric, (handle, lon, lat, alt) -> {
            visits.take(handle, lon, lat, alt);
            candidateDistance.accept(metric.distance(lon, lat, alt));
            return cutOff[0];
        });
        assertTrue(done, "nearest() gave up although no change ran beside it");
        for (int handle = 0; handle < rows.size(); handle++) {
            Point point = rows.get(handle);
            if (point != null && metric.distance(point.lon(), point.lat(), point.alt()) <= cutOff[0]) {
                visits.require(handle, point);
            }
        }
    }

    /** Stops after some visits and checks that it was the last. */
    void checkStop(Region region, int after) {
        int[] visited = {0};
        boolean done = index.search(region, (handle, lon, lat, alt) -> {
            visited[0]++;
            assertTrue(visited[0] <= after, "visited on after the visitor returned false");
            return visited[0] < after;
        });
        assertTrue(done, "search() must return true when the visitor stopped it");
    }

    @Override
    public void close() {
        index.close();
    }

    private static String at(int handle, double lon, double lat) {
        return "handle " + handle + " at lon " + lon + ", lat " + lat;
    }

    /** What one call visited. */
    private final class Visits {
        private final String what;
        private final BitSet seen = new BitSet();

        Visits(String what) {
            this.what = what;
        }

        void take(int handle, double lon, double lat, double alt) {
            Point point = handle >= 0 && handle < rows.size() ? rows.get(handle) : null;
            if (point == null) {
                fail(what + " visited handle " + handle + ", which is not in the index");
            } else if (!point.sameBits(lon, lat, alt)) {
                fail(what + " visited handle " + handle + " at (" + lon + ", " + lat + ", " + alt
                        + ") but it was put at " + point);
            }
            if (seen.get(handle)) {
                fail(what + " visited handle " + handle + " twice");
            }
            seen.set(handle);
        }

        void require(int handle, Point point) {
            if (!seen.get(handle)) {
                fail(what + " missed handle " + handle + " at " + point);
            }
        }
    }
}
