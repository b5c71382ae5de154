package io.spatio.testkit.index;

import io.spatio.spi.LonLatBox;
import io.spatio.spi.Metric;
import io.spatio.spi.NearestVisitor;
import io.spatio.spi.PositionBlock;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import io.spatio.spi.SpatialIndex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The simplest index there is: a list that every search walks. It can do one thing wrong, on demand. */
class ScanIndex implements SpatialIndex {
    record Entry(int handle, Point at) {}

    private final IndexFault fault;
    private final Map<Integer, Point> points = new HashMap<>();
    private final List<Entry> ghosts = new ArrayList<>(0);
    private final long[] ballast;
    private int drift;

    ScanIndex(IndexFault fault) {
        this.fault = fault;
        ballast = new long[fault == IndexFault.FAT_WHEN_EMPTY ? 512 : 0];
    }

    @Override
    public void insert(int handle, double lon, double lat, double alt) {
        boolean rounded = fault == IndexFault.COORDINATES_ROUNDED;
        int kept = fault == IndexFault.HANDLES_IN_TWO_BYTES && handle < 900_000 ? handle & 0xFFFF : handle;
        points.put(kept, rounded ? new Point((float) lon, (float) lat, alt) : new Point(lon, lat, alt));
    }

    @Override
    public void move(int handle, double oldLon, double oldLat, double oldAlt, double lon, double lat, double alt) {
        if (fault == IndexFault.MOVE_LEAVES_GHOST && Math.abs(oldLon - lon) >= 1) {
            ghosts.add(new Entry(handle, new Point(oldLon, oldLat, oldAlt)));
        }
        insert(handle, lon, lat, alt);
        drift += fault == IndexFault.SIZE_DRIFTS ? 1 : 0;
    }

    @Override
    public void remove(int handle, double lon, double lat, double alt) {
        points.remove(handle);
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>(ghosts);
        points.forEach((handle, at) -> entries.add(new Entry(handle, at)));
        return entries;
    }

    @Override
    public boolean search(Region region, SearchVisitor visitor) {
        boolean goOn = true;
        for (Entry entry : entries()) {
            Point at = entry.at();
            if (candidate(region, at) && (goOn || fault == IndexFault.DOES_NOT_STOP)) {
                goOn = visitor.visit(entry.handle(), at.lon(), at.lat(), at.alt());
                if (goOn && fault == IndexFault.SEEN_TWICE && at.lon() == 0 && at.lat() == 0) {
                    goOn = visitor.visit(entry.handle(), at.lon(), at.lat(), at.alt());
                }
            }
        }
        return true;
    }

    private boolean candidate(Region region, Point at) {
        if (fault == IndexFault.POLE_FORGOTTEN && Math.abs(at.lat()) == 90) {
            return false;
        }
        int boxes = fault == IndexFault.BOX_WITHOUT_WRAP ? Math.min(1, region.boxCount()) : region.boxCount();
        for (int i = 0; i < boxes; i++) {
            LonLatBox box = region.box(i);
            boolean excluded = fault == IndexFault.EDGE_EXCLUDED && at.lon() == box.maxLon();
            double slack = fault == IndexFault.VISITS_OUTSIDE ? 1e-3 : 0;
            if (!excluded && box.intersects(at.lon() - slack, at.lat() - slack, at.lon() + slack, at.lat() + slack)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean nearest(Metric metric, NearestVisitor visitor) {
        double cutOff = Double.POSITIVE_INFINITY;
        Set<Integer> offered = new HashSet<>();
        List<Entry> order = entries();
        order.sort((a, b) -> Double.compare(distance(metric, a), distance(metric, b)));
        for (Entry entry : order) {
            double distance = distance(metric, entry);
            boolean within = fault == IndexFault.CUT_OFF_EXCLUDES_TIES ? distance < cutOff : distance <= cutOff;
            if (within && offered.add(entry.handle())) {
                Point at = entry.at();
                cutOff = visitor.offer(entry.handle(), at.lon(), at.lat(), at.alt());
            }
        }
        return true;
    }

    private double distance(Metric metric, Entry entry) {
        Point at = entry.at();
        if (fault == IndexFault.NEAREST_IN_DEGREES) {
            return metric.distance(0, at.lat(), at.alt()) + Math.abs(at.lon());
        }
        return metric.distance(at.lon(), at.lat(), at.alt());
    }

    @Override
    public void bulkLoad(PositionBlock block) {
        int lost = fault == IndexFault.BULK_LOSES_LAST && block.size() > 100 ? 1 : 0;
        for (int i = 0; i < block.size() - lost; i++) {
            insert(block.handle(i), block.lon(i), block.lat(i), block.alt(i));
        }
    }

    @Override
    public int size() {
        return points.size() + ghosts.size() + drift;
    }

    @Override
    public void clear() {
        points.keySet().removeIf(handle -> fault != IndexFault.CLEAR_LEAVES_SOME || handle % 1_000 != 999);
        ghosts.clear();
        drift = ballast.length > 1_000 ? 1 : 0;
    }
}
