package io.spatio.index.rstar;

import java.util.Arrays;

/**
 * Nodes by ascending bound: a binary heap in two arrays. One per thread, used again, because new
 * memory for each search costs more than the search. One thread only.
 */
final class NodeQueue {
    private static final ThreadLocal<NodeQueue> OF_THREAD = ThreadLocal.withInitial(NodeQueue::new);

    private static final int FIRST = 256;
    private static final int KEPT = 1 << 14;

    private double[] bounds = new double[FIRST];
    private int[] nodes = new int[FIRST];
    private int size;
    private boolean taken;

    private NodeQueue() {}

    /** This thread's, empty, or a new one where a visitor searches another index meanwhile. */
    static NodeQueue take() {
        NodeQueue queue = OF_THREAD.get();
        if (queue.taken) {
            queue = new NodeQueue();
        }
        queue.taken = true;
        return queue;
    }

    /** Gives it back. */
    void release() {
        size = 0;
        if (nodes.length > KEPT) {
            bounds = new double[FIRST];
            nodes = new int[FIRST];
        }
        taken = false;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The least bound. */
    double leastBound() {
        return bounds[0];
    }

    void add(double bound, int node) {
        if (size == nodes.length) {
            bounds = Arrays.copyOf(bounds, 2 * size);
            nodes = Arrays.copyOf(nodes, 2 * size);
        }
        int hole = size++;
        while (hole > 0 && bounds[(hole - 1) >> 1] > bound) {
            int up = (hole - 1) >> 1;
            bounds[hole] = bounds[up];
            nodes[hole] = nodes[up];
            hole = up;
        }
        bounds[hole] = bound;
        nodes[hole] = node;
    }

    /** Takes out the node with the least bound. */
    int poll() {
        int first = nodes[0];
        double bound = bounds[--size];
        int node = nodes[size];
        int hole = 0;
        for (int down = 1; down < size; down = 2 * hole + 1) {
            if (down + 1 < size && bounds[down + 1] < bounds[down]) {
                down++;
            }
            if (bounds[down] >= bound) {
                break;
            }
            bounds[hole] = bounds[down];
            nodes[hole] = nodes[down];
            hole = down;
        }
        bounds[hole] = bound;
        nodes[hole] = node;
        return first;
    }
}
