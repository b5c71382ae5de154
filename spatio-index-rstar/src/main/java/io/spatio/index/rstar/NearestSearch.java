package io.spatio.index.rstar;

import io.spatio.spi.Metric;
import io.spatio.spi.NearestVisitor;

/**
 * One nearest search: nodes by ascending lower bound until the least bound is beyond the visitor's cut-off (Hjaltason and
 * Samet, "Distance Browsing in Spatial Databases", ACM TODS 24(2), 1999). What lies exactly at the cut-off is offered:
 * the visitor breaks ties. All state of a search is here and in the thread's queue, none in the tree.
 */
final class NearestSearch {
    private final Leaves leaves;
    private final Branches branches;
    private final int root;
    private final Metric metric;
    private final NearestVisitor visitor;
    private final NodeQueue queue;
    private double cutOff = Double.POSITIVE_INFINITY;

    /** How many nodes were looked into. */
    int visitedNodes;

    NearestSearch(RStarTree tree, NodeQueue queue, Metric metric, NearestVisitor visitor) {
        this.queue = queue;
        leaves = tree.leaves;
        branches = tree.branches;
        root = tree.root;
        this.metric = metric;
        this.visitor = visitor;
    }

    void run() {
        if (root == RStarTree.NO_NODE) {
            return;
        }
        queue.add(0, root);
        while (!queue.isEmpty() && queue.leastBound() <= cutOff) {
            int node = queue.poll();
            visitedNodes++;
            if (node >= 0) {
                takeLeaf(node);
            } else {
                queueChildren(~node);
            }
        }
    }

    private void queueChildren(int branch) {
        double[] r = branches.childRectangles;
        int at = branches.rectangleAt(branch, 0);
        int count = branches.counts[branch];
        for (int slot = 0; slot < count; slot++, at += Rectangles.WIDTH) {
            double bound = metric.lowerBound(r[at], r[at + 1], r[at + 2], r[at + 3]);
            if (bound <= cutOff) {
                queue.add(bound, branches.child(branch, slot));
            }
        }
    }

    private void takeLeaf(int leaf) {
        double[] lonLats = leaves.lonLats;
        int first = leaf * leaves.capacity;
        int end = first + leaves.counts[leaf];
        for (int entry = first; entry < end; entry++) {
            double lon = lonLats[2 * entry];
            double lat = lonLats[2 * entry + 1];
            double alt = altitude(entry);
            if (metric.distance(lon, lat, alt) <= cutOff) {
                cutOff = visitor.offer(leaves.handles[entry], lon, lat, alt);
            }
        }
    }

    private double altitude(int entry) {
        double[] altitudes = leaves.altitudes;
        return altitudes.length == 0 ? Double.NaN : altitudes[entry];
    }
}
