package io.spatio.index.rstar;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tree and its changes.
 *
 * <p><b>Representation.</b> A node is an int: a leaf as it stands, a branch b as {@code ~b}. Nodes live in two pools of
 * flat arrays. {@code places[handle]} is the leaf and slot of every handle, so that a change starts at the leaf and
 * searches nothing: bottom-up update (Lee, Hsu, Jensen, Cui and Teo, "Supporting Frequent Updates in R-Trees: A Bottom-Up
 * Approach", VLDB 2003).
 *
 * <p><b>Loose leaves.</b> A leaf's rectangle contains its points and up to {@link Slack} more. A move within it writes
 * two numbers and no rectangle; with rectangles kept tight three to four times fewer moves would be so cheap. Every
 * {@value #WEAR_LIMIT}th change of a leaf tightens it, and it never grows by tightening, else leaves whose points drift
 * apart would come to overlap without bound. A move out of the rectangle re-inserts from the lowest ancestor that
 * contains the new place.
 *
 * <p><b>Invariants.</b> A node's rectangle contains its entries; a branch's is exactly the union of its children's or
 * larger; the parent holds the same rectangle for a child as the child itself. Counts stay below the capacity, and but
 * for the root at or above the minimum. All leaves are equally deep.
 */
final class RStarTree {
    /** The root of an empty tree. */
    static final int NO_NODE = Integer.MAX_VALUE;

    private static final int SLOT_BITS = 8;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
    private static final int ABSENT = -1;
    private static final int WEAR_LIMIT = 64;

    /** What a leaf's growth counts as, in single changes: what grew is likely to be too large. */
    private static final int WEAR_OF_GROWTH = 16;

    final Leaves leaves;
    final Branches branches;
    int root = NO_NODE;

    private final Slack slack;
    private final double[] extent = new double[Rectangles.WIDTH];
    private @Nullable NodeSplit split;
    private int[] places = {};
    private int size;

    RStarTree(RStarIndexOptions options) {
        leaves = new Leaves(options.leafCapacity());
        branches = new Branches(options.innerCapacity());
        slack = new Slack(options.slackMeters());
    }

    int size() {
        return size;
    }

    void insert(int handle, double lon, double lat, double alt) {
        ensurePlaces(handle);
        if (root == NO_NODE) {
            root = leaves.allocate();
        }
        insertBelow(root, handle, lon, lat, alt);
        size++;
    }

    void move(int handle, double lon, double lat, double alt) {
        int place = places[handle];
        int leaf = place >> SLOT_BITS;
        if (!leaves.contains(leaf, lon, lat)) {
            moveOut(handle, place, lon, lat, alt);
            return;
        }
        leaves.write(leaf, place & SLOT_MASK, lon, lat, alt);
        if (leaves.wearOut(leaf, 1, WEAR_LIMIT)) {
            tighten(leaf);
        }
    }

    void remove(int handle) {
        int place = places[handle];
        int leaf = place >> SLOT_BITS;
        takeOut(leaf, place & SLOT_MASK);
        places[handle] = ABSENT;
        size--;
        if (leaves.counts[leaf] < leaves.minimum) {
            condense(leaf);
        } else if (leaves.wearOut(leaf, 1, WEAR_LIMIT)) {
            tighten(leaf);
        }
    }

    /** Notes where a handle stands; the loader and every copy of a point between leaves come here. */
    void settle(int handle, int leaf, int slot) {
        places[handle] = leaf << SLOT_BITS | slot;
    }

    /** Makes room for a handle that comes next. */
    void ensurePlaces(int handle) {
        int before = places.length;
        if (handle >= before) {
            places = Arrays.copyOf(places, Math.max(handle + 1, Math.max(16, before + (before >> 2))));
            Arrays.fill(places, before, places.length, ABSENT);
        }
    }

    /** Takes over a root that a loader built for a number of handles. */
    void adopt(int newRoot, int newSize) {
        root = newRoot;
        size = newSize;
    }

    private void moveOut(int handle, int place, double lon, double lat, double alt) {
        int leaf = place >> SLOT_BITS;
        int start = leaf;
        int parent = leaves.parents[leaf];
        while (parent >= 0) {
            start = ~parent;
            parent = branches.contains(parent, lon, lat) ? NodePool.NO_PARENT : branches.parents[parent];
        }
        takeOut(leaf, place & SLOT_MASK);
        insertBelow(start, handle, lon, lat, alt);
        if (leaves.counts[leaf] < leaves.minimum) {
            condense(leaf);
        } else if (leaves.wearOut(leaf, 1, WEAR_LIMIT)) {
            tighten(leaf);
        }
    }

    private void takeOut(int leaf, int slot) {
        int moved = leaves.removeSlot(leaf, slot);
        if (moved >= 0) {
            settle(moved, leaf, slot);
        }
    }

    private void insertBelow(int start, int handle, double lon, double lat, double alt) {
        int node = start;
        while (node < 0) {
            node = branches.choose(~node, lon, lat, lon, lat);
        }
        settle(handle, node, leaves.append(node, handle, lon, lat, alt));
        if (leaves.counts[node] == leaves.capacity) {
            split(node);
        } else if (!leaves.contains(node, lon, lat)) {
            grow(node, lon, lat);
        }
    }

    private void grow(int leaf, double lon, double lat) {
        Rectangles.set(extent, 0, lon, lat, lon, lat);
        slack.widen(extent, 0);
        Rectangles.join(leaves.rectangles, leaf * Rectangles.WIDTH, extent, 0);
        growAncestors(leaf);
        if (leaves.wearOut(leaf, WEAR_OF_GROWTH, WEAR_LIMIT)) {
            tighten(leaf);
        }
    }

    private void split(int full) {
        int other = full >= 0 ? splitLeaf(full) : ~splitBranch(~full);
        int parent = parent(full);
        if (parent < 0) {
            parent = branches.allocate();
            root = ~parent;
            link(parent, full);
        } else {
            copyToParent(parent, full);
        }
        link(parent, other);
        if (branches.counts[parent] == branches.capacity) {
            split(~parent);
        } else if (branches.refit(parent)) {
            refitAncestors(~parent);
        }
    }

    /** Scratch space of some kilobytes, which a tree of one leaf does without: there may be 100,000 such trees. */
    private NodeSplit splitter() {
        NodeSplit present = split;
        if (present == null) {
            present = new NodeSplit(Math.max(leaves.capacity, branches.capacity));
            split = present;
        }
        return present;
    }

    private int splitLeaf(int leaf) {
        boolean[] second = splitter().divide(leaves, leaf);
        int other = leaves.allocate();
        int count = leaves.counts[leaf];
        leaves.counts[leaf] = 0;
        for (int slot = 0; slot < count; slot++) {
            int handle = leaves.handle(leaf, slot);
            if (second[slot]) {
                double lon = leaves.lon(leaf, slot);
                double lat = leaves.lat(leaf, slot);
                settle(handle, other, leaves.append(other, handle, lon, lat, leaves.alt(leaf, slot)));
            } else {
                int target = leaves.counts[leaf]++;
                leaves.copySlot(leaf, slot, target);
                settle(handle, leaf, target);
            }
        }
        fitWithSlack(leaf);
        fitWithSlack(other);
        return other;
    }

    private int splitBranch(int branch) {
        boolean[] second = splitter().divide(branches, branch);
        int other = branches.allocate();
        int count = branches.counts[branch];
        branches.counts[branch] = 0;
        for (int slot = 0; slot < count; slot++) {
            if (second[slot]) {
                link(other, branches.child(branch, slot));
            } else {
                branches.copySlot(branch, slot, branches.counts[branch]++);
            }
        }
        branches.refit(branch);
        branches.refit(other);
        return other;
    }

    /** Gives a leaf the rectangle of its points with slack. Its ancestors stay as they are. */
    void fitWithSlack(int leaf) {
        measure(leaf);
        System.arraycopy(extent, 0, leaves.rectangles, leaf * Rectangles.WIDTH, Rectangles.WIDTH);
        leaves.wear[leaf] = 0;
    }

    private void measure(int leaf) {
        Rectangles.setEmpty(extent, 0);
        for (int slot = 0; slot < leaves.counts[leaf]; slot++) {
            double lon = leaves.lon(leaf, slot);
            double lat = leaves.lat(leaf, slot);
            Rectangles.join(extent, 0, lon, lat, lon, lat);
        }
        slack.widen(extent, 0);
    }

    /** Shrinks a leaf's rectangle to its points and slack, where that is smaller. */
    private void tighten(int leaf) {
        measure(leaf);
        double[] r = leaves.rectangles;
        int at = leaf * Rectangles.WIDTH;
        Rectangles.set(
                r,
                at,
                Math.max(r[at], extent[0]),
                Math.max(r[at + 1], extent[1]),
                Math.min(r[at + 2], extent[2]),
                Math.min(r[at + 3], extent[3]));
        refitAncestors(leaf);
    }

    /** Dissolves nodes with too few entries, from this one up, and lets their siblings take the entries in. */
    private void condense(int node) {
        int current = node;
        while (current != root && count(current) < pool(current).minimum) {
            int parent = parent(current);
            branches.removeSlot(parent, branches.slotOf(parent, current));
            if (branches.refit(parent)) {
                refitAncestors(~parent);
            }
            if (current >= 0) {
                dissolveLeaf(current, ~parent);
            } else {
                dissolveBranch(~current, parent);
            }
            current = ~parent;
        }
        shortenRoot();
    }

    private void dissolveLeaf(int leaf, int start) {
        for (int slot = 0; slot < leaves.counts[leaf]; slot++) {
            double lon = leaves.lon(leaf, slot);
            double lat = leaves.lat(leaf, slot);
            insertBelow(start, leaves.handle(leaf, slot), lon, lat, leaves.alt(leaf, slot));
        }
        leaves.free(leaf);
    }

    private void dissolveBranch(int branch, int parent) {
        for (int slot = 0; slot < branches.counts[branch]; slot++) {
            double[] r = branches.childRectangles;
            int at = branches.rectangleAt(branch, slot);
            int sibling = ~branches.choose(parent, r[at], r[at + 1], r[at + 2], r[at + 3]);
            Rectangles.join(branches.rectangles, sibling * Rectangles.WIDTH, r, at);
            link(sibling, branches.child(branch, slot));
            growAncestors(~sibling);
            if (branches.counts[sibling] == branches.capacity) {
                split(~sibling);
            }
        }
        branches.free(branch);
    }

    private void shortenRoot() {
        while (root < 0 && branches.counts[~root] == 1) {
            int only = branches.child(~root, 0);
            branches.free(~root);
            pool(only).parents[index(only)] = NodePool.NO_PARENT;
            root = only;
        }
        if (root >= 0 && leaves.counts[root] == 0) {
            leaves.free(root);
            root = NO_NODE;
        }
    }

    /** Adds a node to a branch. The branch's own rectangle stays as it is. */
    void link(int branch, int node) {
        NodePool pool = pool(node);
        pool.parents[index(node)] = branch;
        branches.append(branch, node, pool.rectangles, index(node) * Rectangles.WIDTH);
    }

    private void copyToParent(int parent, int node) {
        int at = branches.rectangleAt(parent, branches.slotOf(parent, node));
        double[] own = pool(node).rectangles;
        System.arraycopy(own, index(node) * Rectangles.WIDTH, branches.childRectangles, at, Rectangles.WIDTH);
    }

    /** Carries a rectangle that grew to the ancestors, up to the first that contained it already. */
    private void growAncestors(int grown) {
        int node = grown;
        for (int parent = parent(node); parent >= 0; parent = branches.parents[parent]) {
            copyToParent(parent, node);
            double[] own = pool(node).rectangles;
            int at = index(node) * Rectangles.WIDTH;
            if (Rectangles.containsAll(branches.rectangles, parent * Rectangles.WIDTH, own, at)) {
                return;
            }
            Rectangles.join(branches.rectangles, parent * Rectangles.WIDTH, own, at);
            node = ~parent;
        }
    }

    /** Carries a rectangle that changed to the ancestors, up to the first that stays the same. */
    private void refitAncestors(int changed) {
        int node = changed;
        for (int parent = parent(node); parent >= 0; parent = branches.parents[parent]) {
            copyToParent(parent, node);
            if (!branches.refit(parent)) {
                return;
            }
            node = ~parent;
        }
    }

    NodePool pool(int node) {
        return node >= 0 ? leaves : branches;
    }

    /** The number of a node in its pool. */
    static int index(int node) {
        return node >= 0 ? node : ~node;
    }

    private int parent(int node) {
        return pool(node).parents[index(node)];
    }

    private int count(int node) {
        return pool(node).counts[index(node)];
    }

    /** Levels including the leaves; 0 when empty. */
    int height() {
        if (root == NO_NODE) {
            return 0;
        }
        int height = 1;
        for (int node = root; node < 0; node = branches.child(~node, 0)) {
            height++;
        }
        return height;
    }

    /** Leaf and slot of a handle, {@code leaf << 8 | slot}, or −1. */
    int place(int handle) {
        return handle < places.length ? places[handle] : ABSENT;
    }

    Map<String, Object> stats() {
        long bytes = leaves.bytes() + branches.bytes() + 4L * places.length;
        return Map.of("height", height(), "leaves", leaves.live(), "inner-nodes", branches.live(), "bytes", bytes);
    }
}
