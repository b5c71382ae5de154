package com.example.quadtree;

import io.spatio.spi.Metric;
import io.spatio.spi.NearestVisitor;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;
import java.util.PriorityQueue;

/**
 * A bucket PR quadtree over the plane of longitudes and latitudes: a cell that holds more points than fit its bucket is cut
 * into four of equal size. Searches may run beside each other, never beside a change.
 *
 * <p>n points in general position make a tree of height O(log n); equal points would make one of any height, so cells are
 * cut {@link Cell#MAX_DEPTH} times at most, and the buckets of the smallest take whatever comes. After H. Samet, "The
 * Quadtree and Related Hierarchical Data Structures", 1984.
 */
class Quadtree {
    private final int bucketCapacity;
    private Cell root = Cell.world();

    Quadtree(int bucketCapacity) {
        this.bucketCapacity = bucketCapacity;
    }

    public void insert(int handle, double lon, double lat, double alt) {
        root.add(handle, lon, lat, alt, bucketCapacity);
    }

    public void remove(int handle, double lon, double lat, double alt) {
        root.remove(handle, lon, lat, bucketCapacity);
    }

    public int size() {
        return root.size;
    }

    public void clear() {
        root = Cell.world();
    }

    int cells() {
        return root.count();
    }

    public boolean search(Region region, SearchVisitor visitor) {
        search(root, region, visitor);
        return true;
    }

    /** Returns whether to go on. */
    private static boolean search(Cell cell, Region region, SearchVisitor visitor) {
        if (cell.size == 0 || !touchesBox(region, cell)) {
            return true;
        }
        if (!region.mayIntersect(cell.west, cell.south, cell.east, cell.north)) {
            return true;
        }
        if (region.covers(cell.west, cell.south, cell.east, cell.north)) {
            return visitAll(cell, visitor);
        }
        if (cell.isLeaf()) {
            return visitInBoxes(cell, region, visitor);
        }
        for (Cell quarter : cell.quarters) {
            if (!search(quarter, region, visitor)) {
                return false;
            }
        }
        return true;
    }

    private static boolean touchesBox(Region region, Cell cell) {
        for (int i = 0; i < region.boxCount(); i++) {
            if (region.box(i).intersects(cell.west, cell.south, cell.east, cell.north)) {
                return true;
            }
        }
        return false;
    }

    private static boolean visitInBoxes(Cell leaf, Region region, SearchVisitor visitor) {
        for (int i = 0; i < leaf.size; i++) {
            boolean inside = isInBox(region, leaf.lons[i], leaf.lats[i]);
            if (inside && !visitor.visit(leaf.handles[i], leaf.lons[i], leaf.lats[i], leaf.alts[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean isInBox(Region region, double lon, double lat) {
        for (int i = 0; i < region.boxCount(); i++) {
            if (region.box(i).contains(lon, lat)) {
                return true;
            }
        }
        return false;
    }

    private static boolean visitAll(Cell cell, SearchVisitor visitor) {
        if (cell.isLeaf()) {
            for (int i = 0; i < cell.size; i++) {
                if (!visitor.visit(cell.handles[i], cell.lons[i], cell.lats[i], cell.alts[i])) {
                    return false;
                }
            }
            return true;
        }
        for (Cell quarter : cell.quarters) {
            if (!visitAll(quarter, visitor)) {
                return false;
            }
        }
        return true;
    }

    /** Best first, after G. Hjaltason and H. Samet, "Distance Browsing in Spatial Databases", 1999. */
    public boolean nearest(Metric metric, NearestVisitor visitor) {
        double cutOff = Double.POSITIVE_INFINITY;
        PriorityQueue<Candidate> nearestFirst = new PriorityQueue<>();
        nearestFirst.add(new Candidate(root, 0));
        while (!nearestFirst.isEmpty() && nearestFirst.peek().lowerBound <= cutOff) {
            Cell cell = nearestFirst.remove().cell;
            if (cell.isLeaf()) {
                for (int i = 0; i < cell.size; i++) {
                    cutOff = visitor.offer(cell.handles[i], cell.lons[i], cell.lats[i], cell.alts[i]);
                }
                continue;
            }
            for (Cell quarter : cell.quarters) {
                double lowerBound = metric.lowerBound(quarter.west, quarter.south, quarter.east, quarter.north);
                if (quarter.size > 0 && lowerBound <= cutOff) {
                    nearestFirst.add(new Candidate(quarter, lowerBound));
                }
            }
        }
        return true;
    }

    private record Candidate(Cell cell, double lowerBound) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            return Double.compare(lowerBound, other.lowerBound);
        }
    }
}
