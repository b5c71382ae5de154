package io.spatio.index.rstar;

import java.util.Arrays;

/**
 * The inner nodes: children with their rectangles inlined, so that a descent reads one run of memory per node. A child
 * is a leaf as it stands (0 and above) or a branch b as {@code ~b}.
 */
final class Branches extends NodePool {
    /**
     * Added to both sides of a rectangle before its area is taken, about a centimetre: lines and points then compare by
     * length instead of being all 0.
     */
    private static final double MIN_SIDE = 1e-7;

    /** The child of every slot: {@code branch * capacity + slot}. */
    int[] children = {};

    /** The rectangle of every slot, the same as the child's own. */
    double[] childRectangles = {};

    Branches(int capacity) {
        super(capacity);
    }

    @Override
    void growEntries(int branches) {
        int slots = Math.multiplyExact(branches, capacity);
        children = Arrays.copyOf(children, slots);
        childRectangles = Arrays.copyOf(childRectangles, Math.multiplyExact(slots, Rectangles.WIDTH));
    }

    int child(int branch, int slot) {
        return children[branch * capacity + slot];
    }

    /** Where the rectangle of a slot begins in {@link #childRectangles}. */
    int rectangleAt(int branch, int slot) {
        return (branch * capacity + slot) * Rectangles.WIDTH;
    }

    int slotOf(int branch, int child) {
        int start = branch * capacity;
        int at = start;
        while (children[at] != child) {
            at++;
        }
        return at - start;
    }

    /** Adds a child with a copy of its rectangle. Links of the child and the branch's own rectangle stay as they are. */
    void append(int branch, int child, double[] rectangle, int rectangleAt) {
        int slot = counts[branch]++;
        children[branch * capacity + slot] = child;
        System.arraycopy(rectangle, rectangleAt, childRectangles, rectangleAt(branch, slot), Rectangles.WIDTH);
    }

    void removeSlot(int branch, int slot) {
        int last = --counts[branch];
        if (slot != last) {
            copySlot(branch, last, slot);
        }
    }

    /** Copies a child to another slot of its branch. */
    void copySlot(int branch, int slot, int targetSlot) {
        children[branch * capacity + targetSlot] = child(branch, slot);
        int from = rectangleAt(branch, slot);
        System.arraycopy(childRectangles, from, childRectangles, rectangleAt(branch, targetSlot), Rectangles.WIDTH);
    }

    /** The child that grows least when it takes in the rectangle; of equals the smallest. */
    int choose(int branch, double minLon, double minLat, double maxLon, double maxLat) {
        double[] r = childRectangles;
        int at = rectangleAt(branch, 0);
        int best = 0;
        double bestGrowth = Double.POSITIVE_INFINITY;
        double bestArea = Double.POSITIVE_INFINITY;
        for (int slot = 0; slot < counts[branch]; slot++, at += Rectangles.WIDTH) {
            double area = area(r[at], r[at + 1], r[at + 2], r[at + 3]);
            double grown = area(
                    Math.min(r[at], minLon),
                    Math.min(r[at + 1], minLat),
                    Math.max(r[at + 2], maxLon),
                    Math.max(r[at + 3], maxLat));
            double growth = grown - area;
            if (growth < bestGrowth || (growth == bestGrowth && area < bestArea)) {
                best = slot;
                bestGrowth = growth;
                bestArea = area;
            }
        }
        return child(branch, best);
    }

    private static double area(double minLon, double minLat, double maxLon, double maxLat) {
        return (maxLon - minLon + MIN_SIDE) * (maxLat - minLat + MIN_SIDE);
    }

    /** Makes the branch's own rectangle the smallest around its children's; false when it was that already. */
    boolean refit(int branch) {
        double minLon = Double.POSITIVE_INFINITY;
        double minLat = Double.POSITIVE_INFINITY;
        double maxLon = Double.NEGATIVE_INFINITY;
        double maxLat = Double.NEGATIVE_INFINITY;
        int end = rectangleAt(branch, counts[branch]);
        for (int at = rectangleAt(branch, 0); at < end; at += Rectangles.WIDTH) {
            minLon = Math.min(minLon, childRectangles[at]);
            minLat = Math.min(minLat, childRectangles[at + 1]);
            maxLon = Math.max(maxLon, childRectangles[at + 2]);
            maxLat = Math.max(maxLat, childRectangles[at + 3]);
        }
        int own = branch * Rectangles.WIDTH;
        boolean same = rectangles[own] == minLon
                && rectangles[own + 1] == minLat
                && rectangles[own + 2] == maxLon
                && rectangles[own + 3] == maxLat;
        Rectangles.set(rectangles, own, minLon, minLat, maxLon, maxLat);
        return !same;
    }

    @Override
    void copyRectangle(int branch, int slot, double[] target, int targetAt) {
        System.arraycopy(childRectangles, rectangleAt(branch, slot), target, targetAt, Rectangles.WIDTH);
    }

    @Override
    long bytes() {
        return super.bytes() + 4L * children.length + 8L * childRectangles.length;
    }
}
