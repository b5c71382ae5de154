package io.spatio.index.rstar;

import java.util.Arrays;

/**
 * Nodes and entries of leaves by ascending bound: a binary heap in two arrays. One per thread, used again, because new
 * memory for each search costs more than the search. One thread only.
 */
final class NodeQueue {
    private static final ThreadLocal<NodeQueue> OF_THREAD = ThreadLocal.withInitial(NodeQueue::new);

    /** Marks an entry of a leaf; keys are ints. */
    private static final long ENTRY = 1L << 32;

    private static final int FIRST = 256;
    private static final int KEPT = 1 << 14;

    private double[] bounds = new double[FIRST];
    private long[] keys = new long[FIRST];
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
        if (keys.length > KEPT) {
            bounds = new double[FIRST];
            keys = new long[FIRST];
        }
        taken = false;
    }

    /** Whether a key is an entry. */
    static boolean isEntry(long key) {
        return key >= ENTRY;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The least bound. */
    double leastBound() {
        return bounds[0];
    }

    void addEntry(double bound, int entry) {
        add(bound, ENTRY | entry);
    }

    void addNode(double bound, int node) {
        add(bound, node);
    }

    private void add(double bound, long key) {
        if (size == keys.length) {
            bounds = Arrays.copyOf(bounds, 2 * size);
            keys = Arrays.copyOf(keys, 2 * size);
        }
        int hole = size++;
        while (hole > 0 && bounds[(hole - 1) >> 1] > bound) {
            int up = (hole - 1) >> 1;
            bounds[hole] = bounds[up];
            keys[hole] = keys[up];
            hole = up;
        }
        bounds[hole] = bound;
        keys[hole] = key;
    }

    /** Takes out the key with the least bound: its int is the node or, for an {@link #isEntry entry}, its place. */
    long poll() {
        long first = keys[0];
        double bound = bounds[--size];
        long key = keys[size];
        int hole = 0;
        for (int down = 1; down < size; down = 2 * hole + 1) {
            if (down + 1 < size && bounds[down + 1] < bounds[down]) {
                down++;
            }
            if (bounds[down] >= bound) {
                break;
            }
            bounds[hole] = bounds[down];
            keys[hole] = keys[down];
            hole = down;
        }
        bounds[hole] = bound;
        keys[hole] = key;
        return first;
    }
}
