package io.spatio.index.rstar;

import io.spatio.spi.PositionBlock;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Builds a tree at once by sort, tile, recursive: points are cut into columns by longitude and each column into leaves by
 * latitude, then the leaves in the same way into branches, up to one root (Leutenegger, Lopez and Edgington, "STR: A
 * Simple and Efficient Algorithm for R-Tree Packing", ICDE 1997). O(n log n), with 16 bytes per point of scratch.
 *
 * <p>Nodes are filled to three quarters, so that the first moves do not split them all. Groups are of equal size, hence
 * none is below the minimum.
 */
final class TreeLoader {
    /** Degrees times this fit the upper half of a sort key, about a centimetre apart: order, not exactness. */
    private static final double KEY_SCALE = (double) (1L << 30) / 512;

    private final RStarTree tree;
    private final Leaves leaves;
    private final Branches branches;

    private int[] made = {};
    private int madeCount;

    TreeLoader(RStarTree tree) {
        this.tree = tree;
        leaves = tree.leaves;
        branches = tree.branches;
    }

    /** Loads a block that is not empty into a tree that is. */
    void load(PositionBlock block) {
        int size = block.size();
        int greatest = 0;
        for (int i = 0; i < size; i++) {
            greatest = Math.max(greatest, block.handle(i));
        }
        tree.ensurePlaces(greatest);
        int leafCount = groups(size, leaves.capacity);
        made = new int[leafCount + (int) Math.sqrt(leafCount) + 1];
        leaves.ensureNodes(leafCount);
        pack(size, leaves.capacity, block::lon, block::lat, (keys, from, to) -> makeLeaf(block, keys, from, to));
        while (madeCount > 1) {
            stack();
        }
        tree.adopt(made[0], size);
    }

    private void stack() {
        int[] nodes = Arrays.copyOf(made, madeCount);
        madeCount = 0;
        pack(
                nodes.length,
                branches.capacity,
                i -> middle(nodes[i], 0),
                i -> middle(nodes[i], 1),
                (keys, from, to) -> makeBranch(nodes, keys, from, to));
    }

    private double middle(int node, int side) {
        double[] rectangles = tree.pool(node).rectangles;
        int at = RStarTree.index(node) * Rectangles.WIDTH;
        return (rectangles[at + side] + rectangles[at + side + 2]) / 2;
    }

    private void makeLeaf(PositionBlock block, long[] keys, int from, int to) {
        int leaf = leaves.allocate();
        for (int k = from; k < to; k++) {
            int i = (int) keys[k];
            int handle = block.handle(i);
            tree.settle(handle, leaf, leaves.append(leaf, handle, block.lon(i), block.lat(i), block.alt(i)));
        }
        tree.fitWithSlack(leaf);
        add(leaf);
    }

    private void makeBranch(int[] nodes, long[] keys, int from, int to) {
        int branch = branches.allocate();
        for (int k = from; k < to; k++) {
            tree.link(branch, nodes[(int) keys[k]]);
        }
        branches.refit(branch);
        add(~branch);
    }

    private void add(int node) {
        if (madeCount == made.length) {
            made = Arrays.copyOf(made, madeCount + madeCount / 2 + 1);
        }
        made[madeCount++] = node;
    }

    private static int fill(int capacity) {
        return capacity - capacity / 4;
    }

    private static int groups(int size, int capacity) {
        return size < capacity ? 1 : (size + fill(capacity) - 1) / fill(capacity);
    }

    private static void pack(int size, int capacity, IntToDoubleFunction lon, IntToDoubleFunction lat, Group group) {
        long[] keys = new long[size];
        double[] extent = new double[Rectangles.WIDTH];
        Rectangles.setEmpty(extent, 0);
        for (int i = 0; i < size; i++) {
            double x = lon.applyAsDouble(i);
            double y = lat.applyAsDouble(i);
            Rectangles.join(extent, 0, x, y, x, y);
            keys[i] = key(x, i);
        }
        Arrays.sort(keys);
        int columns = columns(groups(size, capacity), extent);
        for (int column = 0; column < columns; column++) {
            int from = part(0, size, column, columns);
            int to = part(0, size, column + 1, columns);
            for (int k = from; k < to; k++) {
                int i = (int) keys[k];
                keys[k] = key(lat.applyAsDouble(i), i);
            }
            Arrays.sort(keys, from, to);
            int rows = groups(to - from, capacity);
            for (int row = 0; row < rows; row++) {
                group.make(keys, part(from, to, row, rows), part(from, to, row + 1, rows));
            }
        }
    }

    private static long key(double degrees, int i) {
        return (long) ((degrees + 180) * KEY_SCALE) << 32 | i;
    }

    private static int part(int from, int to, int number, int parts) {
        return from + (int) ((long) (to - from) * number / parts);
    }

    /** The number of columns that makes groups about square, in metres. */
    private static int columns(int groups, double[] extent) {
        double width = (extent[2] - extent[0]) * Math.cos(Math.toRadians((extent[1] + extent[3]) / 2));
        double height = extent[3] - extent[1];
        double ratio = width == height ? 1 : width / height;
        return (int) Math.max(1, Math.min(groups, Math.ceil(Math.sqrt(groups * ratio))));
    }

    /** Takes the entries {@code (int) keys[from..to)} as one node. */
    private interface Group {
        void make(long[] keys, int from, int to);
    }
}
