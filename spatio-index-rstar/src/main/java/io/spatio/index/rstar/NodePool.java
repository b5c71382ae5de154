package io.spatio.index.rstar;

import java.util.Arrays;

/**
 * Nodes of one kind in flat arrays, each node an int. Freed nodes are chained and used again first, so that the arrays
 * are never longer than the largest number of nodes alive at once asked for.
 */
abstract sealed class NodePool permits Leaves, Branches {
    /** The parent of the root, and the end of the chain of free nodes. */
    static final int NO_PARENT = -1;

    private static final int MAX_NODES = 1 << 23;

    /** How many entries a node has room for. It is split on getting there, so that adding never fails. */
    final int capacity;

    /** With fewer entries than this a node other than the root is dissolved. */
    final int minimum;

    /** The branch above each node; of a free node the next free one. */
    int[] parents = {};

    /** How many entries each node has. */
    int[] counts = {};

    /** A rectangle per node, which contains its entries, and may be larger. */
    double[] rectangles = {};

    private int firstFree = NO_PARENT;
    private int used;
    private int live;

    NodePool(int capacity) {
        this.capacity = capacity;
        this.minimum = Math.max(2, capacity / 4);
    }

    /** A node without parent, entries and extent. */
    final int allocate() {
        int node = firstFree;
        if (node == NO_PARENT) {
            node = used;
            ensureNodes(node + 1);
            used++;
        } else {
            firstFree = parents[node];
        }
        live++;
        parents[node] = NO_PARENT;
        counts[node] = 0;
        Rectangles.setEmpty(rectangles, node * Rectangles.WIDTH);
        return node;
    }

    final void free(int node) {
        parents[node] = firstFree;
        counts[node] = 0;
        firstFree = node;
        live--;
    }

    /** How many nodes are in use. */
    final int live() {
        return live;
    }

    /** Makes room for a number of nodes in all. */
    final void ensureNodes(int nodes) {
        if (nodes <= parents.length) {
            return;
        }
        if (nodes > MAX_NODES) {
            throw new IllegalStateException("the R*-tree is full: nodes=" + nodes + ", at most " + MAX_NODES
                    + "; spread the objects over more namespaces");
        }
        int length = Math.min(MAX_NODES, Math.max(nodes, parents.length + parents.length / 4));
        parents = Arrays.copyOf(parents, length);
        counts = Arrays.copyOf(counts, length);
        rectangles = Arrays.copyOf(rectangles, length * Rectangles.WIDTH);
        growEntries(length);
    }

    final boolean contains(int node, double lon, double lat) {
        return Rectangles.contains(rectangles, node * Rectangles.WIDTH, lon, lat);
    }

    /** Makes the arrays of the entries fit a number of nodes. */
    abstract void growEntries(int nodes);

    /** Writes an entry's rectangle to an array. */
    abstract void copyRectangle(int node, int slot, double[] target, int targetAt);

    /** The heap its arrays take. */
    long bytes() {
        return 4L * parents.length + 4L * counts.length + 8L * rectangles.length;
    }
}
