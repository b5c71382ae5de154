package io.spatio.index.rstar;

import io.spatio.spi.LonLatBox;
import io.spatio.spi.Region;
import io.spatio.spi.SearchVisitor;

/**
 * One search by region: a descent per box. A point lies in at most one box, so none is visited twice. A subtree inside
 * the box and wholly covered by the region is visited without testing its points. All state of a search is here, none in
 * the tree, so that searches run beside each other.
 */
final class RegionSearch {
    private final Leaves leaves;
    private final Branches branches;
    private final int root;
    private final Region region;
    private final SearchVisitor visitor;
    private double minLon;
    private double minLat;
    private double maxLon;
    private double maxLat;

    /** How many nodes were looked into. */
    int visitedNodes;

    RegionSearch(RStarTree tree, Region region, SearchVisitor visitor) {
        leaves = tree.leaves;
        branches = tree.branches;
        root = tree.root;
        this.region = region;
        this.visitor = visitor;
    }

    void run() {
        if (root == RStarTree.NO_NODE) {
            return;
        }
        for (int i = 0; i < region.boxCount(); i++) {
            LonLatBox box = region.box(i);
            minLon = box.minLon();
            minLat = box.minLat();
            maxLon = box.maxLon();
            maxLat = box.maxLat();
            if (!visit(root)) {
                return;
            }
        }
    }

    private boolean visit(int node) {
        return node >= 0 ? visitLeaf(node) : visitBranch(~node);
    }

    private boolean visitBranch(int branch) {
        visitedNodes++;
        double[] r = branches.childRectangles;
        int at = branches.rectangleAt(branch, 0);
        int count = branches.counts[branch];
        for (int slot = 0; slot < count; slot++, at += Rectangles.WIDTH) {
            if (r[at] <= maxLon
                    && r[at + 2] >= minLon
                    && r[at + 1] <= maxLat
                    && r[at + 3] >= minLat
                    && !visitChild(branches.child(branch, slot), r[at], r[at + 1], r[at + 2], r[at + 3])) {
                return false;
            }
        }
        return true;
    }

    private boolean visitChild(int child, double west, double south, double east, double north) {
        boolean inside = west >= minLon && east <= maxLon && south >= minLat && north <= maxLat;
        if (inside && region.covers(west, south, east, north)) {
            return visitAll(child);
        }
        return !region.mayIntersect(west, south, east, north) || visit(child);
    }

    private boolean visitLeaf(int leaf) {
        visitedNodes++;
        double[] lonLats = leaves.lonLats;
        int first = leaf * leaves.capacity;
        int end = first + leaves.counts[leaf];
        for (int entry = first; entry < end; entry++) {
            double lon = lonLats[2 * entry];
            double lat = lonLats[2 * entry + 1];
            if (lon >= minLon && lon <= maxLon && lat >= minLat && lat <= maxLat) {
                if (!visitor.visit(leaves.handles[entry], lon, lat, altitude(entry))) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean visitAll(int node) {
        if (node >= 0) {
            return visitAllOfLeaf(node);
        }
        visitedNodes++;
        int count = branches.counts[~node];
        for (int slot = 0; slot < count; slot++) {
            if (!visitAll(branches.child(~node, slot))) {
                return false;
            }
        }
        return true;
    }

    private boolean visitAllOfLeaf(int leaf) {
        visitedNodes++;
        double[] lonLats = leaves.lonLats;
        int first = leaf * leaves.capacity;
        int end = first + leaves.counts[leaf];
        for (int entry = first; entry < end; entry++) {
            if (!visitor.visit(leaves.handles[entry], lonLats[2 * entry], lonLats[2 * entry + 1], altitude(entry))) {
                return false;
            }
        }
        return true;
    }

    private double altitude(int entry) {
        double[] altitudes = leaves.altitudes;
        return altitudes.length == 0 ? Double.NaN : altitudes[entry];
    }
}
