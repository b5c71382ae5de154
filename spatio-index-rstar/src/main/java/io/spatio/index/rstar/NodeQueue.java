package io.spatio.index.rstar;

import java.util.Arrays;

/** Nodes by ascending bound: a binary heap in two arrays. */
final class NodeQueue {
    private double[] bounds = new double[48];
    private int[] nodes = new int[48];
    private int size;

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
