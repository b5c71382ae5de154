package io.spatio.index.rstar;

import java.util.Arrays;

/**
 * Divides the entries of a full node in two, the R* way: along the axis with the least sum of margins, there where the
 * halves overlap least, of equals where their areas are least, of equals in the middle (Beckmann, Kriegel, Schneider and
 * Seeger, "The R*-tree", SIGMOD 1990). The middle matters: with all entries equal every cut is as good, and only halves
 * keep the tree filled.
 *
 * <p>Longitudes count by the cosine of the latitude, so that nodes become square in metres, not in degrees. Forced
 * re-insertion is left out: it costs more than it gains where points move all the time. Scratch space of the one
 * writer.
 */
final class NodeSplit {
    /** How many of n entries each half gets at least. */
    private static final double MIN_SHARE = 0.4;

    /** How many bits of a sort key hold the entry's number; a node has at most 255 entries. */
    private static final int NUMBER_BITS = 8;

    private static final int NUMBER_MASK = (1 << NUMBER_BITS) - 1;
    private static final double KEY_SCALE = (double) (1L << (62 - NUMBER_BITS)) / 512;

    private final double[] rectangles;
    private final long[] keys;
    private final double[] heads;
    private final double[] tails;
    private final boolean[] second;

    private int size;
    private int smallestHalf;
    private double lonWeight;
    private double bestOverlap;
    private double bestArea;
    private int bestCut;

    NodeSplit(int capacity) {
        rectangles = new double[capacity * Rectangles.WIDTH];
        keys = new long[capacity];
        heads = new double[capacity * Rectangles.WIDTH];
        tails = new double[capacity * Rectangles.WIDTH];
        second = new boolean[capacity];
    }

    /** Decides for every entry of a node whether it goes to the second half. Valid until the next call. */
    boolean[] divide(NodePool pool, int node) {
        size = pool.counts[node];
        smallestHalf = Math.max(pool.minimum, (int) (size * MIN_SHARE));
        for (int i = 0; i < size; i++) {
            pool.copyRectangle(node, i, rectangles, i * Rectangles.WIDTH);
        }
        lonWeight = Math.cos(Math.toRadians((rectangles[1] + rectangles[3]) / 2));
        int best = 0;
        double leastMargin = Double.POSITIVE_INFINITY;
        // The lower and upper sides of points are the same.
        int sides = pool instanceof Leaves ? 2 : Rectangles.WIDTH;
        for (int side = 0; side < sides; side++) {
            sortBy(side);
            double margin = marginSum();
            if (margin < leastMargin) {
                leastMargin = margin;
                best = side;
            }
        }
        sortBy(best);
        chooseCut();
        for (int i = 0; i < size; i++) {
            second[(int) keys[i] & NUMBER_MASK] = i >= bestCut;
        }
        return second;
    }

    /** Sorts by one of minLon, minLat, maxLon, maxLat and joins rectangles from both ends. */
    private void sortBy(int side) {
        for (int i = 0; i < size; i++) {
            double value = rectangles[i * Rectangles.WIDTH + side];
            keys[i] = (long) ((value + 180) * KEY_SCALE) << NUMBER_BITS | i;
        }
        Arrays.sort(keys, 0, size);
        for (int i = 0; i < size; i++) {
            join(heads, i, i - 1, i);
        }
        for (int i = size - 1; i >= 0; i--) {
            join(tails, i, i + 1, i);
        }
    }

    private void join(double[] joined, int at, int before, int sorted) {
        if (before < 0 || before == size) {
            Rectangles.setEmpty(joined, at * Rectangles.WIDTH);
        } else {
            System.arraycopy(joined, before * Rectangles.WIDTH, joined, at * Rectangles.WIDTH, Rectangles.WIDTH);
        }
        int entry = (int) keys[sorted] & NUMBER_MASK;
        Rectangles.join(joined, at * Rectangles.WIDTH, rectangles, entry * Rectangles.WIDTH);
    }

    private double marginSum() {
        double sum = 0;
        for (int cut = smallestHalf; cut <= size - smallestHalf; cut++) {
            sum += margin(heads, cut - 1) + margin(tails, cut);
        }
        return sum;
    }

    private double margin(double[] joined, int at) {
        return width(joined, at) * lonWeight + height(joined, at);
    }

    private void chooseCut() {
        bestOverlap = Double.POSITIVE_INFINITY;
        bestArea = Double.POSITIVE_INFINITY;
        bestCut = size / 2;
        int reach = size / 2 - smallestHalf;
        tryCut(size / 2);
        for (int step = 1; step <= reach; step++) {
            tryCut(size / 2 - step);
            tryCut(size / 2 + step);
        }
    }

    private void tryCut(int cut) {
        double overlap = overlap((cut - 1) * Rectangles.WIDTH, cut * Rectangles.WIDTH);
        double area = width(heads, cut - 1) * height(heads, cut - 1) + width(tails, cut) * height(tails, cut);
        if (overlap < bestOverlap || (overlap == bestOverlap && area < bestArea)) {
            bestOverlap = overlap;
            bestArea = area;
            bestCut = cut;
        }
    }

    private double overlap(int head, int tail) {
        double width = Math.min(heads[head + 2], tails[tail + 2]) - Math.max(heads[head], tails[tail]);
        double height = Math.min(heads[head + 3], tails[tail + 3]) - Math.max(heads[head + 1], tails[tail + 1]);
        return Math.max(0, width) * Math.max(0, height);
    }

    private static double width(double[] joined, int at) {
        return joined[at * Rectangles.WIDTH + 2] - joined[at * Rectangles.WIDTH];
    }

    private static double height(double[] joined, int at) {
        return joined[at * Rectangles.WIDTH + 3] - joined[at * Rectangles.WIDTH + 1];
    }
}
